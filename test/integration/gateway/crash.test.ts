import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { ShiftId } from '#shared/kernel/ids.ts';
import { systemClock } from '#sync/gateway/app.ts';
import { startGateway } from '#sync/gateway/start-gateway.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { startGatewayChild, type GatewayChild } from '#test/support/gateway-child.ts';
import { sampleCatalogue } from '#test/support/gateway-harness.ts';
import { makeTemporaryFolder } from '#test/support/temporary-folder.ts';
import { fetchCaller, newId, sha256Of, TestStation, type Caller } from '#test/support/gateway-station.ts';

const TIMEOUT_MS = 240_000;
const ROUNDS = 4;
const BATCHES_PER_ROUND = 6;
const DOSSIERS_PER_BATCH = 5;

describe('a gateway that is killed', () => {
  let dataDir: string;
  let child: GatewayChild | undefined;
  beforeEach(async () => {
    dataDir = await makeTemporaryFolder();
    const seeding = await startGateway({
      port: 0,
      dataDir,
      logLevel: 'silent',
      loadCatalogue: () => Promise.resolve(sampleCatalogue()),
    });
    await seeding.stop();
  }, TIMEOUT_MS);
  afterEach(async () => {
    await child?.end('SIGTERM');
    await rm(dataDir, { recursive: true, force: true });
  }, TIMEOUT_MS);

  const start = async (): Promise<GatewayChild> => {
    child = await startGatewayChild(dataDir);
    return child;
  };
  /** Calls whichever child is running. */
  const call: Caller = (request) => fetchCaller(child?.url ?? '')(request);
  const newStation = async (): Promise<TestStation> => {
    const station = await TestStation.create(call, () => systemClock.now());
    await station.join((await start()).enrolmentCode);
    await station.stockNumbers(ROUNDS * BATCHES_PER_ROUND * DOSSIERS_PER_BATCH);
    return station;
  };
  const readServerPid = async (): Promise<number> =>
    Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);

  it(
    'while answering, again and again, loses nothing it acknowledged and doubles nothing',
    async () => {
      const station = await newStation();
      const dossiers: Dossier[] = [];
      const acknowledged = new Set<string>();
      const shiftId = newId<ShiftId>();
      const pages = new Map<string, Uint8Array>();
      const unsent: Operation[][] = [];

      for (let round = 0; round < ROUNDS; round += 1) {
        for (let batch = 0; batch < BATCHES_PER_ROUND; batch += 1) {
          unsent.push(makeBatch(station, shiftId, round * BATCHES_PER_ROUND + batch, dossiers, pages));
        }
        // All at once; the process dies while some are answered, some are being applied and some are on their way.
        const killAfter = round + 1;
        let answered = 0;
        const sendOne = async (operations: Operation[]): Promise<void> => {
          const outcomes = await station.send(operations).catch(() => []);
          for (const { outcome, operationId } of outcomes) {
            if (outcome === 'accepted' || outcome === 'alreadyAccepted') acknowledged.add(operationId);
          }
          answered += outcomes.length === 0 ? 0 : 1;
          if (answered === killAfter) await child?.end('SIGKILL');
        };
        const uploads = [...pages.values()].map((bytes) => station.upload(bytes).catch(() => undefined));
        await Promise.all([...unsent.map(sendOne), ...uploads]);
        await child?.end('SIGKILL');
        await start();
        const stored = await idsKnownTo(
          station,
          unsent.flat().filter(({ operationId }) => acknowledged.has(operationId)),
        );
        expect(stored).toEqual(new Set(['alreadyAccepted']));
      }

      // The station comes back and sends everything it has, twice over, in order.
      for (const repeat of ['first', 'second']) {
        for (const operations of unsent) {
          const outcomes = await station.send(operations);
          const wanted = repeat === 'first' ? /^(accepted|alreadyAccepted)$/ : /^alreadyAccepted$/;
          for (const { outcome } of outcomes) expect(outcome).toMatch(wanted);
        }
      }
      for (const bytes of pages.values()) expect((await station.upload(bytes)).status).toBe(201);
      await child?.end('SIGTERM');
      await compareBooks(dataDir, dossiers, pages);
    },
    TIMEOUT_MS,
  );

  it(
    'does not leave its database server running, and starts again after everything was killed at once',
    async () => {
      const station = await newStation();
      const dossier = station.newDossier();
      await station.send([station.acceptDossier(dossier)]);
      const serverPid = await readServerPid();
      await child?.end('SIGKILL');
      await expect.poll(() => isAlive(serverPid), { timeout: 30_000 }).toBe(false);

      await start();
      const nextPid = await readServerPid();
      process.kill(nextPid, 'SIGKILL');
      await child?.end('SIGKILL');
      await start();
      const again = await station.send([station.reseal({ ...station.acceptDossier(dossier), sequence: 2 })]);
      expect(again).toMatchObject([{ outcome: 'refused', code: 'illegalState' }]);
    },
    TIMEOUT_MS,
  );

  it(
    'and one that is asked to stop ends in order, with its database server',
    async () => {
      const station = await newStation();
      const serverPid = await readServerPid();
      const inFlight = station.send([station.acceptDossier(station.newDossier())]).catch(() => []);
      expect(await child?.end('SIGTERM')).toBe(0);
      expect(isAlive(serverPid)).toBe(false);
      const [answer] = await inFlight;
      const reopened = await startGateway({ port: 0, dataDir, logLevel: 'silent' });
      const { dossiers } = await reopened.admin.summary();
      await reopened.stop();
      // The request was either finished and answered, or never taken.
      expect([answer?.outcome, dossiers]).toEqual(dossiers === 1 ? ['accepted', 1] : [undefined, 0]);
    },
    TIMEOUT_MS,
  );

  it(
    'refuses a data folder that another gateway is working with',
    async () => {
      await start();
      await expect(startGatewayChild(dataDir)).rejects.toThrow('another gateway is working with');
      expect((await call({ method: 'GET', url: '/healthz' })).status).toBe(200);
    },
    TIMEOUT_MS,
  );
});

