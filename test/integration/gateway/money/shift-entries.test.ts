import { describe, expect, it } from 'vitest';
import { LAST_FEE_RECEIPT_NUMBER } from '#shared/domain/money/fee-receipt-number.ts';
import type { FeePaymentId, OfficerId, OperationId, ShiftId } from '#shared/kernel/ids.ts';
import { addDays, instantOf, type LocalDate, type LocalTime } from '#shared/kernel/instant.ts';
import { newId } from '#test/support/gateway-station.ts';
import {
  APPROVER,
  COLLECTOR,
  kindsOf,
  MoneyCounter,
  receiptCatalogue,
  recordEntry,
} from '#test/support/money-counter.ts';
import { MoneyHouse } from '#test/support/money-house.ts';

const DAY = '2026-11-20' as LocalDate;

describe('the books of a shift at the gateway', () => {
  const house = MoneyHouse.forFile('H97');

  it('[FR1] closes a shift whose totals are what the gateway comes to, in the same batch or over many', async () => {
    const opening = house.counter.entry('shiftOpened', { floatVnd: 500_000, handedOverFrom: null });
    const cash = house.counter.payment(20_000, { tenderedVnd: 50_000 });
    const transfer = house.counter.payment(30_000, { means: 'bankTransfer' });
    const moved = { direction: 'out', purpose: 'bankDeposit', amountVnd: 400_000, reason: 'Nộp ngân hàng' } as const;
    const first = [house.counter.record(opening), house.counter.collect(cash), house.counter.collect(transfer)];
    expect(await house.send(...first)).toEqual(['accepted', 'accepted', 'accepted']);
    const rest = [
      house.counter.record(house.counter.entry('cashMoved', moved)),
      house.counter.refund(cash, 5_000),
      house.counter.confirm(transfer),
      house.counter.close(),
    ];
    expect(await house.send(...rest)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
    expect(house.counter.totals()).toMatchObject({ expectedCashVnd: 115_000, transferConfirmedVnd: 30_000 });
  });

  it('[FR1] refuses a closing with other totals, another difference or notes that are another sum', async () => {
    await house.station.send([house.counter.collect(house.counter.payment(20_000))]);
    const totals = house.counter.totals();
    const closing = house.counter.entry('shiftClosed', {
      ...{ totals, counted: [], countedVnd: 20_000, differenceVnd: 0, differenceReason: null, handedOverTo: null },
    });
    const tried = async (changes: Partial<typeof closing>): Promise<string[]> => {
      // Each at the end of a line of its own: a refused one stays in the way of those behind it.
      const other = house.newCounter();
      const payment = other.payment(20_000);
      const { shiftId } = other;
      const id = { shiftId, shiftEntryId: newId<typeof closing.shiftEntryId>() };
      return house.send(other.collect(payment), recordEntry(house.station, { ...closing, ...id, ...changes }));
    };
    expect(await tried({})).toEqual(['accepted', 'accepted']);
    for (const [name, value] of Object.entries(totals)) {
      const wrong = { ...totals, [name]: value + 1 };
      expect(await tried({ totals: wrong }), name).toEqual(['accepted', 'shiftTotalsMismatch']);
    }
    expect(await tried({ differenceVnd: 1 })).toEqual(['accepted', 'shiftTotalsMismatch']);
    const counted = [{ denominationVnd: 10_000, count: 1 }];
    expect(await tried({ counted })).toEqual(['accepted', 'amountMismatch']);
    expect(await tried({ counted, countedVnd: 10_000, differenceVnd: -10_000 })).toEqual(['accepted', 'accepted']);
  });

  it('[FR1] counts what a shift confirms of another one, and keeps the shifts of two stations apart', async () => {
    const transfer = house.counter.payment(30_000, { means: 'bankTransfer' });
    await house.station.send([house.counter.collect(transfer), house.counter.close()]);
    const next = house.newCounter();
    const confirmed = next.confirm(transfer);
    expect(await house.send(confirmed, next.close(next.totals([transfer])))).toEqual(['accepted', 'accepted']);
    const other = await house.gateway.newStation(house.agency);
    const elsewhere = new MoneyCounter(other, () => house.gateway.clock.now());
    const sameShift = { ...elsewhere.payment(1_000), shiftId: house.counter.shiftId };
    expect(kindsOf(await other.send([other.collectFee(sameShift)]))).toEqual(['accepted']);
  });

  it('[FR2] opens and closes a shift once; then only corrections and confirmations come in', async () => {
    const opening = (): ReturnType<MoneyCounter['record']> =>
      house.counter.record(house.counter.entry('shiftOpened', { floatVnd: 0, handedOverFrom: null }));
    const transfer = house.counter.payment(30_000, { means: 'bankTransfer' });
    const cash = house.counter.payment(20_000);
    await house.station.send([
      opening(),
      house.counter.collect(transfer),
      house.counter.collect(cash),
      house.counter.close(),
    ]);
    const correction = { correctedOn: DAY, direction: 'in', amountVnd: 1_000, reason: 'Thu sót' } as const;
    const late = house.counter.entry('shiftCorrected', { ...correction, approvedBy: APPROVER });
    expect(await house.send(house.counter.confirm(transfer), house.counter.record(late))).toEqual([
      'accepted',
      'accepted',
    ]);
    for (const operation of [
      () => house.counter.close(),
      () => house.counter.collect(house.counter.payment(1)),
      () => house.counter.refund(cash, 1),
      () => house.counter.void(cash),
      opening,
    ]) {
      const made = operation();
      // In the place of the refused one, as a corrected operation stands.
      const placed = house.station.reseal({ ...made, sequence: 7 });
      expect(await house.send(placed)).toEqual(['shiftClosed']);
    }
    const reopened = house.newCounter();
    const twice = [0, 1].map(() =>
      reopened.record(reopened.entry('shiftOpened', { floatVnd: 1, handedOverFrom: null })),
    );
    expect(await house.send(...twice)).toEqual(['accepted', 'illegalState']);
  });

  it('[FR3] gives back no more than is left, and voids exactly that', async () => {
    const payment = house.counter.payment(20_000);
    await house.station.send([house.counter.collect(payment)]);
    const refused: [string, () => ReturnType<MoneyCounter['record']>][] = [
      ['refundExceedsPayment', () => house.counter.refund(payment, 20_001)],
      ['refundExceedsPayment', () => house.counter.void(payment, { amountVnd: 20_001 })],
      ['amountMismatch', () => house.counter.void(payment, { amountVnd: 19_999 })],
      ['unknownPayment', () => house.counter.refund({ ...payment, feePaymentId: newId<FeePaymentId>() }, 1)],
      ['unknownPayment', () => house.counter.void({ ...payment, feePaymentId: newId<FeePaymentId>() })],
    ];
    for (const [code, make] of refused)
      expect(await house.send(house.station.reseal({ ...make(), sequence: 2 })), code).toEqual([code]);
    const other = house.newCounter();
    expect(await house.send(other.refund(payment, 15_000), other.void(payment, { amountVnd: 5_000 }))).toEqual([
      'accepted',
      'accepted',
    ]);
    const third = house.newCounter();
    expect(await house.send(third.void(payment, { amountVnd: 0 }))).toEqual(['illegalState']);
    const fourth = house.newCounter();
    expect(await house.send(fourth.refund(payment, 1))).toEqual(['refundExceedsPayment']);
  });

  it('[FR3] lets only one of two counters give the same money back, at the same moment', async () => {
    const payment = house.counter.payment(20_000);
    await house.station.send([house.counter.collect(payment)]);
    const other = await house.gateway.newStation(house.agency);
    const elsewhere = new MoneyCounter(other, () => house.gateway.clock.now());
    const both = [
      house.station.send([house.counter.refund(payment, 20_000)]),
      other.send([elsewhere.refund(payment, 20_000)]),
    ];
    const outcomes = kindsOf((await Promise.all(both)).flat());
    expect(outcomes.sort()).toEqual(['accepted', 'refundExceedsPayment']);
  });

  it('[FR3] knows no payments of another agency, and waits for one only where it is named', async () => {
    await house.gateway.admin.publishCatalogue(receiptCatalogue('H96.01'));
    const stranger = await house.gateway.newStation('H96.01');
    const elsewhere = new MoneyCounter(stranger, () => house.gateway.clock.now());
    const payment = elsewhere.payment(20_000);
    await stranger.send([elsewhere.collect(payment)]);
    expect(await house.send(house.counter.void(payment))).toEqual(['unknownPayment']);
    const awaited = house.newCounter();
    const missing = awaited.entry('feeRefunded', {
      ...{ feePaymentId: newId<FeePaymentId>(), amountVnd: 1, means: 'cash', reason: 'Hoàn', approvedBy: APPROVER },
    });
    expect(await house.send(recordEntry(house.station, missing, [newId<OperationId>()]))).toEqual(['retryLater']);
  });

  it('[FR4] wants another officer of the agency, who was not blocked, to approve', async () => {
    const payment = house.counter.payment(20_000);
    await house.station.send([house.counter.collect(payment)]);
    const blocked = '33333333-3333-4333-8333-333333333333' as OfficerId;
    const [officer] = receiptCatalogue(house.agency).officers;
    if (officer === undefined) throw new Error('the catalogue has officers');
    await house.gateway.admin.changeOfficer(house.agency, blocked, { officer: { ...officer, officerId: blocked } });
    const before = house.gateway.clock.now();
    house.gateway.clock.advance(60_000);
    await house.gateway.admin.changeOfficer(house.agency, blocked, { isBlocked: true });
    const refund = (changes: Parameters<MoneyCounter['refund']>[2]): Promise<string[]> => {
      const other = house.newCounter();
      return house.send(other.refund(payment, 1_000, changes));
    };
    expect(await refund({ approvedBy: COLLECTOR })).toEqual(['approvalMissing']);
    expect(await refund({ approvedBy: newId<OfficerId>() })).toEqual(['approvalMissing']);
    expect(await refund({ approvedBy: blocked })).toEqual(['approvalMissing']);
    expect(await refund({ approvedBy: blocked, recordedAt: before })).toEqual(['accepted']);
    expect(await refund({})).toEqual(['accepted']);
    // An account that a later catalogue has no more may have approved before.
    await house.gateway.admin.publishCatalogue(receiptCatalogue(house.agency, { catalogueVersion: 2, officers: [] }));
    expect(await refund({})).toEqual(['accepted']);
  });

  it('[FR5] takes only slips of the station and the year, each once', async () => {
    const slip = house.counter.nextSlip();
    const other = await house.gateway.newStation(house.agency);
    const newYearsEve = instantOf(addDays('2027-01-01' as LocalDate, -1), '23:00' as LocalTime);
    const tried = async (changes: Parameters<MoneyCounter['payment']>[1]): Promise<string[]> => {
      const fresh = house.newCounter();
      return house.send(fresh.collect(fresh.payment(1_000, changes)));
    };
    expect(await tried({ receiptNumber: slip })).toEqual(['accepted']);
    expect(await tried({ receiptNumber: slip })).toEqual(['feeReceiptNumberInvalid']);
    const next = house.counter.nextSlip();
    const twice = house.newCounter();
    const both = [0, 1].map(() => twice.collect(twice.payment(1_000, { receiptNumber: next })));
    expect(await house.send(...both)).toEqual(['accepted', 'feeReceiptNumberInvalid']);
    expect(await tried({ receiptNumber: house.newCounter(other).nextSlip() })).toEqual(['feeReceiptNumberInvalid']);
    expect(await tried({ receiptNumber: { ...house.counter.nextSlip(), formSymbol: 'EBL01' } })).toEqual([
      'feeReceiptNumberInvalid',
    ]);
    const last = { ...house.counter.nextSlip(), number: LAST_FEE_RECEIPT_NUMBER };
    expect(await tried({ receiptNumber: last, collectedAt: newYearsEve })).toEqual(['accepted']);
    house.gateway.clock.setWall(instantOf('2027-01-01' as LocalDate, '08:00' as LocalTime));
    await house.station.openSession();
    expect(await tried({ receiptNumber: { ...last, number: 1_000 } })).toEqual(['feeReceiptNumberInvalid']);
    expect(await tried({ receiptNumber: house.counter.nextSlip() })).toEqual(['accepted']);
  });

  it('[FR6] takes a payment in the place of a voided one only', async () => {
    const first = house.counter.payment(20_000);
    const second = house.counter.payment(25_000, { replaces: first.feePaymentId });
    await house.station.send([house.counter.collect(first)]);
    const tried = async (changes: Parameters<MoneyCounter['payment']>[1]): Promise<string[]> => {
      const fresh = house.newCounter();
      return house.send(fresh.collect(fresh.payment(25_000, changes)));
    };
    expect(await tried({ replaces: first.feePaymentId })).toEqual(['illegalState']);
    expect(await tried({ replaces: newId<FeePaymentId>() })).toEqual(['unknownPayment']);
    const replacedBy = { replacedBy: second.feePaymentId };
    expect(await house.send(house.counter.void(first, replacedBy), house.counter.collect(second))).toEqual([
      'accepted',
      'accepted',
    ]);
    expect(await tried({ replaces: first.feePaymentId })).toEqual(['illegalState']);
  });

  it('refuses less than the fee in the hand, and a second confirmation', async () => {
    const short = house.newCounter();
    expect(await house.send(short.collect(short.payment(20_000, { tenderedVnd: 19_999 })))).toEqual(['amountMismatch']);
    const transfer = house.counter.payment(30_000, { means: 'bankTransfer' });
    const again = house.newCounter();
    const cash = house.counter.payment(1_000);
    const sent = [
      house.counter.collect(transfer),
      house.counter.collect(cash),
      house.counter.confirm(transfer),
      again.confirm(transfer),
    ];
    expect(await house.send(...sent)).toEqual(['accepted', 'accepted', 'accepted', 'illegalState']);
    const third = house.newCounter();
    expect(await house.send(third.confirm(cash))).toEqual(['illegalState']);
    const stray = { ...third.payment(1), shiftId: newId<ShiftId>() };
    const upper = { ...stray, feePaymentId: newId<FeePaymentId>().toUpperCase() as FeePaymentId };
    expect(await house.send(house.station.collectFee(upper))).toEqual(['malformedOperation']);
  });
});
