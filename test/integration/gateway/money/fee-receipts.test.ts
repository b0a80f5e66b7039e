import { describe, expect, it } from 'vitest';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import { instantOf, type LocalDate, type LocalTime } from '#shared/kernel/instant.ts';
import { sampleCatalogue } from '#test/support/gateway-harness.ts';
import { kindsOf, receiptsTold } from '#test/support/money-counter.ts';
import { MoneyHouse } from '#test/support/money-house.ts';

describe('official fee receipts', () => {
  const house = MoneyHouse.forFile('H95', { policy: { publicAddress: 'https://mau.example' } });
  const toldOf = async (payment: FeePayment): Promise<string[]> =>
    (await receiptsTold(house.station, payment.feePaymentId)).map(
      ({ receiptNumber, state }) => `${String(receiptNumber.number)} ${state}`,
    );
  const numbersTold = async (at = house.station): Promise<number[]> =>
    (await receiptsTold(at)).map(({ receiptNumber }) => receiptNumber.number);

  it('[FR10] gives every cash payment the next number, in the order of the batch, and tells its address', async () => {
    const payments = [1_000, 2_000, 3_000].map((amountVnd) => house.counter.payment(amountVnd));
    await house.send(...payments.map((payment) => house.counter.collect(payment)));
    const told = await receiptsTold(house.station);
    expect(told.map(({ feePaymentId }) => feePaymentId)).toEqual(payments.map(({ feePaymentId }) => feePaymentId));
    expect(told.map(({ receiptNumber }) => receiptNumber)).toEqual(
      [1, 2, 3].map((number) => ({ kind: 'feeReceipt', formSymbol: 'EBL01', bookSerial: '26TAA', number })),
    );
    const addresses = told.map(({ lookupUrl }) => lookupUrl ?? '');
    expect(addresses.every((address) => /^https:\/\/mau\.example\/bien-lai\/[\w-]{22}$/.test(address))).toBe(true);
    expect(new Set(addresses).size).toBe(3);
  });

  it('[FR10] uses up no number for a repeat, a refused neighbour or a value that the database refuses', async () => {
    const [first, second, third] = [
      house.counter.payment(1_000),
      house.counter.payment(2_000),
      house.counter.payment(3_000),
    ];
    const poisoned = house.newCounter();
    const bad = poisoned.payment(4_000, { dossierCode: 'H99.01\u0000' });
    const batch = [house.counter.collect(first), poisoned.collect(bad), house.counter.collect(second)];
    expect(await house.send(...batch)).toEqual(['accepted', 'malformedOperation', 'accepted']);
    expect(await house.send(...batch)).toEqual(['alreadyAccepted', 'malformedOperation', 'alreadyAccepted']);
    const foreign = house.newCounter();
    const unowned = { ...house.counter.nextSlip(), bookSerial: '26-00000000' };
    const stranger = foreign.collect(foreign.payment(5_000, { receiptNumber: unowned }));
    expect(await house.send(stranger, house.counter.collect(third))).toEqual(['feeReceiptNumberInvalid', 'accepted']);
    expect(await numbersTold()).toEqual([1, 2, 3]);
  });

  it('[FR10] leaves no gap and no double when two stations send at once, again and again', async () => {
    const other = await house.gateway.newStation(house.agency);
    const elsewhere = house.newCounter(other);
    for (let round = 0; round < 4; round += 1) {
      const mine = [1_000, 2_000].map((amountVnd) => house.counter.collect(house.counter.payment(amountVnd)));
      const theirs = [3_000, 4_000].map((amountVnd) => elsewhere.collect(elsewhere.payment(amountVnd)));
      await Promise.all([house.station.send(mine), other.send(theirs), house.station.send(mine), other.send(theirs)]);
    }
    const numbers = [...(await numbersTold()), ...(await numbersTold(other))].sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
    const books = await house.gateway.admin.accountBooks(house.agency, 2026);
    expect(books.find(({ kind }) => kind === 'feeReceipt')).toMatchObject({ to: 16, used: 16, unused: 0 });
  });

  it('[FR11] makes none for nothing, for a transfer that is only claimed, or where the province has none', async () => {
    const free = house.counter.payment(0);
    const claimed = house.counter.payment(5_000, { means: 'bankTransfer' });
    await house.send(house.counter.collect(free), house.counter.collect(claimed));
    expect(await receiptsTold(house.station)).toEqual([]);
    house.gateway.clock.advance(60_000);
    await house.send(house.counter.confirm(claimed));
    expect(await toldOf(claimed)).toEqual(['1 issued']);
    await house.gateway.admin.publishCatalogue({ ...sampleCatalogue(house.agency), catalogueVersion: 2 });
    await house.send(house.counter.collect(house.counter.payment(1_000)));
    expect(await numbersTold()).toEqual([1]);
  });

  it('[FR12] marks the receipt of a voided payment, whether it was made before or in the same batch', async () => {
    const [before, at, refunded] = [
      house.counter.payment(1_000),
      house.counter.payment(2_000),
      house.counter.payment(3_000),
    ];
    await house.send(house.counter.collect(before), house.counter.collect(refunded));
    await house.send(
      house.counter.void(before),
      house.counter.collect(at),
      house.counter.void(at),
      house.counter.refund(refunded, 3_000),
    );
    expect(await toldOf(before)).toEqual(['1 issued', '1 voided']);
    expect(await toldOf(at)).toEqual(['3 voided']);
    expect(await toldOf(refunded)).toEqual(['2 issued']);
  });

  it('[FR12] ties a receipt to the one that replaces it, along a chain, in one batch or in many', async () => {
    for (const together of [true, false]) {
      const fresh = house.newCounter();
      const first = fresh.payment(1_000);
      const second = fresh.payment(2_000, { replaces: first.feePaymentId });
      const third = fresh.payment(3_000, { replaces: second.feePaymentId, means: 'bankTransfer' });
      const operations = [
        fresh.collect(first),
        fresh.void(first, { replacedBy: second.feePaymentId }),
        fresh.collect(second),
        fresh.void(second, { replacedBy: third.feePaymentId }),
        fresh.collect(third),
        fresh.confirm(third),
      ];
      if (together) await house.send(...operations);
      else for (const operation of operations) await house.send(operation);
      const last = (told: readonly string[]): string => told.at(-1)?.replace(/^\d+ /, '') ?? '';
      expect([last(await toldOf(first)), last(await toldOf(second)), last(await toldOf(third))]).toEqual([
        'replaced',
        'replaced',
        'issued',
      ]);
    }
  });

  it('[FR12] tells the station that took the money, also when another one gives it back', async () => {
    const payment = house.counter.payment(1_000);
    await house.send(house.counter.collect(payment));
    const other = await house.gateway.newStation(house.agency);
    const elsewhere = house.newCounter(other);
    expect(kindsOf(await other.send([elsewhere.void(payment)]))).toEqual(['accepted']);
    expect(await toldOf(payment)).toEqual(['1 issued', '1 voided']);
    expect(await receiptsTold(other)).toEqual([]);
  });

  it('[FR13] begins again at 1 with the year', async () => {
    house.gateway.clock.setWall(instantOf('2026-12-31' as LocalDate, '16:00' as LocalTime));
    await house.station.openSession();
    await house.send(house.counter.collect(house.counter.payment(1_000)));
    house.gateway.clock.setWall(instantOf('2027-01-01' as LocalDate, '00:01' as LocalTime));
    await house.station.openSession();
    const next = house.newCounter();
    await house.send(next.collect(next.payment(2_000)));
    const told = await receiptsTold(house.station);
    expect(told.map(({ receiptNumber: { bookSerial, number } }) => `${bookSerial} ${String(number)}`)).toEqual([
      '26TAA 1',
      '27TAA 1',
    ]);
  });
});
