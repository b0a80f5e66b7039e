import type { Changes, CommitFailure, NewOperation } from '#renderer/data/changes.ts';
import { findBlockedOfficers, findOfficeData } from '#renderer/data/repositories/catalogue-repository.ts';
import { readShiftBook } from '#renderer/data/repositories/shift-repository.ts';
import { newOperation } from '#renderer/workflows/new-operation.ts';
import type { Session, WorkflowDeps } from '#renderer/workflows/workflow-deps.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { Approval, DecidedEntry, MoneyCommand } from '#shared/domain/money/money-command.ts';
import type { ShiftEntry } from '#shared/domain/money/shift-entry.ts';
import type { Officer, Shift } from '#shared/domain/office.ts';
import type { DossierId, LedgerEntryId, OfficerId, OperationId, ShiftEntryId } from '#shared/kernel/ids.ts';
import { lineOfShift } from '#shared/kernel/line-keys.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { CollectFeePayload, RecordShiftEntryPayload } from '#sync/protocol/payloads.ts';

/** The second officer at the counter, with the PIN as typed. */
export interface Approver {
  readonly officerId: OfficerId;
  readonly pin: string;
}

/** What an entry brings with it in the same commit. */
export interface Recorded extends DecidedEntry {
  readonly dossierId?: DossierId;
  readonly dependsOn?: readonly OperationId[];
  readonly with?: Changes;
}

/**
 * Records one entry in the books of a shift: decided on the books as they are, while no other window commits, and written
 * with its line in the ledger and its operation on the line of the shift.
 */
export async function recordEntry<Refusal>(
  deps: WorkflowDeps,
  { officer }: Pick<Session, 'officer'>,
  shift: Shift,
  decide: (command: MoneyCommand) => Promise<Result<Recorded, Refusal>> | Result<Recorded, Refusal>,
): Promise<Result<ShiftEntry, Refusal | CommitFailure>> {
  const kept: { entry?: ShiftEntry } = {};
  const committed = await deps.unitOfWork.commitInTurn([lineOfShift(shift.shiftId)], async () => {
    const decided = await decide(await toCommand(deps, officer, shift));
    if (!decided.ok) return decided;
    kept.entry = decided.value.entry;
    return ok(await toChanges(deps, decided.value));
  });
  if (!committed.ok) return committed;
  deps.nudgeSync();
  // A commit that went well has decided.
  return kept.entry === undefined ? err({ code: 'storageFailed', details: { reason: 'undecided' } }) : ok(kept.entry);
}

async function toCommand(deps: WorkflowDeps, officer: Officer, shift: Shift): Promise<MoneyCommand> {
  const { ids, clock, database } = deps;
  return {
    book: await readShiftBook(database, shift),
    officer,
    now: clock.now(),
    ids: { shiftEntryId: ids.next<ShiftEntryId>(), ledgerEntryId: ids.next<LedgerEntryId>() },
  };
}

async function toChanges(deps: WorkflowDeps, recorded: Recorded): Promise<Changes> {
  const { entry, ledger, dossierId = null, dependsOn = [], with: more = {} } = recorded;
  const operation = await newOperation(deps, {
    lineKey: lineOfShift(entry.shiftId),
    kind: 'recordShiftEntry',
    payload: { entry } satisfies RecordShiftEntryPayload,
    ...{ dossierId, dependsOn },
  });
  return {
    ...more,
    shiftEntries: [entry],
    ledger: [ledger, ...(more.ledger ?? [])],
    operations: [operation, ...(more.operations ?? [])],
  };
}

export function collectOperation(deps: WorkflowDeps, payment: FeePayment): Promise<NewOperation> {
  return newOperation(deps, {
    lineKey: lineOfShift(payment.shiftId),
    kind: 'collectFee',
    payload: { payment } satisfies CollectFeePayload,
    dossierId: payment.dossierId,
  });
}

/**
 * The operation that reports the payment, when it is on another line and the province does not have it yet: an entry about
 * it must not arrive first.
 */
export async function findOpenReport(
  { database }: Pick<WorkflowDeps, 'database'>,
  payment: FeePayment,
  line: Shift,
): Promise<readonly OperationId[]> {
  if (payment.shiftId === line.shiftId) return [];
  const rows = await database.outbox.where('dossierId').equals(payment.dossierId).toArray();
  return rows
    .filter(({ kind, state }) => kind === 'collectFee' && (state === 'queued' || state === 'parked'))
    .filter(({ payload }) => (payload as CollectFeePayload).payment.feePaymentId === payment.feePaymentId)
    .map(({ operationId }) => operationId);
}

/** The PIN takes a moment to check, so that is done before the turn. `null`: nobody was asked. */
export async function readApproval(
  { database, isPinRight }: Pick<WorkflowDeps, 'database' | 'isPinRight'>,
  approver: Approver | null,
): Promise<Approval | null> {
  if (approver === null) return null;
  const [office, blocked] = await Promise.all([findOfficeData(database), findBlockedOfficers(database)]);
  const officer = office?.officers.find(({ officerId }) => officerId === approver.officerId);
  return {
    officerId: approver.officerId,
    isPinRight: officer !== undefined && (await isPinRight(approver.pin, officer.pinVerifier)),
    isBlocked: blocked.has(approver.officerId),
  };
}
