import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { LAST_LEASED_NUMBER } from '#shared/domain/number-space.ts';
import type { Catalogue, Station } from '#shared/domain/office.ts';
import type { NumberBlockId, StationId } from '#shared/kernel/ids.ts';
import { toLocalDate, type Instant } from '#shared/kernel/instant.ts';
import type { Database } from '#sync/gateway/store/database.ts';
import { takeBlock } from '#sync/gateway/store/numbers-store.ts';
import { insertStation, type PublicKeyRow } from '#sync/gateway/store/stations-store.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { TestKey } from '#test/support/test-keys.ts';
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
  const key = new TestKey();
  const stationId = newId<StationId>();
  const { agencyCode } = catalogue.office;
  const station: Station = { stationId, stationName: 'Quầy mẫu (DỮ LIỆU MẪU)', agencyCode };
  const operations = new SampleOperations(catalogue, station, at, key).take(dossiers, firstNumber);
  const issuedAt = new Date().toISOString() as Instant;
  const nonce = newId<string>();
  const signature = await key.sign(`qmc-session:${stationId}:${issuedAt}:${nonce}`);
  return {
    ...{ station, publicKey: await key.publicKey(), operations },
    body: gzipSync(JSON.stringify({ operations })),
    sessionRequest: { issuedAt, nonce, signature },
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
        lastOfDay: LAST_LEASED_NUMBER,
      });
    }
  });
}
