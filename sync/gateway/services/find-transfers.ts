import { insertChangeList } from '#sync/gateway/store/changes-store.ts';
import {
  findKnownTransfers,
  insertBankTransfers,
  lockClaimedTransfers,
  type BankTransferRow,
  type ClaimedTransfer,
} from '#sync/gateway/store/bank-store.ts';
import type { Transaction } from '#sync/gateway/store/database.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { matchTransfers, type StatementRow, type TransferFinding } from './match-transfers.ts';
import { change } from './province-changes.ts';
import type { ServiceDeps } from './service-deps.ts';

export type { StatementRow, TransferFinding };

/**
 * Looks in rows of a bank statement for the transfers that citizens have claimed, and tells the stations that took them
 * (FE-11). The station answers with a confirmation in its books; the statement alone confirms nothing. The same rows again
 * give the same findings and tell nobody twice.
 * @returns one finding for each row, in order
 */
export async function findTransfers(
  deps: ServiceDeps,
  agencyCode: string,
  rows: readonly StatementRow[],
): Promise<readonly TransferFinding[]> {
  return deps.database.transaction(async (tx) => {
    const claimed = await lockClaimedTransfers(tx, agencyCode);
    const references = rows.map(({ bankReference }) => bankReference);
    const known = await findKnownTransfers(tx, agencyCode, references);
    const before = new Map(known.map(({ bankReference, feePaymentId }) => [bankReference, feePaymentId]));
    const fresh = rows.filter(
      ({ bankReference }, place) => !before.has(bankReference) && references.indexOf(bankReference) === place,
    );
    const findings = new Map(matchTransfers(fresh, claimed).map((finding) => [finding.bankReference, finding]));
    await record(tx, agencyCode, { fresh, findings, claimed }, deps.clock.now());
    return references.map((bankReference): TransferFinding => {
      const feePaymentId = before.get(bankReference);
      if (feePaymentId !== undefined) return { bankReference, finding: 'foundBefore', feePaymentId };
      return findings.get(bankReference) ?? { bankReference, finding: 'notFound' };
    });
  });
}

async function record(
  tx: Transaction,
  agencyCode: string,
  search: {
    readonly fresh: readonly StatementRow[];
    readonly findings: ReadonlyMap<string, TransferFinding>;
    readonly claimed: readonly ClaimedTransfer[];
  },
  now: Instant,
): Promise<void> {
  const found = search.fresh.flatMap(({ bankReference, amountVnd, receivedOn }): BankTransferRow[] => {
    const finding = search.findings.get(bankReference);
    if (finding?.finding !== 'found') return [];
    return [{ bankReference, amountVnd, receivedOn, feePaymentId: finding.feePaymentId }];
  });
  if (found.length === 0) return;
  await insertBankTransfers(tx, agencyCode, found, now);
  const stations = new Map(search.claimed.map(({ feePaymentId, stationId }) => [feePaymentId, stationId]));
  const changes = found.flatMap(({ feePaymentId, bankReference, receivedOn }) => {
    const stationId = stations.get(feePaymentId);
    const payload = change('transferFound', { feePaymentId, bankReference, receivedOn });
    return stationId === undefined ? [] : [{ stationId, payload }];
  });
  await insertChangeList(tx, 'transferFound', changes, now);
}
