import { expect, it } from 'vitest';
import { PLAIN_PAYMENT } from '#shared/domain/intake-draft.ts';
import { accountOf } from '#shared/domain/money/shift-account.ts';
import type { ShiftEntry } from '#shared/domain/money/shift-entry.ts';
import { toLocalDate } from '#shared/kernel/instant.ts';
import { findShiftBooks } from '#sync/gateway/store/money-store.ts';
import type { GatewayHouse } from '#test/support/gateway-house.ts';
import { openHouseForEach } from '#test/support/house-for-each.ts';
import { RECEIPT_SETTINGS } from '#test/support/money-counter.ts';
import { catalogueOf, officerWithPin, PIN } from '#test/unit/renderer/counter-bench.ts';
import { CASH, REASON, SECOND } from '#test/unit/shared/domain/money/money-samples.ts';
import { date, valueOf } from '#test/unit/shared/domain/samples.ts';

const second = { ...officerWithPin, officerId: SECOND, userName: 'mau2' };
const officers = [officerWithPin, second];

let house: GatewayHouse;
openHouseForEach(async (opened) => {
  house = opened;
  await house.gateway.admin.publishCatalogue({ ...catalogueOf(undefined, 2), officers, feeReceipts: RECEIPT_SETTINGS });
});

it('[MO7] [FR24] a shift with cash, a transfer, a void and a refund that was closed offline has the same totals at the province', async () => {
  const counter = await house.newCounter();
  const { workflows, session, database } = counter;
  await house.switchOff();
  const take = async (changes: Parameters<typeof counter.draft>[0]) => {
    const { dossier, payment } = valueOf(await workflows.acceptDossier(session, counter.draft(changes)));
    return { dossierId: dossier.dossierId, feePaymentId: payment?.feePaymentId ?? ('' as never) };
  };
  const about = (feePaymentId: Awaited<ReturnType<typeof take>>['feePaymentId']) => ({
    ...{ feePaymentId, reason: REASON, approver: { officerId: SECOND, pin: PIN } },
  });
  valueOf(await workflows.openShift(session, { floatVnd: 500_000, handedOverFrom: null }));
  const cash = await take({ payment: { ...PLAIN_PAYMENT, tenderedVnd: 50_000 } });
  const transfer = await take({ paymentMeans: 'bankTransfer' });
  const wrong = await take({});
  const later = await take({ paymentMeans: 'later' });
  valueOf(await workflows.collectFee(session, later.dossierId, { ...CASH, amountVnd: 4_000 }, 24_000));
  valueOf(await workflows.voidFeeReceipt(session, about(wrong.feePaymentId), { ...CASH, amountVnd: 14_000 }));
  valueOf(await workflows.refundFee(session, about(cash.feePaymentId), { amountVnd: 5_000, means: 'cash' }));
  const found = { via: 'officer', bankReference: 'FT1', receivedOn: date('2026-11-20') } as const;
  valueOf(await workflows.confirmTransfer(session, transfer.feePaymentId, found));
  const deposit = { direction: 'out', purpose: 'bankDeposit', amountVnd: 500_000, reason: REASON } as const;
  valueOf(await workflows.moveCash(session, deposit));
  const closed = valueOf(
    await workflows.closeShift(session, session.shift.shiftId, {
      ...{ counted: [{ denominationVnd: 20_000, count: 2 }], differenceReason: 'Thừa tiền lẻ chưa rõ' },
      ...{ handedOverTo: SECOND, unsettledCount: 0 },
    }),
  );
  const late = { correctedOn: date('2026-11-20'), direction: 'out', amountVnd: 3_000, reason: REASON } as const;
  valueOf(await workflows.correctShift(session, session.shift.shiftId, late, { officerId: SECOND, pin: PIN }));

  await house.switchOn();
  await counter.drain();
  const { database: province } = house.gateway.deps;
  const [books] = await findShiftBooks(province, counter.station.stationId, [session.shift.shiftId]);
  if (books === undefined || closed.kind !== 'shiftClosed') throw new Error('there is no shift');
  const entries = books.entries as readonly ShiftEntry[];
  const before = entries.filter(({ kind }) => kind !== 'shiftCorrected' && kind !== 'shiftClosed');
  expect(accountOf(books.payments, before)).toEqual(closed.totals);
  expect(closed).toMatchObject({ countedVnd: 40_000, differenceVnd: 3_000 });
  expect(accountOf(books.payments, entries).expectedCashVnd).toBe(34_000);
  // Every receipt that the province has made is known to the counter: the voided one, and the one in its place.
  const states = async (): Promise<readonly string[]> =>
    (await database.feeReceiptStates.toArray()).flatMap(({ issued }) => issued?.state ?? []).sort();
  await expect.poll(states, { timeout: 10_000 }).toEqual(['issued', 'issued', 'issued', 'issued', 'replaced']);
  // The daily table names the receipts of the shift; the one that was replaced the same day is not in the total.
  const today = toLocalDate(house.clock.now());
  valueOf(await workflows.printDailySummary(session, today));
  const table = counter.papers.drawn.at(-1)?.content;
  if (table?.kind !== 'dailyFeeReceiptSummary') throw new Error('the table was not drawn');
  const known = (await database.feeReceiptStates.toArray()).flatMap(({ issued }) => issued?.receiptNumber.number ?? []);
  expect(table.rows.map(({ receiptNumber }) => Number(receiptNumber))).toEqual(known.sort((a, b) => a - b));
  expect(table.rows.map(({ statusText }) => statusText).sort()).toEqual(['Mới', 'Mới', 'Mới', 'Mới', 'Thay thế']);
  expect(table).toMatchObject({ summaryOn: today, totalVnd: 24_000 + 24_000 + 14_000 + 4_000 });
});

