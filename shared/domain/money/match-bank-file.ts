import type { FeePaymentId } from '#shared/kernel/ids.ts';
import type { BankRow } from './bank-file.ts';
import { toBankReference } from './decide-confirm-transfer.ts';
import type { FeePayment } from './fee-payment.ts';
import { findDossierCodeIn } from './transfer-purpose.ts';

export type ClaimedPayment = Pick<FeePayment, 'feePaymentId' | 'dossierCode' | 'amountVnd'>;

export interface TransferMatch {
  readonly row: BankRow;
  readonly feePaymentId: FeePaymentId;
  /** By which the booking is known again. */
  readonly bankReference: string;
}

export interface BankMatches {
  /** One booking, one claim: to be confirmed with one key. */
  readonly matches: readonly TransferMatch[];
  /** More than one way to read it, or the amount differs: left to the officer. */
  readonly ambiguous: readonly { readonly row: BankRow; readonly feePaymentIds: readonly FeePaymentId[] }[];
  /** Bookings that name no claim, and those used before. */
  readonly unmatchedRows: readonly BankRow[];
  readonly unmatchedPayments: readonly FeePaymentId[];
}

/**
 * Finds claimed transfers in the bank's file (FE-11): the amount to the đồng, and the dossier code in the text, in which
 * banks drop dots and dashes. Nothing is confirmed here.
 * @param usedReferences bookings that confirmed a payment before
 */
export function matchBankFile(
  rows: readonly BankRow[],
  claimed: readonly ClaimedPayment[],
  usedReferences: ReadonlySet<string> = new Set(),
): BankMatches {
  const byCode = claimedByCode(claimed);
  const fresh = rows.filter((row) => !usedReferences.has(referenceOf(row)));
  const named = fresh.map((row) => ({ row, claims: findNamed(row.text, byCode) }));
  const fitting = named.map(({ row, claims }) => claims.filter(({ amountVnd }) => amountVnd === row.amountVnd));
  const rowsOfPayment = countBy(fitting.flat().map(({ feePaymentId }) => feePaymentId));
  const rowsOfReference = countBy(fresh.map(referenceOf));
  const matches: TransferMatch[] = [];
  const ambiguous: { row: BankRow; feePaymentIds: readonly FeePaymentId[] }[] = [];
  const unmatchedRows: BankRow[] = rows.filter((row) => usedReferences.has(referenceOf(row)));
  for (const [index, { row, claims }] of named.entries()) {
    const only = fitting[index]?.length === 1 ? fitting[index][0] : undefined;
    const isPlain =
      only !== undefined && rowsOfPayment.get(only.feePaymentId) === 1 && rowsOfReference.get(referenceOf(row)) === 1;
    if (isPlain) matches.push({ row, feePaymentId: only.feePaymentId, bankReference: referenceOf(row) });
    else if (claims.length === 0) unmatchedRows.push(row);
    else ambiguous.push({ row, feePaymentIds: claims.map(({ feePaymentId }) => feePaymentId) });
  }
  const met = new Set([
    ...matches.map(({ feePaymentId }) => feePaymentId),
    ...ambiguous.flatMap(({ feePaymentIds }) => feePaymentIds),
  ]);
  const unmatchedPayments = claimed.map(({ feePaymentId }) => feePaymentId).filter((entry) => !met.has(entry));
  return { matches, ambiguous, unmatchedRows, unmatchedPayments };
}

/** The bank's own number; without one, the whole booking, which a second file tells in the same words. */
export function referenceOf({ reference, receivedOn, amountVnd, text }: BankRow): string {
  return toBankReference(reference ?? `${receivedOn} ${String(amountVnd)} ${text}`);
}

function claimedByCode(claimed: readonly ClaimedPayment[]): ReadonlyMap<string, readonly ClaimedPayment[]> {
  const byCode = new Map<string, ClaimedPayment[]>();
  for (const claim of claimed) byCode.set(claim.dossierCode, [...(byCode.get(claim.dossierCode) ?? []), claim]);
  return byCode;
}

/** Claims of the one dossier that the text names. */
function findNamed(text: string, byCode: ReadonlyMap<string, readonly ClaimedPayment[]>): readonly ClaimedPayment[] {
  const code = findDossierCodeIn(text, [...byCode.keys()]);
  return code === undefined ? [] : (byCode.get(code) ?? []);
}

function countBy(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
