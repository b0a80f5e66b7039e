import { beforeEach, describe, expect, it } from 'vitest';
import type { FeeReceiptBook } from '#shared/domain/money/fee-receipt-book.ts';
import type { FeeReceiptNumber } from '#shared/domain/money/fee-receipt-number.ts';
import { instantOf, type LocalDate, type LocalTime } from '#shared/kernel/instant.ts';
import type { FeeReceiptBookResponse } from '#sync/protocol/messages.ts';
import { newId, parse, type CallAnswer, type TestStation } from '#test/support/gateway-station.ts';
import {
  kindsOf,
  type MoneyCounter,
  receiptCatalogue,
  receiptsTold,
  RECEIPT_SETTINGS,
} from '#test/support/money-counter.ts';
import { MoneyHouse } from '#test/support/money-house.ts';

const LEASED = { feeReceipts: { ...RECEIPT_SETTINGS, policy: 'leased' } } as const;

describe('books of fee receipt numbers', () => {
  const house = MoneyHouse.forFile('H94', {
    policy: { publicAddress: 'https://mau.example' },
    catalogue: LEASED,
  });
  let other: TestStation;
  beforeEach(async () => {
    other = await house.gateway.newStation(house.agency);
  });
  const ask = (at: TestStation, body: object): Promise<CallAnswer> =>
    at.call({ method: 'POST', url: '/v1/fee-receipt-books', body });
  const lease = async (at: TestStation, size: number, requestId = newId(), year = 2026): Promise<FeeReceiptBook> =>
    parse<FeeReceiptBookResponse>(await ask(at, { requestId, year, size }), 200).book;
  const refusalOf = async (body: object): Promise<unknown> => {
    const answer = await ask(house.station, body);
    return { status: answer.status, ...(JSON.parse(answer.text) as { code: string }) };
  };
  const numberOf = ({ formSymbol, bookSerial }: FeeReceiptBook, number: number): FeeReceiptNumber => ({
    ...{ kind: 'feeReceipt', formSymbol, bookSerial, number },
  });
  /** Each on the line of a shift of its own: a refused item stays in the way of those behind it. */
  const tried = async (changes: Parameters<MoneyCounter['payment']>[1], at = house.station): Promise<string[]> => {
    const fresh = house.newCounter(at);
    return kindsOf(await at.send([fresh.collect(fresh.payment(1_000, changes))]));
  };

  it('[FR20] follow one another without gaps, whoever asks at the same moment, and the same request gives the same', async () => {
    const requests = Array.from({ length: 12 }, (_, index) => ({
      ...{ at: index % 2 === 0 ? house.station : other, size: 1 + (index % 5), requestId: newId() },
    }));
    const books = await Promise.all(requests.map(({ at, size, requestId }) => lease(at, size, requestId)));
    const ranges = books.map(({ from, to }) => ({ from, to })).sort((a, b) => a.from - b.from);
    let next = 1;
    for (const { from, to } of ranges) {
      expect(from).toBe(next);
      next = to + 1;
    }
    expect(next - 1).toBe(requests.reduce((sum, { size }) => sum + size, 0));
    expect(await Promise.all(requests.map(({ at, size, requestId }) => lease(at, size, requestId)))).toEqual(books);
    expect(books.every((book) => book.bookSerial === '26TAA' && book.year === 2026)).toBe(true);
  });

  it('[FR21] refuse by name: another content under a request id, another year, an agency without them, no numbers left', async () => {
    const requestId = newId();
    await lease(house.station, 5, requestId);
    expect(await refusalOf({ requestId, year: 2026, size: 6 })).toMatchObject({ code: 'requestIdReused' });
    const fresh = { requestId: newId(), size: 5 };
    const outOfRange = { status: 422, code: 'bookYearOutOfRange' };
    expect(await refusalOf({ ...fresh, year: 2027 })).toMatchObject(outOfRange);
    expect(await refusalOf({ ...fresh, year: 2026, size: 0 })).toMatchObject({ code: 'malformedBody' });
    await house.gateway.deps.database.query(
      `UPDATE fee_receipt_counters SET next_number = 99999998 WHERE agency_code = $1`,
      [house.agency],
    );
    const none = { status: 422, code: 'feeReceiptNumbersExhausted' };
    expect(await refusalOf({ requestId: newId(), year: 2026, size: 3 })).toMatchObject(none);
    expect(await lease(house.station, 2)).toMatchObject({ from: 99_999_998, to: 99_999_999 });
    house.gateway.clock.setWall(instantOf('2026-12-01' as LocalDate, '08:00' as LocalTime));
    await house.station.openSession();
    expect(await lease(house.station, 5, newId(), 2027)).toMatchObject({
      bookSerial: '27TAA',
      year: 2027,
      from: 1,
      to: 5,
    });
    expect(await refusalOf({ ...fresh, year: 2028 })).toMatchObject(outOfRange);
    await house.gateway.admin.publishCatalogue(receiptCatalogue(house.agency, { catalogueVersion: 2 }));
    expect(await refusalOf({ ...fresh, year: 2026 })).toMatchObject({ status: 422, code: 'feeReceiptsNotLeased' });
  });

  it('[FR22] take a number of the own book of the year, for cash or a confirmed transfer, once', async () => {
    const book = await lease(house.station, 10);
    const foreign = await lease(other, 10);
    const cash = house.counter.payment(1_000, { receiptNumber: numberOf(book, 1) });
    const transfer = house.counter.payment(2_000, { means: 'bankTransfer', receiptNumber: undefined });
    const sent = [house.counter.collect(cash), house.counter.collect(transfer)];
    const confirmed = house.counter.confirm(transfer, { receiptNumber: numberOf(book, 2) });
    expect(kindsOf(await house.station.send([...sent, confirmed]))).toEqual(['accepted', 'accepted', 'accepted']);
    const told = await receiptsTold(house.station);
    expect(told.map(({ receiptNumber }) => receiptNumber)).toEqual([numberOf(book, 1), numberOf(book, 2)]);
    expect(told.every(({ lookupUrl }) => lookupUrl?.startsWith('https://mau.example/bien-lai/') === true)).toBe(true);

    const bad = ['feeReceiptNumberInvalid'];
    for (const number of [1, 2]) expect(await tried({ receiptNumber: numberOf(book, number) }), 'used').toEqual(bad);
    expect(await tried({ receiptNumber: numberOf(foreign, 11) }), 'of another station').toEqual(bad);
    expect(await tried({ receiptNumber: numberOf(book, 11) }), 'behind the book').toEqual(bad);
    expect(await tried({ receiptNumber: { ...numberOf(book, 3), bookSerial: '27TAA' } })).toEqual(bad);
    expect(await tried({ receiptNumber: { ...numberOf(book, 3), formSymbol: 'EBL02' } })).toEqual(bad);
    expect(await tried({ receiptNumber: numberOf(book, 3), means: 'bankTransfer' }), 'claimed').toEqual(bad);
    const nextYear = instantOf('2027-01-01' as LocalDate, '08:00' as LocalTime);
    expect(await tried({ receiptNumber: numberOf(book, 3), collectedAt: nextYear }), 'of last year').toEqual(bad);
    const claimed = house.newCounter();
    const awaited = claimed.payment(3_000, { means: 'bankTransfer', receiptNumber: undefined });
    const claim = claimed.collect(awaited);
    const slip = claimed.confirm(awaited, { receiptNumber: claimed.nextSlip() });
    expect(kindsOf(await house.station.send([claim, slip]))).toEqual(['accepted', ...bad]);
    expect(await tried({ receiptNumber: numberOf(book, 3) })).toEqual(['accepted']);
  });

  it('[FR23] account for every number: used, replaced, void or unused, of leased books, of single receipts and of slips', async () => {
    const [book, foreign] = [await lease(house.station, 10), await lease(other, 5)];
    const [first, voided, second] = [1, 2, 3].map((number) =>
      house.counter.payment(1_000, { receiptNumber: numberOf(book, number) }),
    );
    if (first === undefined || voided === undefined || second === undefined) throw new Error('three were made');
    const instead = { ...second, replaces: first.feePaymentId };
    await house.station.send([
      ...[first, voided].map((payment) => house.counter.collect(payment)),
      house.counter.void(first, { replacedBy: instead.feePaymentId }),
      house.counter.void(voided),
      house.counter.collect(instead),
    ]);
    // A counter without numbers writes a slip; its receipt takes the next number after the books.
    const slip = house.newCounter();
    expect(kindsOf(await house.station.send([slip.collect(slip.payment(7_000))]))).toEqual(['accepted']);
    expect((await receiptsTold(house.station)).at(-1)?.receiptNumber).toEqual(numberOf(book, 16));
    await house.gateway.admin.retireStation(other.stationId);

    const books = await house.gateway.admin.accountBooks(house.agency, 2026);
    const { stationId } = house.station;
    expect(books.filter(({ kind }) => kind === 'feeReceipt')).toMatchObject([
      { stationId, from: 1, to: 10, used: 1, replaced: 1, voided: 1, unused: 7, isStationRetired: false },
      { feeReceiptBookId: foreign.feeReceiptBookId, used: 0, unused: 5, isStationRetired: true },
      { feeReceiptBookId: null, to: 16, used: 1, replaced: 0, voided: 0, unused: 0 },
    ]);
    const slips = books.filter(({ kind }) => kind === 'provisionalSlip');
    expect(slips).toMatchObject([{ stationId, from: 1, to: 1, used: 1, unused: 0 }]);
    expect(await house.gateway.admin.accountBooks(house.agency, 2027)).toEqual([]);
  });
});
