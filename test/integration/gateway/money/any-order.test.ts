import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import '#test/support/fast-check-setup.ts';
import { openTestGateway, type TestGateway } from '#test/support/gateway-harness.ts';
import { kindsOf, receiptCatalogue, RECEIPT_SETTINGS } from '#test/support/money-counter.ts';
import { sendUntilAnswered, WorkingCounter, type MoneyStep, type Standing } from '#test/support/money-run.ts';
import { TestDatabases } from '#test/support/test-databases.ts';

const AGENCY = 'H91.01';
const RUNS = 30;

const step = fc.record({
  step: fc.constantFrom<MoneyStep>(
    ...(['paySlip', 'payLeased', 'claim', 'confirm', 'refund', 'void', 'replace', 'voidOlder'] as const),
  ),
  choice: fc.nat(1_000),
});
const steps = fc.array(step, { maxLength: 5 });
/** What both counters do before they send, and what happens while they do. */
const round = fc.record({ first: steps, second: steps, outage: fc.constantFrom('none', 'answerLost', 'databaseGone') });

describe('two counters of one agency, whatever they do and whatever breaks', () => {
  const databases = TestDatabases.forFile();
  let gateway: TestGateway;
  let cutter: pg.Client;
  let counters: readonly [WorkingCounter, WorkingCounter];
  beforeAll(async () => {
    gateway = await openTestGateway(databases);
    cutter = new pg.Client({ connectionString: gateway.databaseUrl });
    await cutter.connect();
    await gateway.admin.publishCatalogue(
      receiptCatalogue(AGENCY, { feeReceipts: { ...RECEIPT_SETTINGS, policy: 'leased' } }),
    );
    const older: Standing[] = [];
    const open = async (): Promise<WorkingCounter> =>
      new WorkingCounter(await gateway.newStation(AGENCY), () => gateway.clock.now(), older);
    counters = [await open(), await open()];
  });
  afterAll(async () => {
    await cutter.end();
    await gateway.stop();
  });
  /** Ends every connection of the gateway to its database, in the middle of whatever it is doing. */
  const cutDatabase = (): Promise<unknown> =>
    cutter.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`);
  const read = async <Row>(sql: string): Promise<Row[]> => gateway.deps.database.query<Row>(sql, [AGENCY]);

  it(`[FR10][FR23][FR1] every number is given once and none is left out, and every drawer adds up`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 3 }), async (rounds) => {
        await deliver(
          counters.map((counter) => ({ counter, operations: [counter.open()] })),
          'none',
        );
        for (const { first, second, outage } of rounds) {
          await Promise.all(counters.map((counter) => counter.stock(first.length)));
          const sent = [first, second].map((taken, place) => {
            const counter = counters[place === 0 ? 0 : 1];
            const operations = taken.flatMap(({ step: kind, choice }) => counter.take(kind, choice));
            return { counter, operations };
          });
          await deliver(sent, outage);
        }
        await deliver(
          counters.map((counter) => ({ counter, operations: [counter.close()] })),
          'none',
        );
        await expectWholeBooks();
      }),
      // The counters go on from run to run, so a smaller case would be another one.
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  async function deliver(
    sent: readonly { readonly counter: WorkingCounter; readonly operations: Parameters<typeof sendUntilAnswered>[1] }[],
    outage: string,
  ): Promise<void> {
    const busy = sent.filter(({ operations }) => operations.length > 0);
    const answers = busy.map(({ counter, operations }) => sendUntilAnswered(counter.station, operations));
    if (outage === 'databaseGone') await cutDatabase();
    await Promise.all(answers);
    // Once more when the answer got lost; what it says is what counts.
    for (const [place, { counter, operations }] of busy.entries()) {
      const isLost = outage === 'answerLost';
      const outcomes = isLost ? await sendUntilAnswered(counter.station, operations) : await answers[place];
      expect(kindsOf(outcomes ?? []).filter((outcome) => !/^(alreadyA|a)ccepted$/.test(outcome))).toEqual([]);
    }
  }

  async function expectWholeBooks(): Promise<void> {
    const books = await gateway.admin.accountBooks(AGENCY, 2026);
    const own = books.filter(({ kind, feeReceiptBookId }) => kind === 'provisionalSlip' || feeReceiptBookId === null);
    for (const { unused } of own) expect(unused).toBe(0);
    const leased = books.filter(({ feeReceiptBookId }) => feeReceiptBookId !== null);
    for (const { from, to, used, replaced, voided, unused } of leased) {
      expect(unused).toBeGreaterThanOrEqual(0);
      expect(used + replaced + voided + unused).toBe(to - from + 1);
    }
    // What was given one by one and what was leased make up the whole series between them.
    const given = await read<{ number: number }>(
      'SELECT number FROM fee_receipts WHERE agency_code = $1 AND fee_receipt_book_id IS NULL',
    );
    const inBooks = leased.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, place) => from + place));
    const all = [...given.map(({ number }) => number), ...inBooks].sort((a, b) => a - b);
    expect(all).toEqual(all.map((_, place) => place + 1));

    const receipts = await read<{ id: string; state: string }>(
      'SELECT fee_payment_id AS id, state FROM fee_receipts WHERE agency_code = $1',
    );
    const wanted = new Map(counters.flatMap((counter) => [...counter.receipts]));
    // A payment may have been voided by the other counter: the last word is that of whoever voided it.
    for (const counter of counters)
      for (const [id, state] of counter.receipts) if (state !== 'issued') wanted.set(id, state);
    expect(new Map<string, string>(receipts.map(({ id, state }) => [id, state]))).toEqual(wanted);
  }
});
