import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Instant } from '#shared/kernel/instant.ts';
import { toCanonicalJson } from '#shared/kernel/canonical-json.ts';
import type { DossierId, OperationId, Sha256, StationId } from '#shared/kernel/ids.ts';
import { encodeOperationHeader } from '#sync/protocol/operation-header.ts';
import type { ItemOutcome } from '#sync/protocol/messages.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { openTestGateway, type TestGateway } from '#test/support/gateway-harness.ts';
import { TestDatabases } from '#test/support/test-databases.ts';
import { newId, parse, sha256Of, type CallAnswer, type TestStation } from '#test/support/gateway-station.ts';
import { carryOut, hostilePlans } from '#test/support/hostile-items.ts';
import { hashOf } from '#test/support/test-keys.ts';

const kindsOf = (outcomes: readonly ItemOutcome[]): string[] =>
  outcomes.map((item) => (item.outcome === 'refused' ? item.code : item.outcome));
const problemOf = (answer: CallAnswer): [number, unknown] => [
  answer.status,
  (JSON.parse(answer.text) as Record<string, unknown>)['code'],
];
const hash = (digit: string): Sha256 => digit.repeat(64) as Sha256;

describe('signatures and chain', () => {
  const databases = TestDatabases.forFile();
  let gateway: TestGateway;
  let station: TestStation;
  beforeAll(async () => {
    gateway = await openTestGateway(databases);
  });
  afterAll(async () => {
    await gateway.stop();
  });
  // Each test has a chain of its own; what one station does is no other one's business.
  beforeEach(async () => {
    station = await gateway.newStation();
    await station.stockNumbers();
  });

  const next = (): Operation => station.requestSupplement(newId<DossierId>());
  const breaksOf = async (who: TestStation) =>
    (await gateway.admin.listChainBreaks()).filter(({ stationId }) => stationId === who.stationId);
  const brokenAt = async (who = station): Promise<number[]> =>
    (await breaksOf(who)).map(({ stationSequence }) => stationSequence).sort((a, b) => a - b);
  const changesOf = async (who: TestStation): Promise<unknown[]> => {
    const answer = await who.call({ method: 'GET', url: '/v1/changes?cursor=0&limit=100' });
    return parse<{ changes: { kind: string; payload: unknown }[] }>(answer, 200)
      .changes.filter(({ kind }) => kind === 'chainBroken')
      .map(({ payload }) => payload);
  };

  it('[SG4] refuses what the station has not signed like this, and applies the honest neighbours', async () => {
    const other = await gateway.newStation();
    const [first, last] = [next(), next()];
    const dossier = station.newDossier();
    const payload = { dossier: { ...dossier, setCount: 9 } };
    const payloadHash = sha256Of(toCanonicalJson(payload));
    const accept = station.acceptDossier(dossier);
    const stolen = other.requestSupplement(newId<DossierId>());
    const outcomes = await station.send([
      first,
      { ...accept, payload },
      { ...accept, payload, payloadHash },
      accept,
      { ...next(), createdAt: '2020-01-01T00:00:00.000Z' },
      { ...next(), previousHash: hash('f') },
      other.reseal(next()),
      { ...next(), signature: 'A'.repeat(86) },
      { ...next(), signature: 'short' },
      stolen,
      other.reseal({ ...stolen, stationId: station.stationId }),
      last,
    ]);
    expect(kindsOf(outcomes)).toEqual([
      ...['accepted', 'payloadHashMismatch', 'signatureInvalid', 'accepted', 'signatureInvalid', 'signatureInvalid'],
      ...[
        'signatureInvalid',
        'signatureInvalid',
        'malformedOperation',
        'foreignStation',
        'signatureInvalid',
        'accepted',
      ],
    ]);
    expect((await linksOf(gateway, station)).links.map(([, operationHash]) => operationHash)).toEqual(
      [first, last, accept].map(hashOf),
    );
  });

  it('[SG4] answers even a known operation only when it is signed', async () => {
    const operation = next();
    await station.send([operation]);
    const forged = { ...operation, signature: 'A'.repeat(86) };
    expect(kindsOf(await station.send([forged, operation]))).toEqual(['signatureInvalid', 'alreadyAccepted']);
  });

  it('[SG4] leaves an operation of a newer protocol without effect, whoever signed it', async () => {
    const operation = next();
    expect(kindsOf(await station.send([operation]))).toEqual(['accepted']);
    const newer = { ...next(), protocolVersion: 2, signature: 'A'.repeat(86) };
    const again = station.reseal({ ...operation, protocolVersion: 2 });
    expect(kindsOf(await station.send([newer, again]))).toEqual(['unsupportedProtocol', 'operationIdReused']);
    expect((await linksOf(gateway, station)).links).toHaveLength(1);
  });

  it('[SG5] refuses another operation under a used running number and keeps the first', async () => {
    const [first, second] = [next(), next()];
    const rival = station.reseal({ ...next(), stationSequence: second.stationSequence });
    expect(kindsOf(await station.send([first, second, rival]))).toEqual(['accepted', 'accepted', 'sequenceReused']);
    expect(kindsOf(await station.send([rival, second]))).toEqual(['sequenceReused', 'alreadyAccepted']);
    const { links } = await linksOf(gateway, station);
    expect(links).toEqual([first, second].map((operation) => [operation.stationSequence, hashOf(operation)]));
  });

  it('[SG5] refuses a known id whose header is another, in whatever field', async () => {
    const operation = next();
    await station.send([operation]);
    const changes: Partial<Operation>[] = [
      { previousHash: hash('e') },
      { createdAt: '2026-11-20T07:20:00.001Z' as Instant },
      { dependsOn: [newId<OperationId>()] },
      { stationSequence: 2 },
    ];
    const outcomes = await station.send(changes.map((change) => station.reseal({ ...operation, ...change })));
    expect(kindsOf(outcomes)).toEqual(changes.map(() => 'operationIdReused'));
  });

  it('[SG6] finds nothing wrong with a chain that arrives out of order, with gaps, and twice', async () => {
    const operations = Array.from({ length: 9 }, next);
    const [a, b, c, d, e, f, g, h, i] = operations;
    for (const batch of [[c, a], [i], [b, h], [e, d], [a, b, c], [g]]) await station.send(batch);
    expect(await brokenAt()).toEqual([]);
    await station.send([f]);
    expect(await brokenAt()).toEqual([]);
    expect((await linksOf(gateway, station)).links).toHaveLength(9);
  });

  it('[SG6] applies what does not follow, keeps the break, logs it, lists it and tells the station once', async () => {
    const [first, second, third] = [next(), next(), next()];
    const torn = station.reseal({ ...second, previousHash: hash('d') });
    expect(kindsOf(await station.send([first, torn]))).toEqual(['accepted', 'accepted']);
    expect(await breaksOf(station)).toEqual([
      {
        stationId: station.stationId,
        stationSequence: 2,
        operationId: torn.operationId,
        previousHash: hash('d'),
        expectedHash: hashOf(first),
        detectedAt: gateway.clock.now(),
      },
    ]);
    expect(kindsOf(await station.send([torn, third]))).toEqual(['alreadyAccepted', 'accepted']);
    expect(await brokenAt()).toEqual([2, 3]);
    expect(await changesOf(station)).toEqual([{ stationSequences: [2] }, { stationSequences: [3] }]);
    expect(await changesOf(await gateway.newStation())).toEqual([]);
    const logged = gateway.logger.lines
      .map((line) => JSON.stringify(line))
      .filter((line) => line.includes('operation chain broken') && line.includes(station.stationId));
    expect(logged).toHaveLength(2);
    expect(logged.join()).not.toContain(hash('d'));
    expect((await linksOf(gateway, station)).links).toHaveLength(3);
  });

  it('[SG6] notices a break when the missing one arrives, on either side of it', async () => {
    const [first, second, third] = [next(), next(), next()];
    await station.send([first, third]);
    expect(await brokenAt()).toEqual([]);
    await station.send([station.reseal({ ...second, createdAt: third.createdAt, previousHash: null })]);
    expect(await brokenAt()).toEqual([2, 3]);
  });

  it('[SG4] [SG5] applies exactly the honest items of any batches, once each', async () => {
    const other = await gateway.newStation();
    await fc.assert(
      fc.asyncProperty(hostilePlans, async (plan) => {
        const target = await gateway.newStation();
        const honest: unknown[] = [];
        for (const batch of carryOut(plan, target, other)) {
          const kinds = kindsOf(await target.send(batch.map(({ item }) => item)));
          kinds.forEach((kind, place) => expect(batch[place]?.answers).toContain(kind));
          honest.push(...batch.filter(({ isHonest }) => isHonest).map(({ item }) => hashOf(item as Operation)));
        }
        const { links } = await linksOf(gateway, target);
        expect(links.map(([, operationHash]) => operationHash).sort()).toEqual(honest.sort());
        const [applied] = await gateway.deps.database.query<{ count: number }>(
          'SELECT count(*) FROM intake_decisions WHERE station_id = $1',
          [target.stationId],
        );
        expect(applied?.count).toBe(honest.length);
        expect(await brokenAt(target)).toEqual([]);
      }),
      { numRuns: 40, seed: 20_251_127 },
    );
  });

  it('[SG7] makes a scan a link of the same chain, once, however often it is sent', async () => {
    const bytes = new Uint8Array(2_000).fill(3);
    const before = next();
    const scan = station.storeBlob(bytes);
    const after = next();
    expect(kindsOf(await station.send([before, after]))).toEqual(['accepted', 'accepted']);
    const answers = await Promise.all([1, 2, 3].map(() => station.upload(bytes, sha256Of(bytes), scan)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(await brokenAt()).toEqual([]);
    const { links } = await linksOf(gateway, station);
    expect(links).toEqual([before, scan, after].map((operation) => [operation.stationSequence, hashOf(operation)]));
  });

  it('[SG7] refuses a scan whose operation is missing, forged, somebody else’s or about something else', async () => {
    const bytes = new Uint8Array(2_000).fill(4);
    const blobHash = sha256Of(bytes);
    const other = await gateway.newStation();
    const scan = station.storeBlob(bytes);
    const refusals: [Operation, string][] = [
      [{ ...scan, signature: 'A'.repeat(86) }, 'signatureInvalid'],
      [{ ...scan, stationSequence: 50 }, 'signatureInvalid'],
      [other.storeBlob(bytes), 'foreignStation'],
      [station.reseal({ ...scan, stationId: newId<StationId>() }), 'foreignStation'],
      [station.storeBlob(new Uint8Array(3).fill(1)), 'malformedOperation'],
      [next(), 'malformedOperation'],
      [station.storeBlob(new Uint8Array(9), blobHash), 'payloadHashMismatch'],
    ];
    for (const [operation, code] of refusals) {
      expect(problemOf(await station.upload(bytes, blobHash, operation))).toEqual([422, code]);
    }
    for (const operation of ['', 'nonsense', `${encodeOperationHeader(scan)}A`]) {
      const answer = await station.openUpload(blobHash, bytes.length, { first: bytes, operation });
      expect(problemOf(answer)).toEqual([422, 'malformedOperation']);
    }
    const metadata = Object.entries({ hash: blobHash, mediaType: 'image/jpeg' });
    const headers = {
      'tus-resumable': '1.0.0',
      'upload-length': '2000',
      'upload-metadata': metadata.map(([name, value]) => `${name} ${btoa(value)}`).join(','),
    };
    const silent = await station.call({ method: 'POST', url: '/v1/uploads', headers });
    expect(problemOf(silent)).toEqual([422, 'malformedOperation']);
    expect((await station.uploadState(blobHash)).status).toBe(404);
    expect((await linksOf(gateway, station)).links).toEqual([]);
    expect((await station.upload(bytes, blobHash, scan)).status).toBe(201);
  });

  it('[SG7] keeps running numbers and ids apart between batches and uploads', async () => {
    const bytes = new Uint8Array(2_000).fill(5);
    const [operation, scan] = [next(), station.storeBlob(bytes)];
    await station.send([operation]);
    const sameNumber = station.reseal({ ...scan, stationSequence: operation.stationSequence });
    expect(problemOf(await station.upload(bytes, sha256Of(bytes), sameNumber))).toEqual([422, 'sequenceReused']);
    const sameId = station.reseal({ ...scan, operationId: operation.operationId });
    expect(problemOf(await station.upload(bytes, sha256Of(bytes), sameId))).toEqual([422, 'operationIdReused']);
    expect((await station.upload(bytes, sha256Of(bytes), scan)).status).toBe(201);
    const late = [
      station.reseal({ ...next(), stationSequence: scan.stationSequence }),
      station.reseal({ ...next(), operationId: scan.operationId }),
      next(),
    ];
    expect(kindsOf(await station.send(late))).toEqual(['sequenceReused', 'operationIdReused', 'accepted']);
  });
});

async function linksOf(gateway: TestGateway, station: TestStation): Promise<{ links: [number, string][] }> {
  const rows = await gateway.deps.database.query<{ at: number; hash: string }>(
    'SELECT station_sequence AS at, operation_hash AS hash FROM chain_links WHERE station_id = $1 ORDER BY 1',
    [station.stationId],
  );
  return { links: rows.map(({ at, hash: operationHash }) => [at, operationHash]) };
}
