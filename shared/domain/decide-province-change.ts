import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Dossier, DossierState } from './dossier.ts';
import { readDossierField, withDossierFields, type DossierField, type DossierFieldValue } from './dossier-fields.ts';
import { canTransition } from './dossier-state.ts';
import type { Conflict, ConflictField, ProcedureResult, ProvinceRecord } from './province-record.ts';

/** What this station holds of the dossier that a change is about. */
export interface HeldDossier {
  readonly dossier: Dossier;
  readonly record: ProvinceRecord;
  /** Something on the dossier's own line has not been acknowledged by the province yet. */
  readonly hasOpenOperations: boolean;
}

/** What is to be written; `null` when the change is known already or has been overtaken by a later one. */
export type ProvinceDecision = {
  readonly dossier: Dossier;
  readonly record: ProvinceRecord;
  readonly conflict: Conflict | null;
} | null;

export interface StateStep {
  readonly changeNumber: number;
  readonly state: DossierState;
  readonly changedAt: Instant;
  readonly reason?: string | undefined;
  readonly agencyName?: string | undefined;
  readonly resultDueAt?: Instant | undefined;
}

/** A handling agency's step. The province's state stands even when no step leads to it; then a person is told. */
export function decideStateStep(held: HeldDossier, step: StateStep): ProvinceDecision {
  const { dossier, record } = held;
  const { changeNumber, state, changedAt, reason, agencyName, resultDueAt } = step;
  if (changeNumber <= (record.fieldChangeNumbers['state'] ?? 0)) return null;
  const isLegal = dossier.state === state || canTransition(dossier.state, state);
  const event = {
    kind: 'state' as const,
    changeNumber,
    at: changedAt,
    state,
    ...(reason === undefined ? {} : { reason }),
    ...(agencyName === undefined ? {} : { agencyName }),
    ...(resultDueAt === undefined ? {} : { resultDueAt }),
  };
  const fields: readonly DossierField[] = resultDueAt === undefined ? ['state'] : ['state', 'resultDueAt'];
  return {
    dossier: { ...dossier, state, resultDueAt: resultDueAt ?? dossier.resultDueAt },
    record: withEvent(record, event, fields),
    conflict: isLegal
      ? null
      : {
          ...newConflict(dossier, { changeNumber, at: changedAt, reason, agencyName }, 'illegalStep'),
          fields: [{ field: 'state', local: dossier.state, province: state, choice: null }],
        },
  };
}

export interface Correction {
  readonly changeNumber: number;
  readonly baseRevision: number;
  readonly revision: number;
  readonly fields: readonly {
    readonly field: DossierField;
    readonly from: DossierFieldValue;
    readonly to: DossierFieldValue;
  }[];
  readonly reason: string;
  readonly agencyName: string;
  readonly correctedAt: Instant;
}

/**
 * The province's values stand at once. A field is contested when this counter has another value than the province
 * worked from, has a newer version, or still has something to send for the dossier: then a person decides.
 */
export function decideCorrection(
  held: HeldDossier,
  correction: Correction,
): Result<ProvinceDecision, AppError<'fieldNotOfDossier'>> {
  const { dossier, record } = held;
  const { changeNumber, reason, agencyName, correctedAt: at } = correction;
  const fresh = correction.fields.filter(({ field }) => changeNumber > (record.fieldChangeNumbers[field] ?? 0));
  if (fresh.length === 0) return ok(null);
  const corrected = withDossierFields(dossier, Object.fromEntries(fresh.map(({ field, to }) => [field, to])));
  if (!corrected.ok) return err(corrected.error);
  const isAhead = held.hasOpenOperations || dossier.revision > correction.baseRevision;
  const contested = fresh.flatMap(({ field, from, to }): ConflictField[] => {
    const local = readDossierField(dossier, field);
    return local === to || (!isAhead && local === from) ? [] : [{ field, local, province: to, choice: null }];
  });
  const names = fresh.map(({ field }) => field);
  const facts = { changeNumber, at, reason, agencyName };
  return ok({
    dossier: { ...corrected.value, revision: Math.max(dossier.revision, correction.revision) },
    record: withEvent(record, { kind: 'correction', fields: names, ...facts }, names),
    conflict:
      contested.length === 0 ? null : { ...newConflict(dossier, facts, 'contestedCorrection'), fields: contested },
  });
}

/** A later result replaces an earlier one; it changes nothing in the dossier itself. */
export function decideProcedureResult(
  { dossier, record }: HeldDossier,
  changeNumber: number,
  procedureResult: ProcedureResult,
): ProvinceDecision {
  if (changeNumber <= (record.procedureResult?.changeNumber ?? 0)) return null;
  return { dossier, record: { ...record, procedureResult: { ...procedureResult, changeNumber } }, conflict: null };
}

function withEvent(
  record: ProvinceRecord,
  event: ProvinceRecord['events'][number],
  fields: readonly DossierField[],
): ProvinceRecord {
  const numbers = Object.fromEntries(fields.map((field) => [field, event.changeNumber]));
  const events = [...record.events, event].sort((a, b) => a.changeNumber - b.changeNumber);
  return { ...record, events, fieldChangeNumbers: { ...record.fieldChangeNumbers, ...numbers } };
}

function newConflict(
  { dossierId, dossierCode }: Dossier,
  facts: {
    readonly changeNumber: number;
    readonly at: Instant;
    readonly reason?: string | undefined;
    readonly agencyName?: string | undefined;
  },
  cause: Conflict['cause'],
): Omit<Conflict, 'fields'> {
  const { changeNumber, at, reason = null, agencyName = null } = facts;
  const open = { isOpen: 1, resolvedAt: null, resolvedBy: null } as const;
  return { changeNumber, dossierId, dossierCode, cause, at, reason, agencyName, ...open };
}
