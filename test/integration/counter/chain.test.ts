import { describe, expect, it } from 'vitest';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Counter } from '#test/support/counter-room.ts';
import type { GatewayHouse } from '#test/support/gateway-house.ts';
import { openHouseForEach } from '#test/support/house-for-each.ts';

const LONG_AGO = '2020-01-01T00:00:00.000Z' as Instant;
const PATIENCE = { timeout: 30_000, interval: 25 };

let house: GatewayHouse;
let counter: Counter;
openHouseForEach(async (opened) => {
  house = opened;
  counter = await house.newCounter();
});

describe('the chain of a counter', () => {
  it('[SG2] is whole at the gateway after dossiers, payments and scans, in whatever order they went', async () => {
    for (let scans = 0; scans < 4; scans += 1) await counter.acceptSimpleDossier(scans);
    await counter.drain();
    const rows = await counter.database.outbox.orderBy('stationSequence').toArray();
    const links = await house.gateway.deps.database.query<{ operationId: string; previousHash: string | null }>(
      `SELECT operation_id AS "operationId", previous_hash AS "previousHash" FROM chain_links ORDER BY station_sequence`,
    );
    expect(links).toEqual(rows.map(({ operationId, previousHash }) => ({ operationId, previousHash })));
    expect(links).toHaveLength(4 * 2 + 6);
    expect(await house.gateway.admin.listChainBreaks()).toEqual([]);
    expect(await counter.database.chainBreaks.count()).toBe(0);
  });

  it('[SG6] [SG9] that was tampered with is reported back to it, and intake goes on', async () => {
    await counter.acceptSimpleDossier(0);
    await counter.drain();
    await counter.database.outbox.where('stationSequence').equals(2).modify({ createdAt: LONG_AGO });
    counter.forget();
    await counter.acceptSimpleDossier(0);
    await counter.drain();
    const broken = async () => (await counter.database.chainBreaks.toArray()).map((row) => row.stationSequence);
    await expect.poll(broken, PATIENCE).toEqual([3]);
    expect(await house.gateway.admin.summary()).toMatchObject({ dossiers: 2, feePayments: 2 });
    expect(await house.gateway.admin.listChainBreaks()).toMatchObject([
      { stationId: counter.station.stationId, stationSequence: 3 },
    ]);
  });
});
