import type { FeePaymentId } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import type { ClaimedTransfer } from '#sync/gateway/store/bank-store.ts';

/** One incoming row of a bank statement. */
export interface StatementRow {
  /** The bank's own number of the transfer; once in a statement. */
  readonly bankReference: string;
  readonly receivedOn: LocalDate;
  readonly amountVnd: number;
  /** Nội dung, as the bank hands it on: without marks, and often without dots and dashes. */
  readonly purpose: string;
}

/** What became of a row: a person looks at everything but `found` and `foundBefore`. */
export type TransferFinding =
  | { readonly bankReference: string; readonly finding: 'found' | 'foundBefore'; readonly feePaymentId: FeePaymentId }
  /** It names a dossier whose transfer is awaited, with another amount. */
  | { readonly bankReference: string; readonly finding: 'amountDiffers'; readonly feePaymentId: FeePaymentId }
  | { readonly bankReference: string; readonly finding: 'notFound' };

/**
 * Finds for every row the claimed transfer whose dossier code its purpose names, at exactly its amount. Each claim is
 * found once; of several alike the oldest comes first. Nothing is guessed: a code must be there whole.
 */
export function matchTransfers(rows: readonly StatementRow[], claimed: readonly ClaimedTransfer[]): TransferFinding[] {
  const open = claimed.map((transfer) => ({ ...transfer, patterns: transfer.codes.map(patternOf) }));
  return rows.map(({ bankReference, purpose, amountVnd }): TransferFinding => {
    const text = purpose.toUpperCase();
    const named = open.filter(({ patterns }) => patterns.some((pattern) => pattern.test(text)));
    const exact = named.find((transfer) => transfer.amountVnd === amountVnd);
    const [first] = named;
    if (exact !== undefined) {
      open.splice(open.indexOf(exact), 1);
      return { bankReference, finding: 'found', feePaymentId: exact.feePaymentId };
    }
    if (first === undefined) return { bankReference, finding: 'notFound' };
    return { bankReference, finding: 'amountDiffers', feePaymentId: first.feePaymentId };
  });
}

/** The code with anything or nothing between its letters, and no further digit behind it: 0001 is not in 00012. */
function patternOf(code: string): RegExp {
  const letters = code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  // Nothing to look for is found nowhere.
  return letters === '' ? /(?!)/ : new RegExp(`${Array.from(letters).join('[^A-Z0-9]*')}(?![0-9])`);
}
