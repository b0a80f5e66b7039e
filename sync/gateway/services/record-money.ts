import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import { LAST_FEE_RECEIPT_NUMBER, type FeeReceiptNumber } from '#shared/domain/money/fee-receipt-number.ts';
import type { ShiftEntry } from '#shared/domain/money/shift-entry.ts';
import type { FeePaymentId } from '#shared/kernel/ids.ts';
import { toLocalDate, type Instant } from '#shared/kernel/instant.ts';
import { insertChangeList } from '#sync/gateway/store/changes-store.ts';
import type { Transaction } from '#sync/gateway/store/database.ts';
import { insertFeePayments } from '#sync/gateway/store/dossiers-store.ts';
import {
  drawFeeReceipts,
  insertLeasedReceipts,
  replaceFeeReceipts,
  voidFeeReceipts,
  type FeeReceiptRow,
  type LeasedReceipt,
} from '#sync/gateway/store/fee-receipts-store.ts';
import { insertShiftEntries, updatePayments } from '#sync/gateway/store/money-store.ts';
import type { ChangePayload } from '#sync/protocol/changes.ts';
import type { AcceptedOperation } from './decide-batch.ts';
import { seriesOf } from './fee-receipt-series.ts';
import { findBook, type MoneyFacts } from './judge-money.ts';
import { queueReceiptNotices } from './notices/queue-receipt-notices.ts';
import { nextLookupToken } from './secret-text.ts';
import type { ServiceDeps, StationIdentity } from './service-deps.ts';

/** Writes the payments and the lines of the shifts, and what became of the payments they name. */
export async function recordMoney(
  tx: Transaction,
  station: StationIdentity,
  accepted: readonly AcceptedOperation[],
  facts: MoneyFacts,
): Promise<void> {
  const { agencyCode } = station;
  const payments = accepted.flatMap(({ row: { operationId, stationId }, command }) =>
    command.kind === 'collectFee'
      ? [{ ...command.payment, document: command.document, operationId, stationId, agencyCode }]
      : [],
  );
  if (payments.length > 0) await insertFeePayments(tx, payments);
  const entries = accepted.flatMap(({ row: { operationId, stationId, acceptedAt }, command }) => {
    if (command.kind !== 'recordShiftEntry') return [];
    const { entry, document } = command;
    const { shiftEntryId, shiftId, kind, recordedAt } = entry;
    const amounts = { amountVnd: amountOf(entry), feePaymentId: 'feePaymentId' in entry ? entry.feePaymentId : null };
    return [{ operationId, stationId, acceptedAt, document, shiftEntryId, shiftId, kind, recordedAt, ...amounts }];
  });
  if (entries.length > 0) await insertShiftEntries(tx, entries);
  const touched = [...entries.map(({ feePaymentId }) => feePaymentId), ...payments.map(({ replaces }) => replaces)];
  const states = [...new Set(touched)].flatMap((id) => facts.payments.get(id ?? ('' as FeePaymentId)) ?? []);
  if (states.length > 0) await updatePayments(tx, states);
}

function amountOf(entry: ShiftEntry): number | null {
  if (entry.kind === 'shiftOpened') return entry.floatVnd;
  return 'amountVnd' in entry ? entry.amountVnd : null;
}

/**
 * Makes the official receipts of what was taken: the number that came with the money, or else the next one of the year,
 * in the transaction that books the money, so that neither is ever there without the other. Tells the stations. Comes
 * after all other writing: the rows of the counters, first that of the receipts, then that of the changes, are locked
 * from here to the commit.
 */
export async function issueReceipts(
  deps: Pick<ServiceDeps, 'policy' | 'ids'>,
  tx: Transaction,
  station: StationIdentity,
  accepted: readonly AcceptedOperation[],
  facts: MoneyFacts,
  now: Instant,
): Promise<void> {
  const settled = accepted.flatMap(({ command }) => settledBy(command, facts));
  const made = await makeReceipts(deps, tx, station, settled, facts, now);
  const receipts = [...made, ...(await markReceipts(tx, accepted, made, now))];
  const fresh = made.map(({ feePaymentId }) => feePaymentId);
  await queueReceiptNotices(tx, station, accepted, fresh, now);
  // Of each its last state, in the order of their numbers.
  const last = new Map(receipts.map((receipt) => [receipt.feePaymentId, receipt]));
  const inOrder = [...last.values()].sort((a, b) => a.number - b.number);
  const changes = inOrder.map((receipt) => ({
    stationId: receipt.stationId,
    payload: toChange(receipt, deps.policy.publicAddress),
  }));
  if (changes.length > 0) await insertChangeList(tx, 'feeReceiptIssued', changes, now);
}

