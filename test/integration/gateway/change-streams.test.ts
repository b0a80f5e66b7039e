import fc from 'fast-check';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Announcement } from '#shared/domain/announcement.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { systemClock } from '#sync/gateway/app.ts';
import { insertChanges } from '#sync/gateway/store/changes-store.ts';
import type { ChangesResponse } from '#sync/protocol/messages.ts';
import { EventReader } from '#sync/transport/event-stream.ts';
import { FakeClock } from '#test/fakes/fake-clock.ts';
import { Counter } from '#test/support/counter-room.ts';
import { startGatewayChild } from '#test/support/gateway-child.ts';
import {
  openTestGateway,
  SAMPLE_AGENCY,
  type TestGateway,
  type TestGatewayOptions,
} from '#test/support/gateway-harness.ts';
import { makeTemporaryFolder } from '#test/support/temporary-folder.ts';
import { TestDatabases } from '#test/support/test-databases.ts';
import { newId, type TestStation } from '#test/support/gateway-station.ts';
import { catalogueOf } from '#test/unit/renderer/counter-bench.ts';

const AT = '2026-11-20T02:00:00.000Z' as Instant;
const PATIENCE = { timeout: 30_000, interval: 20 };

const databases = TestDatabases.forFile();
const gateways: TestGateway[] = [];
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  for (const gateway of gateways.splice(0)) await gateway.stop();
});

async function open(options: TestGatewayOptions = {}): Promise<TestGateway & { readonly url: string }> {
  const gateway = await openTestGateway(databases, options);
  gateways.push(gateway);
  await gateway.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = gateway.app.server.address() as AddressInfo;
  return { ...gateway, url: `http://127.0.0.1:${String(port)}` };
}

function announcement(title: string): Announcement {
  const validity = { validFrom: AT, validUntil: null, issuedBy: 'Trung tâm (mẫu)' };
  return { announcementId: newId<string>(), title, text: 'Nội dung mẫu', severity: 'info', ...validity };
}

