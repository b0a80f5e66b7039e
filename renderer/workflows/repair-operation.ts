import * as v from 'valibot';
import type { CommitFailure, NewOperation } from '#renderer/data/changes.ts';
import { findNewestVersion } from '#renderer/data/repositories/catalogue-repository.ts';
import { findHeldOperation, type HeldOperation } from '#renderer/data/repositories/held-operations.ts';
import { findDossier } from '#renderer/data/repositories/dossier-repository.ts';
import { findStation } from '#renderer/data/repositories/station-repository.ts';
import {
  decideCorrectedApplicant,
  fieldConcernedBy,
  repairFieldOf,
  toDraftApplicant,
  type RepairField,
} from '#shared/domain/decide-repair.ts';
import type { Applicant, Dossier } from '#shared/domain/dossier.ts';
import type { DraftApplicant } from '#shared/domain/intake-draft.ts';
import type { IntakeProblem } from '#shared/domain/intake-problem.ts';
import type { LedgerEntry } from '#shared/domain/ledger.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { LedgerEntryId, OperationId } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import {
  acceptDossierPayloadSchema,
  refuseDossierPayloadSchema,
  requestSupplementPayloadSchema,
} from '#sync/protocol/payloads.ts';
import { newOperation } from './new-operation.ts';
import type { Session, WorkflowDeps } from './workflow-deps.ts';

export type RepairFailure =
  | AppError<'notHeld' | 'notRepairable' | 'noOtherVersion' | 'notEnrolled'>
  | AppError<'intakeHasProblems', { readonly problems: readonly IntakeProblem[] }>
  | CommitFailure;

/** What the repair form shows of a held operation. */
export interface RepairForm {
  readonly field: RepairField;
  /** For `applicant`. */
  readonly applicant: DraftApplicant | null;
  /** The applicant's field that the refusal is about, if it names one. */
  readonly concerns: keyof DraftApplicant | null;
  /** For `procedureVersion`: the version refused, and the newest in the catalogue of this station. */
  readonly refusedVersion: number | null;
  readonly newestVersion: number | null;
}

interface Subject {
  readonly applicant: Applicant;
  readonly procedureCode: string;
  readonly procedureVersion: number;
}

/** What can be put right about a held operation. */
export async function prepareRepair(
  deps: WorkflowDeps,
  operationId: OperationId,
): Promise<Result<RepairForm, AppError<'notHeld'>>> {
  const held = await findHeldOperation(deps.database, operationId);
  if (held === undefined) return err({ code: 'notHeld' });
  const subject = findSubject(held);
  const newestVersion = subject && (await findNewestVersion(deps.database, subject.procedureCode));
  return ok({
    field: repairFieldOf(held.reasonCode, subject !== undefined),
    applicant: subject === undefined ? null : toDraftApplicant(subject.applicant),
    concerns: fieldConcernedBy(held.reasonCode) ?? null,
    refusedVersion: subject?.procedureVersion ?? null,
    newestVersion: newestVersion ?? null,
  });
}

/**
 * Sends a refused operation again in corrected form: a new operation in its place of the line. The refused one stays as
 * it was, closed; the official code on the paper stays what it is.
 * @param applicant the corrected fields, when the applicant is what was refused
 */
export async function repairOperation(
  deps: WorkflowDeps,
  session: Session,
  operationId: OperationId,
  applicant: DraftApplicant | null,
): Promise<Result<null, RepairFailure>> {
  const [held, station] = await Promise.all([
    findHeldOperation(deps.database, operationId),
    findStation(deps.database),
  ]);
  if (station === undefined) return err({ code: 'notEnrolled' });
  if (held === undefined) return err({ code: 'notHeld' });
  const field = repairFieldOf(held.reasonCode, findSubject(held) !== undefined);
  const change = await decideChange(deps, held, field, applicant);
  if (!change.ok) return change;
  const operation = await replacementOf(deps, held, change.value);
  const entry: LedgerEntry = {
    ledgerEntryId: deps.ids.next<LedgerEntryId>(),
    at: deps.clock.now(),
    officerId: session.officer.officerId,
    stationId: station.stationId,
    dossierId: held.dossierId,
    kind: 'operationRepaired',
    facts: { operationId: operation.operationId, replaces: operationId, code: held.reasonCode, field },
  };
  const corrected = await correctedDossier(deps, held, change.value);
  const committed = await deps.unitOfWork.commit({
    ...(corrected === undefined ? {} : { correctedDossiers: [corrected] }),
    ledger: [entry],
    operations: [operation],
  });
  if (committed.ok) deps.nudgeSync();
  return committed;
}

type Change = Partial<Pick<Subject, 'applicant' | 'procedureVersion'>>;

async function decideChange(
  deps: WorkflowDeps,
  held: HeldOperation,
  field: RepairField,
  applicant: DraftApplicant | null,
): Promise<Result<Change, RepairFailure>> {
  switch (field) {
    case 'envelope':
      return ok({});
    case 'procedureVersion': {
      const subject = findSubject(held);
      const newest = subject && (await findNewestVersion(deps.database, subject.procedureCode));
      if (newest === undefined || newest === subject?.procedureVersion) return err({ code: 'noOtherVersion' });
      return ok({ procedureVersion: newest });
    }
    case 'applicant': {
      if (applicant === null) return err({ code: 'notRepairable' });
      const decided = decideCorrectedApplicant(applicant, deps.clock.today());
      return decided.ok ? ok({ applicant: decided.value }) : decided;
    }
    case 'none':
      return err({ code: 'notRepairable' });
  }
}

function replacementOf(deps: WorkflowDeps, held: HeldOperation, change: Change): Promise<NewOperation> {
  const { lineKey, kind, dossierId, dependsOn, operationId, replaces = [] } = held.row;
  return newOperation(deps, {
    lineKey,
    kind,
    payload: corrected(held, change),
    dossierId,
    dependsOn,
    replaces: [...replaces, operationId],
    ...(kind === 'storeBlob' ? { sizeBytes: held.row.sizeBytes } : {}),
  });
}

/** The payload with nothing but the change in it: code, money, papers and dates stay as they were printed. */
function corrected({ row: { kind, payload } }: HeldOperation, change: Change): unknown {
  const body = payload as { readonly dossier?: object };
  return kind === 'acceptDossier' ? { ...body, dossier: { ...body.dossier, ...change } } : { ...body, ...change };
}

/** The dossier on the screens of this counter follows the correction. */
async function correctedDossier(deps: WorkflowDeps, held: HeldOperation, change: Change): Promise<Dossier | undefined> {
  if (held.row.kind !== 'acceptDossier' || held.dossierId === null) return undefined;
  const stored = await findDossier(deps.database, held.dossierId);
  return stored?.ok === true ? { ...stored.value, ...change } : undefined;
}

function findSubject({ row: { kind, payload } }: HeldOperation): Subject | undefined {
  switch (kind) {
    case 'acceptDossier': {
      const parsed = v.safeParse(acceptDossierPayloadSchema, payload);
      return parsed.success ? parsed.output.dossier : undefined;
    }
    case 'requestSupplement':
    case 'refuseDossier': {
      const schema = kind === 'refuseDossier' ? refuseDossierPayloadSchema : requestSupplementPayloadSchema;
      const parsed = v.safeParse(schema, payload);
      return parsed.success ? parsed.output : undefined;
    }
    case 'collectFee':
    case 'storeBlob':
    case 'proposeCorrection':
    case 'digitiseComponent':
    case 'recordExtraction':
    case 'sendNotice':
    case 'rateDossier':
    case 'recordShiftEntry':
      return undefined;
  }
}