async function makeReceipts(
  deps: Pick<ServiceDeps, 'ids'>,
  tx: Transaction,
  station: StationIdentity,
  settled: readonly Settled[],
  facts: MoneyFacts,
  now: Instant,
): Promise<FeeReceiptRow[]> {
  const leased = settled.flatMap(({ feePaymentId, number, at }): LeasedReceipt[] => {
    const book = number?.kind === 'feeReceipt' ? findBook(facts, number, toLocalDate(at)) : undefined;
    if (number === undefined || book === undefined) return [];
    const { feeReceiptBookId } = book;
    const lookupToken = nextLookupToken(deps.ids);
    return [{ feePaymentId, lookupToken, feeReceiptBookId, number: number.number, issuedAt: at }];
  });
  const isLeased = new Set(leased.map(({ feePaymentId }) => feePaymentId));
  const others = settled.filter(({ feePaymentId }) => !isLeased.has(feePaymentId));
  return [
    ...(leased.length === 0 ? [] : await insertLeasedReceipts(tx, leased, now)),
    ...(others.length === 0 ? [] : await draw(deps, tx, station, others, facts, now)),
  ];
}

/** Voids what was voided, and ties what was replaced to the receipts that were made for it. */
async function markReceipts(
  tx: Transaction,
  accepted: readonly AcceptedOperation[],
  made: readonly FeeReceiptRow[],
  now: Instant,
): Promise<FeeReceiptRow[]> {
  const voided = accepted.flatMap(({ command }) => {
    const isVoid = command.kind === 'recordShiftEntry' && command.entry.kind === 'feeReceiptVoided';
    return isVoid && 'feePaymentId' in command.entry ? [command.entry.feePaymentId] : [];
  });
  const replaced = made.flatMap(({ feePaymentId, replacesPaymentId }) =>
    replacesPaymentId === null ? [] : [{ replaced: replacesPaymentId, by: feePaymentId }],
  );
  return [
    ...(voided.length === 0 ? [] : await voidFeeReceipts(tx, voided, now)),
    ...(replaced.length === 0 ? [] : await replaceFeeReceipts(tx, replaced, now)),
  ];
}

interface Settled {
  readonly feePaymentId: FeePaymentId;
  /** The number that came with it. */
  readonly number: FeeReceiptNumber | undefined;
  readonly at: Instant;
}

/** What is now in the drawer or the account, and was more than nothing. */
function settledBy(command: AcceptedOperation['command'], facts: MoneyFacts): Settled[] {
  if (command.kind === 'collectFee') return command.payment.means === 'cash' ? settle(command.payment) : [];
  if (command.kind !== 'recordShiftEntry' || command.entry.kind !== 'transferConfirmed') return [];
  const { feePaymentId, receiptNumber: number, recordedAt: at } = command.entry;
  return (facts.payments.get(feePaymentId)?.amountVnd ?? 0) > 0 ? [{ feePaymentId, number, at }] : [];
}

function settle({ feePaymentId, amountVnd, receiptNumber: number, collectedAt: at }: FeePayment): Settled[] {
  return amountVnd > 0 ? [{ feePaymentId, number, at }] : [];
}

async function draw(
  { ids }: Pick<ServiceDeps, 'ids'>,
  tx: Transaction,
  { agencyCode }: StationIdentity,
  settled: readonly Settled[],
  { feeReceipts }: MoneyFacts,
  now: Instant,
): Promise<FeeReceiptRow[]> {
  if (feeReceipts === null) return [];
  const { collectingBody } = feeReceipts;
  const series = seriesOf(feeReceipts, agencyCode, Number(toLocalDate(now).slice(0, 4)));
  const receipts = settled.map(({ feePaymentId }) => ({ feePaymentId, lookupToken: nextLookupToken(ids) }));
  const drawn = { receipts, lastNumber: LAST_FEE_RECEIPT_NUMBER, collectingBody, issuedAt: now };
  const made = await drawFeeReceipts(tx, series, drawn);
  if (made.length !== receipts.length) throw new Error('the serial of the year has no numbers left');
  return made;
}

function toChange(receipt: FeeReceiptRow, publicAddress: string | null): ChangePayload<'feeReceiptIssued'> {
  const { feePaymentId, formSymbol, bookSerial, number, state, issuedAt, lookupToken } = receipt;
  return {
    ...{ feePaymentId, state, issuedAt },
    receiptNumber: { kind: 'feeReceipt', formSymbol, bookSerial, number },
    lookupUrl: publicAddress === null ? null : `${publicAddress}/bien-lai/${lookupToken}`,
  };
}
