import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  DossierId,
  FeePaymentId,
  OfficerId,
  OperationId,
  ShiftEntryId,
  ShiftId,
  StationId,
} from '#shared/kernel/ids.ts';
import type { Instant, LocalDate } from '#shared/kernel/instant.ts';
import { findKnownTransfers, lockClaimedTransfers } from '#sync/gateway/store/bank-store.ts';
import { findChainLinks } from '#sync/gateway/store/chain-store.ts';
import { listStoredPapers } from '#sync/gateway/store/citizen-papers-store.ts';
import { listDailyReceipts } from '#sync/gateway/store/daily-receipts-store.ts';
import { Database, type Queryable } from '#sync/gateway/store/database.ts';
import { findKnownDossiers, findRefusalsAndPayments } from '#sync/gateway/store/dossiers-store.ts';
import { findBookOfRequest } from '#sync/gateway/store/fee-receipts-store.ts';
import { findMoney, findShiftBooks, lockPayments } from '#sync/gateway/store/money-store.ts';
import { findStationNumbers } from '#sync/gateway/store/numbers-store.ts';
import { findLineHeads, findOperations } from '#sync/gateway/store/operations-store.ts';
import { findReceiptByToken } from '#sync/gateway/store/receipt-lookup-store.ts';
import { findExpectedNotices } from '#sync/gateway/store/receipt-notices-store.ts';
import { findReplaced } from '#sync/gateway/store/replacements-store.ts';
import { KeptLogger } from '#test/fakes/kept-logger.ts';
import { newId } from '#test/support/gateway-station.ts';
import { TestDatabases } from '#test/support/test-databases.ts';

const stationId = newId<StationId>();
const days = ['2026-11-20' as LocalDate];
const day = '2026-11-20T00:00:00.000Z' as Instant;
const ids = <Id extends string>(): Id[] => [newId<Id>(), newId<Id>()];

const LOOKUPS: Readonly<Record<string, (db: Queryable) => Promise<unknown>>> = {
  dossiers: (db) => findKnownDossiers(db, ids<DossierId>(), ['H99.01-261120-0001']),
  'refusals and payments': (db) => findRefusalsAndPayments(db, ids<DossierId>(), ids<FeePaymentId>()),
  operations: (db) => findOperations(db, ids<OperationId>()),
  'ends of lines': (db) => findLineHeads(db, stationId, ['shift:a']),
  links: (db) => findChainLinks(db, stationId, [1, 2], ids<OperationId>()),
  'replaced operations': (db) => findReplaced(db, stationId, ids<OperationId>()),
  'papers of a citizen': (db) => listStoredPapers(db, '011190000001'),
  money: (db) =>
    findMoney(
      db,
      { stationId, agencyCode: 'H99.01' },
      {
        ...{ shiftIds: ids<ShiftId>(), shiftEntryIds: ids<ShiftEntryId>(), officerIds: ids<OfficerId>() },
        numbers: [{ kind: 'feeReceipt', formSymbol: 'EBL01', bookSerial: '26TAA', number: 1 }],
      },
    ),
  'payments that are given back': (db) => lockPayments(db, 'H99.01', ids<FeePaymentId>()),
  'books of a shift': (db) => findShiftBooks(db, stationId, ids<ShiftId>()),
  'claimed transfers': (db) => lockClaimedTransfers(db, 'H99.01'),
  'known statement rows': (db) => findKnownTransfers(db, 'H99.01', ['FT1']),
  'receipts of a day': (db) => listDailyReceipts(db, 'H99.01', day, day),
  'a receipt by its address': (db) => findReceiptByToken(db, 'a'),
  'messages of receipts': (db) => findExpectedNotices(db, 'H99.01', ids<FeePaymentId>(), ids<DossierId>()),
  'a book by its request': (db) => findBookOfRequest(db, stationId, 'a'),
  numbers: (db) => findStationNumbers(db, stationId, days),
};

/** Of a table, or of an index from its one end to the other: that one has no condition on the next line. */
function isWholeScan(line: string, next = ''): boolean {
  return /Seq Scan on/.test(line) || (/Index (Only )?Scan/.test(line) && !next.includes('Index Cond'));
}

/** A batch must cost the same with a million dossiers as with ten: whatever it looks up has an index. */
describe('what a batch looks up', () => {
  const databases = TestDatabases.forFile();
  let database: Database;
  beforeAll(async () => {
    database = new Database(await databases.newDatabase(), new KeptLogger(), 1);
  });
  afterAll(() => database.close());

  it.each(Object.keys(LOOKUPS))('%s, without reading a whole table', async (name) => {
    const plan = await database.transaction(async (tx) => {
      // Small tables are read whole, unless there is another way: this asks whether there is.
      await tx.run('SET LOCAL enable_seqscan = off');
      const lines: string[] = [];
      await LOOKUPS[name]?.({
        query: async <Row>(sql: string, values?: readonly unknown[]): Promise<Row[]> => {
          const rows = await tx.query<Record<string, string>>(`EXPLAIN ${sql}`, values);
          lines.push(...rows.flatMap((row) => Object.values(row)));
          return [];
        },
      });
      return lines;
    });
    expect(plan.length).toBeGreaterThan(0);
    expect(plan.filter((line, index) => isWholeScan(line, plan[index + 1]))).toEqual([]);
  });
});