function makeBatch(
  station: TestStation,
  shiftId: ShiftId,
  seed: number,
  dossiers: Dossier[],
  pages: Map<string, Uint8Array>,
): Operation[] {
  return Array.from({ length: DOSSIERS_PER_BATCH }, (_, place) => {
    const bytes = new Uint8Array(20_000).fill(seed).fill(place, 0, 100);
    const hash = sha256Of(bytes);
    pages.set(hash, bytes);
    const dossier = station.newDossier({}, [hash]);
    dossiers.push(dossier);
    const accept = station.acceptDossier(dossier);
    return [accept, station.collectFee(station.newPayment(dossier, shiftId), [accept.operationId])];
  }).flat();
}

async function idsKnownTo(station: TestStation, operations: readonly Operation[]): Promise<Set<string>> {
  if (operations.length === 0) return new Set(['alreadyAccepted']);
  const kinds = new Set<string>();
  for (let from = 0; from < operations.length; from += 200) {
    for (const { outcome } of await station.send(operations.slice(from, from + 200))) kinds.add(outcome);
  }
  return kinds;
}

async function compareBooks(
  dataDir: string,
  dossiers: readonly Dossier[],
  pages: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  const reopened = await startGateway({ port: 0, dataDir, logLevel: 'silent' });
  const stored = await reopened.admin.listDossiers();
  const summary = await reopened.admin.summary();
  const bytes = await Promise.all(
    stored
      .flatMap(({ blobHashes }) => blobHashes)
      .map(async (hash) => [hash, await reopened.admin.readBlob(hash)] as const),
  );
  await reopened.stop();
  expect(stored.map(({ dossierId, dossierCode }) => [dossierId, dossierCode]).sort()).toEqual(
    dossiers.map(({ dossierId, dossierCode }) => [dossierId, dossierCode]).sort(),
  );
  expect(stored.every(({ isComplete, paidVnd }) => isComplete && paidVnd === 20_000)).toBe(true);
  expect(summary).toMatchObject({
    dossiers: dossiers.length,
    feePayments: dossiers.length,
    feeTotalVnd: dossiers.length * 20_000,
    operations: dossiers.length * 2,
    blobs: pages.size,
  });
  for (const [hash, content] of bytes) expect(sha256Of(content ?? '')).toBe(hash);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
