import type { ClaimedTransfer } from '#renderer/data/queries/money-queries.ts';
import type { ReadBankFile } from '#renderer/workflows/money/confirm-transfer.ts';
import type { FoundTransfer } from '#shared/domain/money/decide-confirm-transfer.ts';
import type { FeePaymentId } from '#shared/kernel/ids.ts';

/** What is known of a claim: where it was found, or lines of the bank's file that may be it. */
export interface TransferProposal {
  readonly found: FoundTransfer | null;
  readonly lines: readonly number[];
}

/** The province's word comes before the file's: it has the bank's own answer. */
export function proposalsOf(
  claimed: readonly ClaimedTransfer[],
  read: ReadBankFile | null,
): ReadonlyMap<FeePaymentId, TransferProposal> {
  const matched = new Map(read?.matches.matches.map((match) => [match.feePaymentId, match]));
  return new Map(
    claimed.map(({ payment: { feePaymentId }, found }): readonly [FeePaymentId, TransferProposal] => {
      if (found !== null) return [feePaymentId, { found: { via: 'province', ...found }, lines: [] }];
      const match = matched.get(feePaymentId);
      if (match !== undefined) {
        const { bankReference, row } = match;
        return [feePaymentId, { found: { via: 'bankFile', bankReference, receivedOn: row.receivedOn }, lines: [] }];
      }
      const possible = (read?.matches.ambiguous ?? []).filter(({ feePaymentIds }) =>
        feePaymentIds.includes(feePaymentId),
      );
      return [feePaymentId, { found: null, lines: possible.map(({ row }) => row.line) }];
    }),
  );
}