it('[MO9] with leased numbers cash gets an official receipt offline, a transfer when it is confirmed', async () => {
  const feeReceipts = { ...RECEIPT_SETTINGS, policy: 'leased' } as const;
  await house.gateway.admin.publishCatalogue({ ...catalogueOf(undefined, 3), officers, feeReceipts });
  const counter = await house.newCounter();
  const { workflows, session, database } = counter;
  await expect.poll(() => database.feeReceiptBooks.count(), { timeout: 10_000 }).toBe(1);
  await house.switchOff();
  const take = async (paymentMeans: 'cash' | 'bankTransfer') =>
    valueOf(await workflows.acceptDossier(session, counter.draft({ paymentMeans }))).payment;
  const [cash, transfer] = [await take('cash'), await take('bankTransfer')];
  expect(cash?.receiptNumber).toMatchObject({
    kind: 'feeReceipt',
    formSymbol: 'EBL01',
    bookSerial: '26TAA',
    number: 1,
  });
  expect(transfer?.receiptNumber).toBeUndefined();
  const found = { via: 'officer', bankReference: 'FT1', receivedOn: date('2026-11-20') } as const;
  const confirmed = await workflows.confirmTransfer(session, transfer?.feePaymentId ?? ('' as never), found);
  expect(valueOf(confirmed)).toMatchObject({ receiptNumber: { kind: 'feeReceipt', number: 2 } });
  // None is left: a slip is handed out, and the province makes the receipt.
  await database.feeReceiptBooks.toCollection().modify((book) => {
    Object.assign(book, { next: book.to + 1 });
  });
  expect((await take('cash'))?.receiptNumber).toMatchObject({ kind: 'provisionalSlip', number: 1 });
  await house.switchOn();
  await counter.drain();
  const numbers = async (): Promise<readonly number[]> =>
    (await database.feeReceiptStates.toArray()).flatMap(({ issued }) => issued?.receiptNumber.number ?? []);
  await expect.poll(async () => (await numbers()).length, { timeout: 10_000 }).toBe(3);
  const [first, second, made] = [...(await numbers())].sort((a, b) => a - b);
  expect([first, second]).toEqual([1, 2]);
  // After the books of the station: it may have leased its next one before the slip arrived.
  const books = (await database.feeReceiptBooks.toArray()).filter(({ kind }) => kind === 'feeReceipt');
  expect(books.filter(({ from, to }) => from <= Number(made) && Number(made) <= to)).toEqual([]);
});
