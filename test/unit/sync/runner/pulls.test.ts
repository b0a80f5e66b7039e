import { describe, expect, it } from 'vitest';
import type { LocalDate } from '#shared/kernel/instant.ts';
import type { FeeReceiptBookRequest, LeaseRequest, ReturnRequest } from '#sync/protocol/messages.ts';
import type { Catalogue } from '#shared/domain/office.ts';
import { RunnerBench } from './runner-bench.ts';

const TODAY = '2026-11-20' as LocalDate;
const catalogue = (catalogueVersion: number): Catalogue => ({ catalogueVersion }) as Catalogue;

function leasesAsked(bench: RunnerBench): LeaseRequest[] {
  return bench.gateway.callsOf('leaseNumbers').map((call) => call.argument as LeaseRequest);
}

describe('catalogue and changes', () => {
  it('[PU1] fetches the catalogue at start and again when a change says so', async () => {
    const bench = new RunnerBench();
    bench.gateway.model.catalogue = catalogue(1);
    await bench.start();
    expect(bench.sink.catalogue?.catalogueVersion).toBe(1);
    bench.gateway.model.catalogue = catalogue(2);
    bench.gateway.model.announce('catalogueChanged', { catalogueVersion: 2 });
    await bench.pass(30_000);
    expect(bench.sink.catalogue?.catalogueVersion).toBe(2);
    expect(bench.gateway.callsOf('fetchCatalogue').map((call) => call.argument)).toEqual([undefined, 1]);
  });

  it('[PU2] hands a page to the sink with its cursor and asks on from the stored one', async () => {
    const bench = new RunnerBench();
    bench.gateway.model.announce('dossierStateChanged', { step: 1 });
    bench.gateway.model.announce('somethingNew', { step: 2 });
    await bench.start();
    expect([bench.sink.cursor, bench.sink.applied.length, bench.sink.deferred.length]).toEqual([2, 1, 1]);
    await bench.pass(30_000);
    expect(bench.gateway.callsOf('fetchChanges').map((call) => call.argument)).toEqual([0, 2]);
  });

  it('[PU2] asks for the same page again when storing it failed', async () => {
    const bench = new RunnerBench();
    bench.gateway.model.announce('dossierStateChanged', {});
    bench.sink.isFailing = true;
    await bench.start();
    bench.sink.isFailing = false;
    await bench.pass(300_000);
    expect(
      bench.gateway
        .callsOf('fetchChanges')
        .map((call) => call.argument)
        .slice(0, 2),
    ).toEqual([0, 0]);
    expect(bench.sink.applied).toHaveLength(1);
  });

  it('[PU3] reads page after page without waiting', async () => {
    const bench = new RunnerBench();
    for (let change = 0; change < 450; change += 1) bench.gateway.model.announce('dossierStateChanged', { change });
    await bench.start();
    expect(bench.sink.applied.map((change) => change.changeNumber)).toEqual(
      Array.from({ length: 450 }, (_, at) => at + 1),
    );
  });

  it('[PU3] does not apply an answer whose cursor does not advance, nor ask for it for ever', async () => {
    const bench = new RunnerBench();
    bench.gateway.fetchChanges = async (cursor) => {
      bench.gateway.calls.push({
        method: 'fetchChanges',
        operationIds: [],
        argument: cursor,
        atMs: bench.clock.monotonic(),
      });
      await Promise.resolve();
      const changes = [{ changeNumber: 1, kind: 'dossierStateChanged', payload: {} }];
      return { ok: true, value: { changes, nextCursor: cursor, hasMore: true } };
    };
    await bench.start();
    await bench.pass(60_000);
    expect(bench.sink.applied).toEqual([]);
    expect(bench.gateway.callsOf('fetchChanges')).toHaveLength(1);
    expect(bench.logger.lines.map((line) => line.event)).toContain('sync.cursorDidNotAdvance');
  });

  it('[PU4] notices within one interval that the link is gone, and that it is back', async () => {
    const bench = new RunnerBench();
    await bench.start();
    bench.gateway.failAll({ code: 'unreachable' });
    await bench.pass(30_000);
    expect(bench.status.connection).toBe('offline');
    bench.gateway.recover();
    await bench.pass(2_000);
    expect(bench.status.connection).toBe('online');
  });

  it('[PU5] keeps sending when the gateway refuses the cursor', async () => {
    const bench = new RunnerBench();
    bench.sink.cursor = 99;
    bench.outbox.add(bench.book.write());
    await bench.start();
    expect(bench.outbox.idsIn('acknowledged')).toHaveLength(1);
    expect(bench.status.connection).toBe('online');
    await bench.pass(240_000);
    expect(bench.gateway.callsOf('fetchChanges')).toHaveLength(1);
  });
});

