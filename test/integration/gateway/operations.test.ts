import { describe, expect, it } from 'vitest';
import type { DossierId, OperationId, ShiftId } from '#shared/kernel/ids.ts';
import { MAX_BATCH_OPERATIONS, type ItemOutcome } from '#sync/protocol/messages.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { openGatewayForEach } from '#test/support/gateway-for-each.ts';
import { openTestGateway, type TestGateway } from '#test/support/gateway-harness.ts';
import { newId, sha256Of, type TestStation } from '#test/support/gateway-station.ts';

const kindsOf = (outcomes: readonly ItemOutcome[]): string[] =>
  outcomes.map((item) => (item.outcome === 'refused' ? item.code : item.outcome));

describe('operations', () => {
  let gateway: TestGateway;
  let station: TestStation;
  const databases = openGatewayForEach(async (opened) => {
    gateway = opened;
    station = await gateway.newStation();
    await station.stockNumbers();
  });

  /** A dossier and its payment, on their own lines. */
  const newPair = (shiftId: ShiftId): [Operation, Operation] => {
    const dossier = station.newDossier();
    const accept = station.acceptDossier(dossier);
    return [accept, station.collectFee(station.newPayment(dossier, shiftId), [accept.operationId])];
  };

  it('applies dossiers, payments, supplements and refusals', async () => {
    const shiftId = newId<ShiftId>();
    const operations = [
      ...newPair(shiftId),
      ...newPair(shiftId),
      station.requestSupplement(newId<DossierId>()),
      station.refuseDossier(newId<DossierId>()),
    ];
    expect(kindsOf(await station.send(operations))).toEqual(Array.from({ length: 6 }, () => 'accepted'));
    expect(await gateway.admin.summary()).toMatchObject({
      operations: 6,
      dossiers: 2,
      feePayments: 2,
      feeTotalVnd: 40_000,
      intakeDecisions: 2,
    });
    expect(await gateway.admin.listDossiers()).toMatchObject([
      { dossierCode: 'H99.01-261120-0001', state: 'accepted', feeTotalVnd: 20_000, paidVnd: 20_000, isComplete: true },
      { dossierCode: 'H99.01-261120-0002', state: 'accepted', feeTotalVnd: 20_000, paidVnd: 20_000, isComplete: true },
    ]);
  });

  it('keeps the dossier exactly as it was sent', async () => {
    const dossier = { ...station.newDossier(), futureField: { note: 'Ghi chú của phiên bản sau' } };
    const operation = station.operation('acceptDossier', `dossier:${dossier.dossierId}`, { dossier });
    expect(kindsOf(await station.send([operation]))).toEqual(['accepted']);
    const rows = await gateway.deps.database.query<{ document: unknown }>('SELECT document FROM dossiers');
    expect(rows).toEqual([{ document: dossier }]);
  });

  it('answers a repeat with alreadyAccepted and the first time of acceptance, and applies nothing twice', async () => {
    const operations = newPair(newId<ShiftId>());
    const first = await station.send(operations);
    const acceptedAt = first.map((item) => ('acceptedAt' in item ? item.acceptedAt : undefined));
    for (let repeat = 0; repeat < 5; repeat += 1) {
      gateway.clock.advance(60_000);
      const again = await station.send(repeat % 2 === 0 ? operations : [...operations, ...operations]);
      expect(new Set(kindsOf(again))).toEqual(new Set(['alreadyAccepted']));
      expect(again.slice(0, 2).map((item) => ('acceptedAt' in item ? item.acceptedAt : undefined))).toEqual(acceptedAt);
    }
    expect(await gateway.admin.summary()).toMatchObject({ operations: 2, dossiers: 1, feePayments: 1 });
  });

  it('counts an operation once that stands twice in one batch', async () => {
    const [accept] = newPair(newId<ShiftId>());
    expect(kindsOf(await station.send([accept, accept]))).toEqual(['accepted', 'alreadyAccepted']);
    expect((await gateway.admin.summary()).dossiers).toBe(1);
  });

  it('applies once what arrives many times at the same moment, at two gateways of one database', async () => {
    const second = await openTestGateway(databases, { databaseUrl: gateway.databaseUrl, catalogue: 'none' });
    try {
      const operations = Array.from({ length: 10 }, () => newPair(newId<ShiftId>())).flat();
      const { headers } = tokenHeaders(station);
      const post = (app: TestGateway['app']): Promise<{ body: string }> =>
        app.inject({ method: 'POST', url: '/v1/operations', headers, payload: { operations } });
      const answers = await Promise.all(
        [gateway, second, gateway, second, gateway, second].map(({ app }) => post(app)),
      );
      const outcomes = answers.map(({ body }) => (JSON.parse(body) as { outcomes: ItemOutcome[] }).outcomes);
      const accepted = outcomes.flat().filter(({ outcome }) => outcome === 'accepted');
      expect(accepted).toHaveLength(20);
      expect(new Set(accepted.map(({ operationId }) => operationId)).size).toBe(20);
      expect(outcomes.flat().filter(({ outcome }) => outcome === 'alreadyAccepted')).toHaveLength(100);
      expect(await gateway.admin.summary()).toMatchObject({ operations: 20, dossiers: 10, feePayments: 10 });
    } finally {
      await second.stop();
    }
  });

  it('refuses a known id, or a known running number, with another content', async () => {
    const [accept] = newPair(newId<ShiftId>());
    await station.send([accept]);
    const other = station.acceptDossier(station.newDossier());
    const outcomes = await station.send([
      station.reseal({ ...other, operationId: accept.operationId }),
      station.reseal({ ...other, operationId: newId(), stationSequence: accept.stationSequence }),
      station.reseal({ ...accept, stationSequence: 99 }),
      other,
    ]);
    expect(kindsOf(outcomes)).toEqual(['operationIdReused', 'sequenceReused', 'operationIdReused', 'accepted']);
  });

  it('refuses the id of an operation of another station, also when both send it at once', async () => {
    const other = await gateway.newStation();
    await other.stockNumbers();
    const ours = station.acceptDossier(station.newDossier());
    const theirs = other.reseal({ ...other.acceptDossier(other.newDossier()), operationId: ours.operationId });
    const outcomes = await Promise.all([station.send([ours]), other.send([theirs])]);
    expect(kindsOf(outcomes.flat()).sort()).toEqual(['accepted', 'operationIdReused']);
  });

  it('refuses bad items and applies their honest neighbours', async () => {
    const honest = [station.acceptDossier(station.newDossier()), station.acceptDossier(station.newDossier())] as const;
    const spare = station.acceptDossier(station.newDossier());
    const outcomes = await station.send([
      null,
      'operation',
      {},
      honest[0],
      { ...spare, operationId: newId(), payloadHash: sha256Of('something else') },
      { ...spare, operationId: newId(), stationId: newId() },
      { ...spare, operationId: newId(), protocolVersion: 2 },
      { ...spare, operationId: newId(), kind: 'eraseEverything' },
      station.operation('storeBlob', `blob:${'a'.repeat(64)}`, {
        hash: 'a'.repeat(64),
        mediaType: 'image/png',
        sizeBytes: 1,
      }),
      honest[1],
    ]);
    expect(kindsOf(outcomes)).toEqual([
      'malformedOperation',
      'malformedOperation',
      'malformedOperation',
      'accepted',
      'payloadHashMismatch',
      'foreignStation',
      'unsupportedProtocol',
      'malformedOperation',
      'malformedOperation',
      'accepted',
    ]);
    for (const item of outcomes) if (item.outcome === 'refused') expect(item.detail).toMatch(/\p{Lu}.*\.$/u);
  });

  it('finds the one item to blame when the database refuses a value', async () => {
    const bad = station.acceptDossier(station.newDossier({ summary: 'trước\u0000sau' }));
    const worse = station.acceptDossier(station.newDossier({ summary: '\ud800' }));
    const good = [station.acceptDossier(station.newDossier()), station.acceptDossier(station.newDossier())] as const;
    const tooLarge = { ...station.acceptDossier(station.newDossier()), stationSequence: 1e20 };
    const outcomes = await station.send([good[0], bad, worse, tooLarge, good[1]]);
    expect(kindsOf(outcomes)).toEqual([
      'accepted',
      'malformedOperation',
      'malformedOperation',
      'malformedOperation',
      'accepted',
    ]);
    expect((await gateway.admin.summary()).dossiers).toBe(2);
  });

  it('refuses a payload nested beyond any document', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const good = JSON.stringify(station.acceptDossier(station.newDossier()));
    const bad = JSON.stringify({ ...station.acceptDossier(station.newDossier()), payload: 0 }).replace(
      '"payload":0',
      `"payload":${deep}`,
    );
    const { headers } = tokenHeaders(station);
    const answer = await gateway.app.inject({
      method: 'POST',
      url: '/v1/operations',
      headers: { ...headers, 'content-type': 'application/json' },
      payload: `{"operations":[${bad},${good}]}`,
    });
    const { outcomes } = JSON.parse(answer.body) as { outcomes: ItemOutcome[] };
    expect(kindsOf(outcomes)).toEqual(['malformedOperation', 'accepted']);
  });

  it('applies a line in order: a gap waits, a place already taken is refused', async () => {
    const dossierId = newId<DossierId>();
    const first = station.requestSupplement(dossierId);
    const second = station.requestSupplement(dossierId);
    expect(kindsOf(await station.send([second]))).toEqual(['retryLater']);
    expect(kindsOf(await station.send([first, second]))).toEqual(['accepted', 'accepted']);
    const late = station.reseal({ ...station.requestSupplement(dossierId), sequence: 1 });
    expect(kindsOf(await station.send([late]))).toEqual(['outOfOrder']);
  });

  it('holds back only the rest of its line when an item is refused', async () => {
    const shiftId = newId<ShiftId>();
    const dossier = station.newDossier();
    const accept = station.acceptDossier(dossier);
    const wrong = station.collectFee(station.newPayment(dossier, shiftId, { amountVnd: 1 }));
    const next = station.collectFee(station.newPayment(dossier, shiftId));
    const elsewhere = station.collectFee(station.newPayment(dossier, newId<ShiftId>()));
    expect(kindsOf(await station.send([accept, wrong, next, elsewhere]))).toEqual([
      'accepted',
      'amountMismatch',
      'retryLater',
      'accepted',
    ]);
  });

  it('asks to come again while something it depends on is missing', async () => {
    const [accept, collect] = newPair(newId<ShiftId>());
    expect(kindsOf(await station.send([collect]))).toEqual(['retryLater']);
    const stranger = station.acceptDossier(station.newDossier());
    const waiting = station.reseal({ ...stranger, dependsOn: [newId<OperationId>()] });
    expect(kindsOf(await station.send([waiting, accept, collect]))).toEqual(['retryLater', 'accepted', 'accepted']);
  });

  it('stops a station whose operations are of a protocol it no longer speaks', async () => {
    const strict = await openTestGateway(databases, { policy: { oldestProtocolVersion: 2 } });
    try {
      const old = await strict.newStation();
      const answer = await old.call({
        method: 'POST',
        url: '/v1/operations',
        body: { operations: [old.requestSupplement(newId<DossierId>())] },
      });
      expect([answer.status, JSON.parse(answer.text)]).toMatchObject([426, { code: 'protocolTooOld' }]);
      expect((await strict.admin.summary()).operations).toBe(0);
    } finally {
      await strict.stop();
    }
  });

  it('refuses batches that are empty, too many or not a list', async () => {
    const item = station.requestSupplement(newId<DossierId>());
    const bodies = [
      { operations: [] },
      { operations: Array.from({ length: MAX_BATCH_OPERATIONS + 1 }, () => item) },
      { operations: {} },
      [],
      null,
    ];
    for (const body of bodies) {
      const answer = await station.call({ method: 'POST', url: '/v1/operations', body });
      expect([answer.status, JSON.parse(answer.text)]).toMatchObject([400, { code: 'malformedBody' }]);
    }
    const most = Array.from({ length: MAX_BATCH_OPERATIONS }, () => station.requestSupplement(newId<DossierId>()));
    expect(new Set(kindsOf(await station.send(most)))).toEqual(new Set(['accepted']));
  });

  it('logs ids and counts, never what a citizen handed over', async () => {
    await station.send([station.acceptDossier(station.newDossier()), { operationId: 'Lò Thị Mẫu' }]);
    const text = JSON.stringify(gateway.logger.lines);
    expect(text).toContain('batch answered');
    expect(text).not.toContain('Mẫu');
    expect(text).not.toContain('011190000001');
  });
});

/** The session's headers, for calls that go around the station. */
function tokenHeaders(station: TestStation): { headers: Record<string, string> } {
  return { headers: { authorization: `Bearer ${station.token}` } };
}
