import type { Dossier, FeePayment } from '#shared/domain/dossier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Database } from '#sync/gateway/store/database.ts';
import {
  insertDossiers,
  insertFeePayments,
  type DossierRow,
  type FeePaymentRow,
} from '#sync/gateway/store/dossiers-store.ts';
import { isSignedBy, isTextSignedBy } from '#sync/gateway/services/verify-operations.ts';
import { insertOperations, type OperationRow } from '#sync/gateway/store/operations-store.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import type { StormStation } from './storm-stations.ts';

/** How many operations go into one transaction. */
const BATCH = 500;

/**
 * Milliseconds that the unavoidable takes: the signatures of the stations and of all their operations checked, and the
 * rows of the operations inserted in large batches, with nothing looked up, decided, parsed or answered.
 */
export async function timeBareLoop(
  database: Database,
  stations: readonly StormStation[],
  at: Instant,
): Promise<number> {
  const operations = stations.flatMap((station) => station.operations);
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
      await insertFeePayments(tx, batch.flatMap(toPaymentRow));
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

function toPaymentRow({ operationId, stationId, kind, payload }: Operation): FeePaymentRow[] {
  if (kind !== 'collectFee') return [];
  const { payment } = payload as { readonly payment: FeePayment };
  return [{ ...payment, operationId, stationId, document: payment }];
}
