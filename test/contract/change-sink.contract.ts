import { describe, expect, it } from 'vitest';
import type { FeeReceiptBook } from '#shared/domain/money/fee-receipt-book.ts';
import type { Catalogue, NumberBlock } from '#shared/domain/office.ts';
import type { FeeReceiptBookId, NumberBlockId } from '#shared/kernel/ids.ts';
import type { Instant, LocalDate } from '#shared/kernel/instant.ts';
import type { ChangeSink } from '#sync/ports/change-sink.ts';
import { SeededIds } from '#test/fakes/seeded-random.ts';

export interface ChangeSinkHarness {
  readonly sink: ChangeSink;
  /** A catalogue the store takes, with working days Monday to Friday and no holidays in November 2026. */
  readonly catalogue: (catalogueVersion: number) => Catalogue;
}

const AT = '2026-11-20T02:00:00.000Z' as Instant;
const FRIDAY = '2026-11-20' as LocalDate;
const LEASED: Catalogue['feeReceipts'] = {
  ...{ policy: 'leased', formSymbol: 'EBL01', serialLetters: 'TAA' },
  collectingBody: { name: 'UBND xã Mẫu', taxCode: '4600000016', address: 'Thôn Mẫu' },
};

/** What every change sink guarantees. Each test gets an empty one. */
export function describeChangeSink(name: string, make: () => Promise<ChangeSinkHarness>): void {
  describe(`change sink: ${name}`, () => {
    const ids = new SeededIds(11);
    const block = (workingOn: string, from: number, to: number): NumberBlock => ({
      ...{ numberBlockId: ids.next<NumberBlockId>(), agencyCode: 'H99.01' },
      ...{ workingOn: workingOn as LocalDate, from, to },
    });

    it('[CS1] moves the cursor together with the changes, from 0 on', async () => {
      const { sink } = await make();
      expect(await sink.readCursor()).toBe(0);
      await sink.applyChanges([{ changeNumber: 4, kind: 'catalogueChanged', payload: { catalogueVersion: 1 } }], 4, AT);
      expect(await sink.readCursor()).toBe(4);
      await sink.applyChanges([], 9, AT);
      expect(await sink.readCursor()).toBe(9);
    });

    it('[CS2] goes on past kinds and shapes it does not know', async () => {
      const { sink } = await make();
      const strange = [
        { changeNumber: 1, kind: 'somethingOfTheFuture', payload: { deep: [1, { a: null }] } },
        { changeNumber: 2, kind: 'dossierStateChanged', payload: 'not what was expected' },
      ];
      await sink.applyChanges(strange, 2, AT);
      expect(await sink.readCursor()).toBe(2);
    });

    it('[CS3] counts unused numbers by day and takes a known block once', async () => {
      const { sink } = await make();
      const [today, next, past] = [block('2026-11-20', 1, 50), block('2026-11-23', 1, 30), block('2026-11-19', 1, 9)];
      await sink.addNumberBlocks([today, next, past]);
      await sink.addNumberBlocks([today, block('2026-11-20', 51, 60)]);
      expect(await sink.readUnusedNumbers(FRIDAY)).toEqual(
        new Map([
          ['2026-11-20', 60],
          ['2026-11-23', 30],
        ]),
      );
    });

    it('[CS4] remembers the version of the last catalogue', async () => {
      const { sink, catalogue } = await make();
      expect(await sink.readCatalogueVersion()).toBeUndefined();
      await sink.replaceCatalogue(catalogue(3));
      await sink.replaceCatalogue(catalogue(5));
      expect(await sink.readCatalogueVersion()).toBe(5);
    });

    it('[NU2] keeps a lease request until its blocks are added', async () => {
      const { sink } = await make();
      const request = { requestId: 'request-1', days: [FRIDAY], size: 50 };
      expect(await sink.readLeaseRequest()).toBeUndefined();
      await sink.keepLeaseRequest(request);
      expect(await sink.readLeaseRequest()).toEqual(request);
      await sink.addNumberBlocks([block('2026-11-20', 1, 50)], { from: 50_001, to: 50_200 });
      expect(await sink.readLeaseRequest()).toBeUndefined();
      await sink.keepLeaseRequest(request);
      await sink.keepLeaseRequest(undefined);
      expect(await sink.readLeaseRequest()).toBeUndefined();
    });

    it('[MO9] keeps a request for a book of fee receipts until the book is added, once', async () => {
      const { sink, catalogue } = await make();
      await sink.replaceCatalogue(catalogue(1));
      expect(await sink.readUnusedReceiptNumbers(2026)).toBeUndefined();
      await sink.replaceCatalogue({ ...catalogue(2), feeReceipts: LEASED });
      expect(await sink.readUnusedReceiptNumbers(2026)).toBe(0);
      const request = { requestId: 'book-1', year: 2026, size: 50 };
      await sink.keepReceiptBookRequest(request);
      expect(await sink.readReceiptBookRequest()).toEqual(request);
      const book: FeeReceiptBook = {
        ...{ feeReceiptBookId: ids.next<FeeReceiptBookId>(), kind: 'feeReceipt', formSymbol: 'EBL01' },
        ...{ bookSerial: '26TAA', year: 2026, from: 1, to: 50 },
      };
      await sink.addReceiptBook(book);
      expect(await sink.readReceiptBookRequest()).toBeUndefined();
      await sink.addReceiptBook(book);
      expect(await sink.readUnusedReceiptNumbers(2026)).toBe(50);
      expect(await sink.readUnusedReceiptNumbers(2027)).toBe(0);
      await sink.keepReceiptBookRequest(request);
      await sink.keepReceiptBookRequest(undefined);
      expect(await sink.readReceiptBookRequest()).toBeUndefined();
    });

    it('[NU5] closes the numbers of days that are over, once, and gives the same return until it is settled', async () => {
      const { sink } = await make();
      await sink.addNumberBlocks([block('2026-11-20', 1, 50), block('2026-11-19', 11, 19), block('2026-11-18', 1, 5)]);
      const closed = await sink.closeNumbers(FRIDAY, 'return-1');
      expect(closed).toEqual({
        requestId: 'return-1',
        ranges: [
          { workingOn: '2026-11-18', from: 1, to: 5, next: 1 },
          { workingOn: '2026-11-19', from: 11, to: 19, next: 11 },
        ],
      });
      expect(await sink.readUnusedNumbers('2026-11-18' as LocalDate)).toEqual(new Map([['2026-11-20', 50]]));
      expect(await sink.closeNumbers('2026-11-21' as LocalDate, 'return-2')).toEqual(closed);
      await sink.settleReturn('return-1', true);
      expect(await sink.closeNumbers(FRIDAY, 'return-3')).toBeUndefined();
      expect(await sink.closeNumbers('2026-11-21' as LocalDate, 'return-4')).toMatchObject({
        requestId: 'return-4',
        ranges: [{ workingOn: '2026-11-20' }],
      });
    });

    it('[NU5] opens them again when the province has refused the return', async () => {
      const { sink } = await make();
      await sink.addNumberBlocks([block('2026-11-19', 11, 19)]);
      await sink.closeNumbers(FRIDAY, 'return-1');
      await sink.settleReturn('return-1', false);
      expect(await sink.readUnusedNumbers('2026-11-19' as LocalDate)).toEqual(new Map([['2026-11-19', 9]]));
      expect(await sink.closeNumbers(FRIDAY, 'return-2')).toMatchObject({ requestId: 'return-2' });
    });

    it('[NU1] names the next days with office hours, the day itself included', async () => {
      const { sink, catalogue } = await make();
      await sink.replaceCatalogue(catalogue(1));
      expect(await sink.readWorkingDays(FRIDAY, 3)).toEqual(['2026-11-20', '2026-11-23', '2026-11-24']);
      expect(await sink.readWorkingDays('2026-11-21' as LocalDate, 1)).toEqual(['2026-11-23']);
    });
  });
}
