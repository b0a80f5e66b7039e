import type { Dossier } from '#shared/domain/dossier.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { Catalogue } from '#shared/domain/office.ts';
import type { StationId } from '#shared/kernel/ids.ts';
import { toLocalDate, type Instant } from '#shared/kernel/instant.ts';
import { toChainLink } from '#sync/gateway/services/chain.ts';
import type { ChainLink } from '#sync/gateway/store/chain-store.ts';
import type { Database, Queryable } from '#sync/gateway/store/database.ts';
import { insertNumberUses, type NumberUseRow } from '#sync/gateway/store/number-requests-store.ts';
import {
  insertDossiers,
  insertFeePayments,
  type DossierRow,
  type FeePaymentRow,
} from '#sync/gateway/store/dossiers-store.ts';
import { isSignedBy, isTextSignedBy } from '#sync/gateway/services/verify-operations.ts';
import { insertOperations, type OperationRow } from '#sync/gateway/store/operations-store.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { insertBareReceipts } from './bare-receipts.ts';
import type { StormStation } from './storm-stations.ts';

/** How many operations go into one transaction. */
const BATCH = 500;

/**
 * Milliseconds that the unavoidable takes: the signatures of the stations and of all their operations checked, and every
 * row that the gateway keeps of them inserted in large batches, with nothing looked up, decided, parsed or answered.
 */
export async function timeBareLoop(
  database: Database,
  stations: readonly StormStation[],
  { feeReceipts }: Pick<Catalogue, 'feeReceipts'>,
  at: Instant,
): Promise<number> {
  const operations = stations.flatMap((station) => station.operations);
  // Their hashes are worked out beforehand: that is no part of checking and inserting.
  const links = operations.map((operation) => ({ ...toChainLink(operation), stationId: operation.stationId }));
  const agencyCode = stations[0]?.station.agencyCode ?? '';
  const startedMs = performance.now();
  for (const station of stations) {
    const identity = { ...station.station, publicKey: station.publicKey };
    const checked = station.operations.map((operation) => isSignedBy(identity, operation));
    const isRight = await Promise.all([isSessionSignedBy(station), ...checked]);
    if (isRight.includes(false)) throw new Error('a signature does not fit');
  }
  for (let from = 0; from < operations.length; from += BATCH) {
    const batch = operations.slice(from, from + BATCH);
    await database.transaction(async (tx) => {
      await insertOperations(
        tx,
        batch.map((operation) => toOperationRow(operation, at)),
      );
      await insertDossiers(
        tx,
        batch.flatMap((operation) => toDossierRow(operation, at)),
      );
      const payments = batch.flatMap((operation) => toPaymentRow(operation, agencyCode));
      await insertFeePayments(tx, payments);
      await insertNumberUses(tx, batch.flatMap(toNumberUse));
      await insertLinks(tx, links.slice(from, from + BATCH), at);
      await insertBareReceipts(tx, feeReceipts, payments, at);
    });
  }
  return performance.now() - startedMs;
}

function isSessionSignedBy({ station, publicKey, sessionRequest }: StormStation): Promise<boolean> {
  const { issuedAt, nonce, signature } = sessionRequest;
  return isTextSignedBy(publicKey, `qmc-session:${station.stationId}:${issuedAt}:${nonce}`, signature);
}

function toOperationRow({ payload: _payload, dependsOn: _dependsOn, ...row }: Operation, at: Instant): OperationRow {
  return { ...row, acceptedAt: at };
}

function toDossierRow({ operationId, stationId, kind, payload }: Operation, at: Instant): DossierRow[] {
  if (kind !== 'acceptDossier') return [];
  const { dossier } = payload as { readonly dossier: Dossier };
  return [{ ...dossier, operationId, stationId, stateChangedAt: at, document: dossier }];
}

function toNumberUse({ kind, payload }: Operation): NumberUseRow[] {
  if (kind !== 'acceptDossier') return [];
  const { dossierId, agencyCode, orderNumber, acceptedAt } = (payload as { readonly dossier: Dossier }).dossier;
  return [{ dossierId, agencyCode, orderNumber, workingOn: toLocalDate(acceptedAt) }];
}

/** As the gateway's own, but of several stations at once. */
async function insertLinks(
  db: Queryable,
  links: readonly (ChainLink & { readonly stationId: StationId })[],
  at: Instant,
): Promise<void> {
  await db.query(
    `INSERT INTO chain_links (station_id, station_sequence, operation_id, operation_hash, previous_hash, recorded_at)
     SELECT "stationId", "stationSequence", "operationId", "operationHash", "previousHash", $2
     FROM json_to_recordset($1::json) AS r("stationId" uuid, "stationSequence" bigint, "operationId" uuid,
       "operationHash" text, "previousHash" text)`,
    [JSON.stringify(links), at],
  );
}

function toPaymentRow({ operationId, stationId, kind, payload }: Operation, agencyCode: string): FeePaymentRow[] {
  if (kind !== 'collectFee') return [];
  const { payment } = payload as { readonly payment: FeePayment };
  return [{ ...payment, operationId, stationId, agencyCode, document: payment }];
}