/** Numbers told over one stream, and whether it is over. */
async function listen(url: string, { token }: TestStation, cursor = 0) {
  const controller = new AbortController();
  closers.push(() => {
    controller.abort();
    return Promise.resolve();
  });
  const response = await fetch(`${url}/v1/changes/stream?cursor=${String(cursor)}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: controller.signal,
  });
  const stream = { response, told: [] as number[], isOver: false, abort: () => controller.abort() };
  const read = async (): Promise<void> => {
    const events = new EventReader();
    const decoder = new TextDecoder();
    for await (const part of response.body ?? []) {
      for (const { data } of events.read(decoder.decode(part, { stream: true }))) {
        stream.told.push((JSON.parse(data) as { changeNumber: number }).changeNumber);
      }
    }
  };
  if (response.status === 200) {
    void read()
      .catch(() => undefined)
      .finally(() => {
        stream.isOver = true;
      });
  }
  return stream;
}

async function readPage(
  gateway: TestGateway,
  { token }: TestStation,
  cursor: number,
  limit = 3,
): Promise<ChangesResponse> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await gateway.call({ method: 'GET', url: `/v1/changes?cursor=${cursor}&limit=${limit}`, headers });
  return JSON.parse(answer.text) as ChangesResponse;
}

describe('changes of several gateways on one database', () => {
  it('[PU8] a reader never skips one, whatever transactions run beside it, slow, fast or undone', async () => {
    const one = await open();
    const two = await open({ databaseUrl: one.databaseUrl, blobFolder: one.blobFolder, catalogue: 'none' });
    const writer = fc.record({ sleepMs: fc.nat(6), count: fc.integer({ min: 1, max: 3 }), isUndone: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(writer, { minLength: 6, maxLength: 14 }), async (writers) => {
        const station = await one.newStation();
        const others = await one.newStation();
        const committed = new Set<string>();
        let isWriting = true;
        const write = async ({ sleepMs, count, isUndone }: (typeof writers)[number], place: number): Promise<void> => {
          const { database } = (place % 2 === 0 ? one : two).deps;
          const names = Array.from({ length: count }, (_, index) => `${String(place)}.${String(index)}`);
          const work = database.transaction(async (tx) => {
            await tx.query('SELECT pg_sleep($1::float)', [sleepMs / 2_000]);
            for (const name of names)
              await insertChanges(tx, [others.stationId, station.stationId], 'test', { name }, AT);
            await tx.query('SELECT pg_sleep($1::float)', [sleepMs / 1_000]);
            if (isUndone) throw new Error('undone');
          });
          await work.then(
            () => names.forEach((name) => committed.add(name)),
            () => undefined,
          );
        };
        const read = async (gateway: TestGateway): Promise<string[]> => {
          const seen: string[] = [];
          for (let cursor = 0, isLast = false; ;) {
            const wasWriting = isWriting;
            const page = await readPage(gateway, station, cursor);
            seen.push(...page.changes.map(({ payload }) => (payload as { name: string }).name));
            cursor = page.nextCursor;
            if (isLast && page.changes.length === 0) return seen;
            isLast = !wasWriting;
          }
        };
        const readers = [read(one), read(two)];
        await Promise.all(writers.map(write));
        isWriting = false;
        for (const seen of await Promise.all(readers)) {
          expect(new Set(seen)).toEqual(committed);
          expect(seen).toHaveLength(committed.size);
        }
      }),
      { numRuns: 6 },
    );
  });

  it('[PU9] a change committed at one is told within a second to a station listening at the other', async () => {
    const one = await open();
    const two = await open({ databaseUrl: one.databaseUrl, blobFolder: one.blobFolder, catalogue: 'none' });
    const station = await one.newStation();
    const stream = await listen(two.url, station);
    expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
    // The first one may come before LISTEN is there; then the catching up tells it.
    for (const title of ['Một', 'Hai', 'Ba']) {
      const before = performance.now();
      await one.admin.publishAnnouncement(SAMPLE_AGENCY, announcement(title));
      const { changes } = await readPage(one, station, 0, 100);
      const newest = changes.at(-1)?.changeNumber ?? 0;
      await expect.poll(() => stream.told.at(-1), { ...PATIENCE, interval: 5 }).toBe(newest);
      expect(performance.now() - before).toBeLessThan(1_000);
    }
    expect(stream.told).toEqual([...stream.told].sort((a, b) => a - b));
  });

  it('[PU9] what is already there after the cursor is told at once; a cursor from the future is refused', async () => {
    const gateway = await open();
    const station = await gateway.newStation();
    await gateway.admin.publishAnnouncement(SAMPLE_AGENCY, announcement('Trước'));
    const behind = await listen(gateway.url, station);
    await expect.poll(() => behind.told, PATIENCE).toHaveLength(1);
    expect((await listen(gateway.url, station, 1_000)).response.status).toBe(400);
    expect((await fetch(`${gateway.url}/v1/changes/stream`)).status).toBe(401);
  });

  it('[PU11] one stream for each station, and no more than the policy allows; the place of one that left is free', async () => {
    const gateway = await open({ policy: { maxChangeStreams: 2 } });
    const stations = [await gateway.newStation(), await gateway.newStation(), await gateway.newStation()] as const;
    const first = await listen(gateway.url, stations[0]);
    const again = await listen(gateway.url, stations[0]);
    await expect.poll(() => first.isOver, PATIENCE).toBe(true);
    const second = await listen(gateway.url, stations[1]);
    const refused = await listen(gateway.url, stations[2]);
    expect([refused.response.status, refused.response.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await refused.response.json()).toMatchObject({ code: 'streamsExhausted' });
    second.abort();
    await expect
      .poll(async () => (await listen(gateway.url, stations[2])).response.status, { ...PATIENCE, interval: 50 })
      .toBe(200);
    await gateway.admin.publishAnnouncement(SAMPLE_AGENCY, announcement('Còn nghe'));
    await expect.poll(() => again.told.length, PATIENCE).toBe(1);
  });

  it('[PU11] open streams do not hold up a gateway that stops', async () => {
    const gateway = await openTestGateway(databases);
    await gateway.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = gateway.app.server.address() as AddressInfo;
    const stream = await listen(`http://127.0.0.1:${String(port)}`, await gateway.newStation());
    const before = performance.now();
    await gateway.app.close();
    expect(performance.now() - before).toBeLessThan(5_000);
    await expect.poll(() => stream.isOver, PATIENCE).toBe(true);
    await gateway.stop();
  });

  it('[PU15] stations that enrol while the province speaks are told everything once', async () => {
    const gateway = await open();
    const said = Array.from({ length: 6 }, (_, index) => announcement(`Số ${String(index)}`));
    const speak = async (): Promise<void> => {
      for (const one of said) await gateway.admin.publishAnnouncement(SAMPLE_AGENCY, one);
    };
    const [, ...stations] = await Promise.all([speak(), ...Array.from({ length: 5 }, () => gateway.newStation())]);
    for (const station of stations) {
      const { changes } = await readPage(gateway, station, 0, 100);
      const heard = changes.map(({ payload }) => (payload as Announcement).announcementId).sort();
      expect(heard).toEqual(said.map(({ announcementId }) => announcementId).sort());
    }
    await gateway.admin.withdrawAnnouncement(SAMPLE_AGENCY, said[0]?.announcementId ?? '');
    const late = await readPage(gateway, await gateway.newStation(), 0, 100);
    expect(late.changes.map(({ kind }) => kind).sort()).toEqual(
      [...Array.from({ length: 5 }, () => 'announcementPublished'), 'announcementWithdrawn'].sort(),
    );
  });
});

