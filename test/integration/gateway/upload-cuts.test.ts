import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock, systemIds, systemScheduler } from '#sync/gateway/app.ts';
import { startGateway } from '#sync/gateway/start-gateway.ts';
import type { GatewayClient } from '#sync/ports/gateway-client.ts';
import { createHttpGatewayClient } from '#sync/transport/http-gateway-client.ts';
import { SeededRandom } from '#test/fakes/seeded-random.ts';
import { startEmulatedLink, type EmulatedLink } from '#test/support/emulated-link.ts';
import { startGatewayChild, type GatewayChild } from '#test/support/gateway-child.ts';
import { sampleCatalogue } from '#test/support/gateway-harness.ts';
import { makeTemporaryFolder } from '#test/support/temporary-folder.ts';
import { fetchCaller, sha256Of, TestStation } from '#test/support/gateway-station.ts';

const TIMEOUT_MS = 120_000;
const SEED = Number(process.env['QMC_SEED'] ?? 20_261_122);
const MIB = 1024 * 1024;

describe('an upload over a bad link to a gateway that is killed', () => {
  let dataDir: string;
  let child: GatewayChild;
  let link: EmulatedLink;
  let station: TestStation;
  let random: SeededRandom;
  let cutAfterBytes = (): number => Number.POSITIVE_INFINITY;
  beforeEach(async () => {
    random = new SeededRandom(SEED);
    cutAfterBytes = () => Number.POSITIVE_INFINITY;
    dataDir = await makeTemporaryFolder();
    const loadCatalogue = (): Promise<ReturnType<typeof sampleCatalogue>> => Promise.resolve(sampleCatalogue());
    await (await startGateway({ port: 0, dataDir, logLevel: 'silent', loadCatalogue })).stop();
    child = await startGatewayChild(dataDir);
    link = await startEmulatedLink({
      target: child.url,
      bytesPerSecond: 16 * MIB,
      cutAfterBytes: () => cutAfterBytes(),
    });
    station = await TestStation.create(fetchCaller(child.url), () => systemClock.now());
    await station.join(child.enrolmentCode);
  }, TIMEOUT_MS);
  afterEach(async () => {
    await link.stop();
    await child.end('SIGTERM');
    await rm(dataDir, { recursive: true, force: true });
  }, TIMEOUT_MS);

  const newClient = (): GatewayClient =>
    createHttpGatewayClient({
      baseUrl: link.url,
      fetch: (address, init) => fetch(address, init),
      stationKey: { publicKey: () => station.publicKey(), sign: (text) => station.sign(text) },
      station: () => station.stationId,
      ...{ clock: systemClock, scheduler: systemScheduler, ids: systemIds },
    });
  const newScan = (size: number): Uint8Array => {
    const word = Math.floor(random.next() * 0x1_0000_0000);
    return Uint8Array.from({ length: size }, (_, place) => ((place * 2_654_435_761 + word) >>> 13) & 255);
  };
  const storedBytes = async (hash: string): Promise<number> =>
    (await stat(join(dataDir, 'blobs', hash.slice(0, 2), hash.slice(2, 4), hash))).size;

  it(
    `[UP2] [UP3] [UP9] is whole at the end, wherever it was cut (seed ${SEED})`,
    async () => {
      const scans = Array.from({ length: 4 }, () => newScan(2 * MIB + Math.floor(random.next() * MIB)));
      const total = scans.reduce((sum, { byteLength }) => sum + byteLength, 0);
      cutAfterBytes = () => Math.floor(100_000 + random.next() * 900_000);
      for (const bytes of scans) {
        const hash = sha256Of(bytes);
        const operation = station.storeBlob(bytes);
        let answer = await newClient().uploadBlob(hash, 'image/jpeg', bytes, operation);
        for (let turn = 0; turn < 20 && !answer.ok; turn += 1)
          // A new client each time: it knows nothing of what was sent before.
          answer = await newClient().uploadBlob(hash, 'image/jpeg', bytes, operation);
        expect(answer).toMatchObject({ ok: true, value: { hash, sizeBytes: bytes.byteLength } });
        expect(await storedBytes(hash)).toBe(bytes.byteLength);
      }
      expect(link.cuts).toBeGreaterThan(8);
      // Every byte once, and what was lost on the way at each cut.
      expect(link.passed.up).toBeLessThan(total * 1.6);
      expect(await readdir(join(dataDir, 'blobs', 'uploads'))).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    `[UP2] [UP3] goes on from what is on disk after SIGKILL in the middle of a part (seed ${SEED})`,
    async () => {
      const bytes = newScan(12 * MIB);
      const hash = sha256Of(bytes);
      const operation = station.storeBlob(bytes);
      const offsets: number[] = [];
      for (let round = 0; round < 2; round += 1) {
        const before = link.passed.up;
        const deadAt = before + MIB + Math.floor(random.next() * 2 * MIB);
        const upload = newClient().uploadBlob(hash, 'image/jpeg', bytes, operation, {
          onProgress: (stored) => offsets.push(stored),
          nextPart: (wanted) => Promise.resolve(Math.min(wanted, MIB)),
        });
        await expect.poll(() => link.passed.up, { interval: 1, timeout: 30_000 }).toBeGreaterThan(deadAt);
        await child.end('SIGKILL');
        link.cut();
        expect((await upload).ok).toBe(false);
        const acknowledged = Math.max(0, ...offsets);
        const { size } = await stat(join(dataDir, 'blobs', 'uploads', `${station.stationId}.${hash}`));
        expect(size).toBeGreaterThanOrEqual(acknowledged);
        child = await startGatewayChild(dataDir);
        link.target = child.url;
      }
      const sentBefore = link.passed.up;
      const answer = await newClient().uploadBlob(hash, 'image/jpeg', bytes, operation, {
        onProgress: (stored) => offsets.push(stored),
      });
      expect(answer).toMatchObject({ ok: true, value: { hash, sizeBytes: bytes.byteLength } });
      expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
      expect(link.passed.up - sentBefore).toBeLessThan(bytes.byteLength - 2 * MIB + 100_000);
      expect(await storedBytes(hash)).toBe(bytes.byteLength);
      // The same again costs two questions and their answers.
      const sentAll = link.passed.up;
      expect(await newClient().uploadBlob(hash, 'image/jpeg', bytes, operation)).toEqual(answer);
      expect(link.passed.up - sentAll).toBeLessThan(4_000);
    },
    TIMEOUT_MS,
  );
});