describe('number leases', () => {
  it('[NU1] leases a block for every working day that runs low', async () => {
    const bench = new RunnerBench();
    await bench.start();
    expect(leasesAsked(bench)).toMatchObject([{ days: bench.sink.workingDays, size: 50 }]);
    expect((await bench.sink.readUnusedNumbers(TODAY)).get(TODAY)).toBe(50);
    expect(bench.status.unusedNumbersToday).toBe(50);
  });

  it('[MO9] asks for a book of fee receipts with the same id until it is stored, and for none where none are leased', async () => {
    const bench = new RunnerBench();
    await bench.start();
    expect(bench.gateway.callsOf('leaseFeeReceiptBook')).toEqual([]);
    bench.sink.readUnusedReceiptNumbers = (year) =>
      Promise.resolve([...bench.sink.receiptBooks.values()].filter((book) => book.year === year).length * 200);
    bench.gateway.script = (call) =>
      call.method === 'leaseFeeReceiptBook' && bench.gateway.callsOf('leaseFeeReceiptBook').length < 3
        ? { kind: 'loseAnswer', failure: { code: 'timedOut' } }
        : { kind: 'deliver' };
    await bench.pass(3 * 3_600_000);
    const asked = bench.gateway.callsOf('leaseFeeReceiptBook').map((call) => call.argument as FeeReceiptBookRequest);
    expect(asked).toHaveLength(3);
    expect(new Set(asked.map(({ requestId }) => requestId)).size).toBe(1);
    expect([...bench.sink.receiptBooks.values()]).toMatchObject([{ year: 2026, from: 1, to: 200 }]);
    expect(bench.sink.receiptBookRequest).toBeUndefined();
  });

  it('[NU1] tops up only the day that fell below the mark, once rows have used its numbers', async () => {
    const bench = new RunnerBench();
    await bench.start();
    bench.sink.used.set(TODAY, 31);
    bench.outbox.add(bench.book.write());
    await bench.pass(0);
    expect(leasesAsked(bench).at(-1)).toMatchObject({ days: [TODAY] });
    expect(bench.status.unusedNumbersToday).toBe(69);
  });

  it('[NU1] leases for the new day when the date changes', async () => {
    const bench = new RunnerBench();
    await bench.start();
    bench.sink.workingDays = [...bench.sink.workingDays, '2026-11-27' as LocalDate];
    await bench.pass(24 * 3_600_000);
    // The new day is a Saturday: it counts all the same, for an office that opens then.
    expect(leasesAsked(bench).at(-1)).toMatchObject({ days: ['2026-11-21', '2026-11-27'] });
  });

  it('[NU2] asks again with the same id until the blocks are stored', async () => {
    const bench = new RunnerBench();
    bench.gateway.script = (call) =>
      call.method === 'leaseNumbers' && bench.gateway.callsOf('leaseNumbers').length < 3
        ? { kind: 'loseAnswer', failure: { code: 'timedOut' } }
        : { kind: 'deliver' };
    await bench.start();
    await bench.pass(60_000);
    const asked = leasesAsked(bench);
    expect(asked.length).toBeGreaterThanOrEqual(3);
    expect(new Set(asked.map((request) => request.requestId)).size).toBe(1);
    expect((await bench.sink.readUnusedNumbers(TODAY)).get(TODAY)).toBe(50);
    bench.sink.used.set(TODAY, 45);
    bench.outbox.add(bench.book.write());
    await bench.pass(0);
    expect(leasesAsked(bench).at(-1)?.requestId).not.toBe(asked[0]?.requestId);
  });

  it('[NU2] keeps the id when the blocks arrived but could not be stored', async () => {
    const bench = new RunnerBench();
    bench.gateway.script = (call) => {
      bench.sink.isFailing = call.method === 'leaseNumbers' && bench.gateway.callsOf('leaseNumbers').length === 1;
      return { kind: 'deliver' };
    };
    await bench.start();
    await bench.pass(300_000);
    const ids = leasesAsked(bench).map((request) => request.requestId);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
    expect((await bench.sink.readUnusedNumbers(TODAY)).get(TODAY)).toBe(50);
  });

  it('[NU2] asks again with the same id after the app has died in between', async () => {
    const bench = new RunnerBench();
    bench.gateway.script = (call) =>
      call.method === 'leaseNumbers' ? { kind: 'loseAnswer', failure: { code: 'timedOut' } } : { kind: 'deliver' };
    await bench.start();
    await bench.runner.stop();
    bench.gateway.recover();
    bench.newRunner().start();
    await bench.pass(60_000);
    const ids = leasesAsked(bench).map((request) => request.requestId);
    expect(ids.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(1);
    expect((await bench.sink.readUnusedNumbers(TODAY)).get(TODAY)).toBe(50);
  });

  it('[NU2] takes in blocks of a day that is over, and leases for the new one', async () => {
    const bench = new RunnerBench();
    bench.gateway.script = (call) =>
      call.method === 'leaseNumbers' ? { kind: 'loseAnswer', failure: { code: 'timedOut' } } : { kind: 'deliver' };
    await bench.start();
    await bench.runner.stop();
    bench.gateway.recover();
    bench.clock.advance(24 * 3_600_000);
    bench.newRunner().start();
    await bench.pass(60_000);
    const [first, again, next] = leasesAsked(bench).filter((_, place, all) => place === 0 || place >= all.length - 2);
    expect(again?.requestId).toBe(first?.requestId);
    expect(next).toMatchObject({ days: ['2026-11-21'] });
    expect(bench.gateway.callsOf('returnNumbers').map((call) => call.argument)).toMatchObject([
      { ranges: [{ workingOn: TODAY, from: 1, to: 50, next: 1 }] },
    ]);
  });

  it('[NU4] returns what is left of a day once it is over, with one id until that is recorded', async () => {
    const bench = new RunnerBench();
    await bench.start();
    expect(bench.gateway.callsOf('returnNumbers')).toEqual([]);
    bench.gateway.script = (call) =>
      call.method === 'returnNumbers' && bench.gateway.callsOf('returnNumbers').length < 3
        ? { kind: 'loseAnswer', failure: { code: 'timedOut' } }
        : { kind: 'deliver' };
    await bench.pass(24 * 3_600_000);
    const asked = bench.gateway.callsOf('returnNumbers').map((call) => call.argument as ReturnRequest);
    expect(asked.length).toBe(3);
    expect(new Set(asked.map((request) => request.requestId)).size).toBe(1);
    expect(asked[0]?.ranges).toEqual([{ workingOn: TODAY, from: 1, to: 50, next: 1 }]);
    expect([...bench.gateway.model.returns.values()]).toEqual([asked[0]]);
  });

  it('[NU4] keeps the numbers when the return is refused, and goes on leasing', async () => {
    const bench = new RunnerBench();
    await bench.start();
    bench.gateway.script = (call) =>
      call.method === 'returnNumbers'
        ? { kind: 'fail', failure: { code: 'rejected', details: { problemCode: 'numbersNotLeased', status: 422 } } }
        : { kind: 'deliver' };
    await bench.pass(24 * 3_600_000);
    expect((await bench.sink.readUnusedNumbers(TODAY)).get(TODAY)).toBe(50);
    expect(leasesAsked(bench).at(-1)).toMatchObject({ days: ['2026-11-21'] });
  });

  it('[NU3] asks nobody while there are enough', async () => {
    const bench = new RunnerBench();
    await bench.start();
    for (let round = 0; round < 20; round += 1) bench.outbox.add(bench.book.write());
    await bench.pass(3_600_000);
    expect(leasesAsked(bench)).toHaveLength(1);
  });
});