describe('a counter that listens', () => {
  const heardBy = async (counter: Counter): Promise<number> => counter.database.announcements.count();

  it('[PU10] hears again after its gateway was killed, also what was said meanwhile; nothing but the stream wakes it', async () => {
    const province = await openTestGateway(databases, {
      catalogue: catalogueOf(),
      clock: new FakeClock(systemClock.now()),
    });
    gateways.push(province);
    const dataDir = await makeTemporaryFolder();
    closers.push(() => rm(dataDir, { recursive: true, force: true }));
    const environment = { DATABASE_URL: province.databaseUrl };
    const child = await startGatewayChild(dataDir, environment);
    closers.push(() => child.end('SIGTERM'));
    const counter = new Counter({
      gatewayUrl: child.url,
      clock: new FakeClock(systemClock.now()),
      engine: { changesIntervalMs: 3_600_000, leasesIntervalMs: 3_600_000 },
    });
    closers.push(() => counter.close());
    await counter.open(child.enrolmentCode);
    const opened = (): number => counter.logger.lines.filter(({ event }) => event === 'sync.streamOpened').length;
    await expect.poll(opened, PATIENCE).toBe(1);
    await province.admin.publishAnnouncement(SAMPLE_AGENCY, announcement('Trước khi ngắt'));
    await expect.poll(() => heardBy(counter), PATIENCE).toBe(1);

    await child.end('SIGKILL');
    await province.admin.publishAnnouncement(SAMPLE_AGENCY, announcement('Trong lúc ngắt'));
    const { databaseUrl, blobFolder, clock } = province;
    const next = await openTestGateway(databases, { databaseUrl, blobFolder, clock, catalogue: 'none' });
    gateways.push(next);
    await next.app.listen({ port: Number(new URL(child.url).port), host: '127.0.0.1' });
    await expect.poll(() => heardBy(counter), PATIENCE).toBe(2);
    await province.admin.publishAnnouncement(SAMPLE_AGENCY, announcement('Sau khi có lại'));
    await expect.poll(() => heardBy(counter), PATIENCE).toBe(3);
  });

  it('[PU11] the feed comes back when PostgreSQL has cut it', async () => {
    const gateway = await open();
    const station = await gateway.newStation();
    const stream = await listen(gateway.url, station);
    await gateway.admin.publishAnnouncement(SAMPLE_AGENCY, announcement('Một'));
    await expect.poll(() => stream.told.length, PATIENCE).toBe(1);
    const cut = await gateway.deps.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`,
    );
    expect(cut).toHaveLength(1);
    await gateway.admin.publishAnnouncement(SAMPLE_AGENCY, announcement('Hai'));
    await expect.poll(() => stream.told.length, PATIENCE).toBeGreaterThanOrEqual(2);
  });
});
