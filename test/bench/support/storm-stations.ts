import { randomUUID, webcrypto } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Catalogue, Station } from '#shared/domain/office.ts';
import type { NumberBlockId, StationId } from '#shared/kernel/ids.ts';
import { toLocalDate, type Instant } from '#shared/kernel/instant.ts';
import type { Database } from '#sync/gateway/store/database.ts';
import { takeBlock } from '#sync/gateway/store/numbers-store.ts';
import { insertStation, type PublicKeyRow } from '#sync/gateway/store/stations-store.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { SampleOperations } from './sample-operations.ts';

const newId = <Id extends string>(): Id => randomUUID() as string as Id;

/** A simulated station: what it has to send is made before the storm, so that the storm is not about making it. */
export interface StormStation {
  readonly station: Station;
  readonly publicKey: PublicKeyRow;
  readonly operations: readonly Operation[];
  /** The body of its batch as it travels. */
  readonly body: Uint8Array;
  /** A signed request for a session. */
  readonly sessionRequest: { readonly issuedAt: Instant; readonly nonce: string; readonly signature: string };
}

/** @param firstNumber of the block of numbers of this station */
export async function makeStormStation(
  catalogue: Catalogue,
  at: Instant,
  dossiers: number,
  firstNumber: number,
): Promise<StormStation> {
  const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const { x = '', y = '' } = await webcrypto.subtle.exportKey('jwk', keys.publicKey);
  const stationId = newId<StationId>();
  const { agencyCode } = catalogue.office;
  const station: Station = { stationId, stationName: 'Quầy mẫu (DỮ LIỆU MẪU)', agencyCode };
  const operations = new SampleOperations(catalogue, station, at).take(dossiers, firstNumber);
  const issuedAt = new Date().toISOString() as Instant;
  const nonce = newId<string>();
  const signed = Buffer.from(`qmc-session:${stationId}:${issuedAt}:${nonce}`, 'utf8');
  const signature = await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys.privateKey, signed);
  return {
    ...{ station, publicKey: { kty: 'EC', crv: 'P-256', x, y }, operations },
    body: gzipSync(JSON.stringify({ operations })),
    sessionRequest: { issuedAt, nonce, signature: Buffer.from(signature).toString('base64url') },
  };
}

/** Enrols the stations as if each had used a code, and leases their numbers, in the order in which they were made. */
export async function enrolStormStations(
  database: Database,
  stations: readonly StormStation[],
  at: Instant,
  blockSize: number,
): Promise<void> {
  await database.transaction(async (tx) => {
    for (const { station, publicKey } of stations) {
      await insertStation(tx, { ...station, publicKey, enrolledAt: at });
      await takeBlock(tx, {
        ...{ numberBlockId: newId<NumberBlockId>(), stationId: station.stationId, requestId: newId<string>() },
        ...{ agencyCode: station.agencyCode, workingOn: toLocalDate(at), size: blockSize, leasedAt: at },
      });
    }
  });
}
