import type { AppError } from '#shared/kernel/app-error.ts';
import type { DossierId, LedgerEntryId, OfficerId } from '#shared/kernel/ids.ts';
import { toLocalDate, type Instant } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Applicant, DossierComponent } from './dossier.ts';
import { toApplicant, toDossierComponents, toOneLine } from './draft-to-dossier.ts';
import type { IntakeDraft } from './intake-draft.ts';
import { findBlocking, type IntakeProblem } from './intake-problem.ts';
import { checkIntakeDraft } from './intake-rules.ts';
import type { LedgerEntry } from './ledger.ts';
import type { Officer, Station } from './office.ts';
import type { Procedure } from './procedure.ts';

/** The command of an intake that does not end in acceptance. */
export interface NotAcceptedCommand {
  readonly draft: IntakeDraft;
  /** The version that the draft has pinned. */
  readonly procedure: Procedure | undefined;
  readonly officer: Officer;
  readonly station: Station;
  /** In the officer's words, as the citizen will read it. */
  readonly reason: string;
  readonly now: Instant;
  readonly ids: { readonly ledgerEntryId: LedgerEntryId };
}

/** A walk-in that was not accepted: no official code, but recorded all the same (IN-09). Personal data inside. */
export interface NotAcceptedRecord {
  readonly dossierId: DossierId;
  readonly procedureCode: string;
  readonly procedureVersion: number;
  readonly applicant: Applicant;
  readonly components: DossierComponent[];
  readonly decidedAt: Instant;
  readonly decidedBy: OfficerId;
  readonly reason: string;
}

export type NotAcceptedRefusal =
  | (AppError<'intakeHasProblems'> & { readonly details: { readonly problems: readonly IntakeProblem[] } })
  | AppError<'reasonTooShort'>
  /** The reason is a code or a single word, not something a citizen can act on. */
  | AppError<'reasonNotInWords'>;

const SHORTEST_REASON = 10;

/**
 * What both ways of not accepting have in common. Only who and what must be right: a paper may be missing and a
 * channel or version may be wrong, since that can be the very reason.
 */
export function recordNotAccepted(
  command: NotAcceptedCommand,
): Result<{ readonly record: NotAcceptedRecord; readonly procedure: Procedure }, NotAcceptedRefusal> {
  const { draft, procedure, officer, now } = command;
  const problems = findBlocking(checkIntakeDraft(draft, procedure, toLocalDate(now))).filter(isAboutWhoOrWhat);
  if (procedure === undefined || problems.length > 0) return err({ code: 'intakeHasProblems', details: { problems } });
  const reason = toOneLine(command.reason);
  if (Array.from(reason).length < SHORTEST_REASON) {
    return err({ code: 'reasonTooShort', details: { shortest: SHORTEST_REASON } });
  }
  if (!isInWords(reason)) return err({ code: 'reasonNotInWords' });
  const record: NotAcceptedRecord = {
    dossierId: draft.dossierId,
    procedureCode: procedure.procedureCode,
    procedureVersion: procedure.procedureVersion,
    applicant: toApplicant(draft.applicant),
    components: toDossierComponents(draft, procedure),
    decidedAt: now,
    decidedBy: officer.officerId,
    reason,
  };
  return ok({ record, procedure });
}

/** The ledger entry of the decision: codes and counts only. */
export function ledgerEntryOf(
  { officer, station, now, ids }: NotAcceptedCommand,
  record: NotAcceptedRecord,
  kind: 'supplementRequested' | 'dossierRefused',
  facts: LedgerEntry['facts'],
): LedgerEntry {
  return {
    ledgerEntryId: ids.ledgerEntryId,
    at: now,
    officerId: officer.officerId,
    stationId: station.stationId,
    dossierId: record.dossierId,
    kind,
    facts: { procedureCode: record.procedureCode, procedureVersion: record.procedureVersion, ...facts },
  };
}

function isAboutWhoOrWhat({ field, code }: IntakeProblem): boolean {
  return (field === 'procedure' && code !== 'procedureNotInForce') || field.startsWith('applicant.');
}

/** At least two words of letters: `ERR_0042` and `thiếu` are not reasons. */
function isInWords(text: string): boolean {
  return (text.match(/(?<![\p{L}\p{N}_])\p{L}+(?![\p{L}\p{N}_])/gu) ?? []).length >= 2;
}
