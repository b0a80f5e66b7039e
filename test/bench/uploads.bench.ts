import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { firstValueFrom, filter } from 'rxjs';
import { systemClock, systemIds, systemScheduler } from '#sync/gateway/app.ts';
import { createSyncRunner } from '#sync/runner/sync-runner.ts';
import { createHttpGatewayClient } from '#sync/transport/http-gateway-client.ts';
import { FakeConnectivity } from '#test/fakes/fake-connectivity.ts';
import { FakeLeaderLock } from '#test/fakes/fake-leader-lock.ts';
import { KeptLogger } from '#test/fakes/kept-logger.ts';
import { MemoryBlobStore } from '#test/fakes/memory-blob-store.ts';
import { MemoryChangeSink } from '#test/fakes/memory-change-sink.ts';
import { MemoryOutboxStore } from '#test/fakes/memory-outbox-store.ts';
import { SeededRandom } from '#test/fakes/seeded-random.ts';
import { startEmulatedLink } from '#test/support/emulated-link.ts';
import { startGatewayChild } from '#test/support/gateway-child.ts';
import { makeTemporaryFolder } from '#test/support/temporary-folder.ts';
import { fetchCaller, TestStation } from '#test/support/gateway-station.ts';
import type { BenchRow } from './bench-row.ts';

/** Time runs four times as fast as on the link that counts: 4 Mbit/s, 100 ms round trip, a cut every 20 s. */
const HASTE = 4;
const LINK_BYTES_PER_SECOND = (4_000_000 / 8) * HASTE;
const ROUND_TRIP_MS = 100 / HASTE;
const CUT_EVERY_MS = 20_000 / HASTE;
const TOTAL_BYTES = 200_000_000;
const BARE_BYTES = 10_000_000;
/** Goodput of at least 90 % of the link. */
const LIMIT = 1 / 0.9;
const SEED = 20_261_122;

/**
 * 200 MB of scans through the runner, the engine, the HTTP client and the real gateway in a process of its own, over an
 * emulated link that is cut again and again; against one bare stream over the same link without a cut, measured in the
 * same run before and after.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const dataDir = await makeTemporaryFolder();
  const child = await startGatewayChild(dataDir);
  const station = await TestStation.create(fetchCaller(child.url), () => systemClock.now());
  await station.join(child.enrolmentCode);
  const link = await startEmulatedLink({
    target: child.url,
    bytesPerSecond: LINK_BYTES_PER_SECOND,
    roundTripMs: ROUND_TRIP_MS,
    nextCutAfterMs: () => CUT_EVERY_MS,
  });
  const random = new SeededRandom(SEED);
  const outbox = new MemoryOutboxStore();
  const blobs = new MemoryBlobStore();
  const sizes = scanSizes(random);
  for (const size of sizes) {
    const hash = blobs.put(newScan(random, size));
    const payload = { hash, mediaType: 'image/jpeg', sizeBytes: size };
    outbox.add(station.operation('storeBlob', `blob:${hash}`, payload));
  }
  const runner = createSyncRunner({
    ...{ outbox, blobs, clock: systemClock, scheduler: systemScheduler, random, ids: systemIds },
    sink: new MemoryChangeSink(),
    logger: new KeptLogger(),
    gateway: createHttpGatewayClient({
      baseUrl: link.url,
      fetch: (address, init) => fetch(address, init),
      stationKey: { publicKey: () => station.publicKey(), sign: (text) => station.sign(text) },
      station: () => station.stationId,
      ...{ clock: systemClock, scheduler: systemScheduler, ids: systemIds },
    }),
    connectivity: new FakeConnectivity(),
    leader: new FakeLeaderLock(),
    isEnrolled: () => true,
    engine: { linkBackoff: { baseMs: 1_000 / HASTE, capMs: 60_000 / HASTE, serverCapMs: 60_000 } },
  });
  const bareBefore = await measureBareLink();
  const startedAtMs = performance.now();
  runner.start();
  await firstValueFrom(
    runner.status$.pipe(filter(({ waiting }) => waiting === 0 && blobs.confirmed.size === sizes.length)),
  );
  const tookMs = performance.now() - startedAtMs;
  const { cuts, passed } = link;
  await runner.stop();
  await link.stop();
  await child.end('SIGTERM');
  await rm(dataDir, { recursive: true, force: true });
  const bareBytesPerMs = (bareBefore + (await measureBareLink())) / 2;
  const linkMs = TOTAL_BYTES / bareBytesPerMs;
  const goodput = ((linkMs / tookMs) * 100).toFixed(1);
  const detail =
    `${String(sizes.length)} scans, 200 MB, in ${(tookMs / 1_000).toFixed(1)} s, goodput ${goodput} % of the bare link ` +
    `(${((bareBytesPerMs * 8) / 1_000).toFixed(1)} Mbit/s); ` +
    `${String(cuts)} cuts, ${(passed.up / 1e6).toFixed(1)} MB sent; time four times as fast: 16 Mbit/s, 25 ms, ` +
    `a cut every 5 s, seed ${String(SEED)}`;
  return [{ name: 'scans over a link that is cut (link / goodput)', ratio: tookMs / linkMs, limit: LIMIT, detail }];
}

/** Bytes per millisecond of one stream that is not cut. */
async function measureBareLink(): Promise<number> {
  let received = 0;
  const sink = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      received += chunk.length;
      if (received === BARE_BYTES) socket.end('.');
    });
  });
  sink.listen(0, '127.0.0.1');
  await once(sink, 'listening');
  const link = await startEmulatedLink({
    target: `http://127.0.0.1:${String((sink.address() as AddressInfo).port)}`,
    bytesPerSecond: LINK_BYTES_PER_SECOND,
    roundTripMs: ROUND_TRIP_MS,
  });
  const startedAtMs = performance.now();
  const socket = connect(Number(new URL(link.url).port), '127.0.0.1');
  socket.write(Buffer.alloc(BARE_BYTES, 7));
  await once(socket, 'data');
  const tookMs = performance.now() - startedAtMs;
  socket.destroy();
  await link.stop();
  sink.close();
  return BARE_BYTES / tookMs;
}

/** Pages of 150 kB to 900 kB and now and then a document of 8 MB, as counters hand them in. */
function scanSizes(random: SeededRandom): number[] {
  const sizes: number[] = [];
  for (let left = TOTAL_BYTES; left > 0;) {
    const wanted = random.next() < 0.02 ? 8_000_000 : 150_000 + Math.floor(random.next() * 750_000);
    const size = Math.min(wanted, left);
    sizes.push(size);
    left -= size;
  }
  return sizes;
}

function newScan(random: SeededRandom, size: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(size / 4));
  let word = Math.floor(random.next() * 0x1_0000_0000);
  for (let place = 0; place < words.length; place += 1) {
    word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0;
    words[place] = word;
  }
  return new Uint8Array(words.buffer, 0, size);
}
