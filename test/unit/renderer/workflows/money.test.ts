import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { listShiftsLeftOpen } from '#renderer/data/repositories/shift-repository.ts';
import { createDexieChangeSink } from '#renderer/data/sync-stores/dexie-change-sink.ts';
import type { Session } from '#renderer/workflows/workflow-deps.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import { PLAIN_PAYMENT } from '#shared/domain/intake-draft.ts';
import { feePaymentSchema, type FeePayment } from '#shared/domain/money/fee-payment.ts';
import { feeReceiptSchema } from '#shared/domain/papers/fee-receipt.ts';
import { shiftReportSchema } from '#shared/domain/papers/shift-report.ts';
import { shiftEntrySchema } from '#shared/domain/money/shift-entry.ts';
import type { FeePaymentId } from '#shared/kernel/ids.ts';
import { MS_PER_DAY } from '#shared/kernel/instant.ts';
import { collectFeePayloadSchema, recordShiftEntryPayloadSchema } from '#sync/protocol/payloads.ts';
import { FakeCommitLock } from '#test/fakes/fake-commit-lock.ts';
import { catalogueOf, CounterBench, officerWithPin, PIN } from '#test/unit/renderer/counter-bench.ts';
import { CASH, REASON, SECOND } from '#test/unit/shared/domain/money/money-samples.ts';
import { codeOf, date, id, valueOf } from '#test/unit/shared/domain/samples.ts';

const second = { ...officerWithPin, officerId: SECOND, userName: 'mau2', fullName: 'Trần Văn Mẫu' };
const collectingBody = { name: 'UBND xã Mẫu (mẫu)', taxCode: '4600000016', address: 'Thôn Mẫu' };
const feeReceipts = { policy: 'provisional', formSymbol: 'EBL01', serialLetters: 'TAA', collectingBody } as const;
const catalogue = { ...catalogueOf(), officers: [officerWithPin, second], feeReceipts };
const approver = { officerId: SECOND, pin: PIN };

let bench: CounterBench;
let session: Session;
beforeEach(async () => {
  bench = await new CounterBench().equip(100, catalogue);
  session = valueOf(await bench.workflows.signIn(officerWithPin.officerId, PIN));
});

/** A dossier that owes 24.000. */
async function take(
  changes: Partial<IntakeDraft> = {},
  at = bench,
): Promise<{ dossier: Dossier; payment: FeePayment }> {
  const { dossier, payment } = valueOf(await at.workflows.acceptDossier(session, at.draft(changes)));
  return { dossier, payment: payment as FeePayment };
}
const takeLater = async (): Promise<Dossier> => (await take({ paymentMeans: 'later' })).dossier;
const open = (floatVnd = 100_000) => bench.workflows.openShift(session, { floatVnd, handedOverFrom: null });
const counted = (...notes: readonly (readonly [number, number])[]) => ({
  counted: notes.map(([denominationVnd, count]) => ({ denominationVnd, count })),
  ...{ differenceReason: '', handedOverTo: null, unsettledCount: 0 },
});
const numbersOf = async (): Promise<number[]> =>
  (await bench.database.feePayments.toArray())
    .flatMap(({ receiptNumber }) => receiptNumber?.number ?? [])
    .sort((a, b) => a - b);
const kinds = async (): Promise<string[]> =>
  (await bench.database.outbox.orderBy('stationSequence').toArray()).map(({ kind }) => kind);

describe('the fee at acceptance', () => {
  it('[MO1] is taken with its slip number, its ledger entry and its operation, in the commit of the dossier', async () => {
    const payment = { ...PLAIN_PAYMENT, tenderedVnd: 50_000 };
    const taken = await take({ payment });
    expect(taken.payment).toMatchObject({ means: 'cash', amountVnd: 24_000, tenderedVnd: 50_000 });
    expect(taken.payment.receiptNumber).toEqual({
      ...{ kind: 'provisionalSlip', formSymbol: 'PTT', bookSerial: '26-00000000', number: 1 },
    });
    expect(await bench.database.feeReceiptBooks.toArray()).toMatchObject([{ bookSerial: '26-00000000', next: 2 }]);
    expect((await bench.database.ledger.toArray()).map(({ kind }) => kind).sort()).toEqual([
      'dossierAccepted',
      'feeCollected',
    ]);
    const [row] = await bench.database.feePayments.toArray();
    expect(v.is(feePaymentSchema, row)).toBe(true);
  });

  it('[MO2] is refused when the rules of the day say another amount than the one the citizen was told', async () => {
    const draft = bench.draft({ quotedFeeVnd: 20_000 });
    const before = await bench.everything();
    expect(await bench.workflows.acceptDossier(session, draft)).toEqual({
      ok: false,
      error: { code: 'feeChanged', details: { shownVnd: 20_000, owedVnd: 24_000 } },
    });
    expect(await bench.everything()).toEqual(before);
  });

  it('draws no number when nothing is paid', async () => {
    await takeLater();
    expect(await bench.database.feeReceiptBooks.count()).toBe(0);
    await take();
    expect(await numbersOf()).toEqual([1]);
  });
});

describe('collecting later', () => {
  it('[MO1] [MO2] takes a part and then the rest, never more', async () => {
    const { dossierId } = await takeLater();
    const part = { ...CASH, amountVnd: 10_000, tenderedVnd: 20_000 };
    const first = valueOf(await bench.workflows.collectFee(session, dossierId, part, 24_000));
    expect(first).toMatchObject({ changeVnd: 10_000, payment: { receiptNumber: { number: 1 } } });
    const collect = (shownVnd: number) => bench.workflows.collectFee(session, dossierId, CASH, shownVnd);
    expect(codeOf(await collect(24_000))).toBe('feeChanged');
    expect(valueOf(await collect(14_000)).payment).toMatchObject({ amountVnd: 14_000, receiptNumber: { number: 2 } });
    expect(codeOf(await collect(0))).toBe('nothingOwed');
    expect(await kinds()).toEqual(['acceptDossier', 'collectFee', 'collectFee']);
    const payloads = (await bench.database.outbox.toArray()).filter(({ kind }) => kind === 'collectFee');
    expect(payloads.every(({ payload }) => v.is(collectFeePayloadSchema, payload))).toBe(true);
  });

  it('[MO1] two windows draw rising numbers without a gap or a double, whether or not they share a lock', async () => {
    for (const locks of [new FakeCommitLock(), undefined]) {
      const own = locks === undefined ? {} : { lock: locks };
      const windows = [11, 12].map((seed) => new CounterBench(bench.database, seed + (locks ? 0 : 2), own));
      const owing = await Promise.all(Array.from({ length: 3 }, takeLater));
      const results = await Promise.all(
        owing.flatMap(({ dossierId }) =>
          windows.map((window) =>
            window.workflows.collectFee(session, dossierId, { ...CASH, amountVnd: 1_000 }, 24_000),
          ),
        ),
      );
      // Of two that collect from one dossier at the same moment, one is told the new amount.
      expect(
        results
          .filter((result) => !result.ok)
          .map(codeOf)
          .every((code) => code === 'feeChanged'),
      ).toBe(true);
    }
    const numbers = await numbersOf();
    expect(numbers.length).toBeGreaterThanOrEqual(6);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it('[MO1] goes past numbers that are in use, when the book comes from an older copy of the store', async () => {
    await take();
    await take();
    await bench.database.feeReceiptBooks.toCollection().modify({ next: 1 });
    const { dossierId } = await takeLater();
    const other = new CounterBench(bench.database, 31);
    expect(
      valueOf(await other.workflows.collectFee(session, dossierId, CASH, 24_000)).payment.receiptNumber?.number,
    ).toBe(3);
  });
});

describe('giving back', () => {
  it('[MO3] voids with a second officer’s PIN and collects anew, both or neither', async () => {
    await open();
    const { payment } = await take();
    const what = { feePaymentId: payment.feePaymentId, reason: REASON, approver };
    const tooMuch = { ...CASH, amountVnd: 24_001 };
    const books = async (): Promise<unknown[]> => {
      const { shiftEntries, feePayments, feeReceiptBooks, outbox } = bench.database;
      return Promise.all([shiftEntries, feePayments, feeReceiptBooks, outbox].map((table) => table.toArray()));
    };
    const before = await books();
    expect(codeOf(await bench.workflows.voidFeeReceipt(session, what, tooMuch))).toBe('amountAboveOwed');
    const wrong = { ...what, approver: { ...approver, pin: '000000' } };
    expect(codeOf(await bench.workflows.voidFeeReceipt(session, wrong, null))).toBe('wrongPin');
    expect(await books()).toEqual(before);
    const done = valueOf(await bench.workflows.voidFeeReceipt(session, what, { ...CASH, amountVnd: 14_000 }));
    expect(done.replacement?.payment).toMatchObject({ replaces: payment.feePaymentId, receiptNumber: { number: 2 } });
    expect(done.entry).toMatchObject({ approvedBy: SECOND, replacedBy: done.replacement?.payment.feePaymentId });
    expect((await kinds()).slice(-2)).toEqual(['recordShiftEntry', 'collectFee']);
    expect(codeOf(await bench.workflows.voidFeeReceipt(session, what, null))).toBe('alreadyVoided');
    const recorded = (await bench.database.outbox.toArray()).filter(({ kind }) => kind === 'recordShiftEntry');
    expect(recorded.every(({ payload }) => v.is(recordShiftEntryPayloadSchema, payload))).toBe(true);
    expect((await bench.database.shiftEntries.toArray()).every((row) => v.is(shiftEntrySchema, row))).toBe(true);
  });

  it('[MO3] refuses an officer whose account the province has blocked, without any network', async () => {
    await open();
    const { payment } = await take();
    const about = { officerId: SECOND, overCatalogueVersion: 1, officer: second, isBlocked: true };
    const blocked = { changeNumber: 1, kind: 'officerChanged', payload: { ...about, changedAt: bench.clock.now() } };
    await createDexieChangeSink(bench.database).applyChanges([blocked], 1, bench.clock.now());
    const what = { feePaymentId: payment.feePaymentId, reason: REASON, approver };
    const refund = { amountVnd: 1_000, means: 'cash' } as const;
    expect(codeOf(await bench.workflows.refundFee(session, what, refund))).toBe('officerBlocked');
    expect(codeOf(await bench.workflows.voidFeeReceipt(session, what, null))).toBe('officerBlocked');
  });

  it('[MO4] confirms what a bank’s file names, once, and refunds it only then', async () => {
    await open();
    const { payment, dossier } = await take({ paymentMeans: 'bankTransfer' });
    expect(payment.transfer?.purpose).toBe(dossier.dossierCode.replaceAll(/[^A-Z0-9]/g, ''));
    const what = { feePaymentId: payment.feePaymentId, reason: REASON, approver };
    const refund = { amountVnd: 4_000, means: 'cash' } as const;
    expect(codeOf(await bench.workflows.refundFee(session, what, refund))).toBe('transferNotConfirmed');
    const csv = `Ngày;Số tham chiếu;Ghi có;Nội dung\n20/11/2026;FT1;24.000;ck ${payment.transfer?.purpose ?? ''}`;
    const bytes = new TextEncoder().encode(csv).buffer;
    const [match] = valueOf(await bench.workflows.readBankFile(bytes)).matches.matches;
    const found = {
      via: 'bankFile',
      bankReference: match?.bankReference ?? '',
      receivedOn: date('2026-11-20'),
    } as const;
    valueOf(await bench.workflows.confirmTransfer(session, payment.feePaymentId, found));
    expect(codeOf(await bench.workflows.confirmTransfer(session, payment.feePaymentId, found))).toBe(
      'alreadyConfirmed',
    );
    const other = await take({ paymentMeans: 'bankTransfer' });
    expect(codeOf(await bench.workflows.confirmTransfer(session, other.payment.feePaymentId, found))).toBe(
      'bankReferenceUsed',
    );
    expect(valueOf(await bench.workflows.readBankFile(bytes)).matches.matches).toEqual([]);
    expect(valueOf(await bench.workflows.refundFee(session, what, refund))).toMatchObject({ amountVnd: 4_000 });
  });
});

describe('a shift', () => {
  it('[MO5] is closed with what was counted, and then takes corrections only, from any window', async () => {
    await open();
    const { dossierId } = await takeLater();
    await take();
    const close = (count: ReturnType<typeof counted>) =>
      bench.workflows.closeShift(session, session.shift.shiftId, count);
    expect(codeOf(await close(counted([100_000, 1])))).toBe('differenceReasonMissing');
    const closed = valueOf(await close(counted([100_000, 1], [20_000, 1], [2_000, 2])));
    expect(closed).toMatchObject({ countedVnd: 124_000, differenceVnd: 0, totals: { paymentCount: 1 } });
    const other = new CounterBench(bench.database, 41);
    expect(codeOf(await other.workflows.acceptDossier(session, other.draft()))).toBe('shiftClosed');
    expect(codeOf(await other.workflows.collectFee(session, dossierId, CASH, 24_000))).toBe('shiftClosed');
    expect(await numbersOf()).toEqual([1]);
    const late = { correctedOn: date('2026-11-20'), direction: 'in', amountVnd: 5_000, reason: REASON } as const;
    valueOf(await bench.workflows.correctShift(session, session.shift.shiftId, late, approver));
    expect(await bench.database.shiftEntries.where('kind').equals('shiftClosed').first()).toEqual(closed);
  });

  it('[MO6] is not closed while cash is half entered at intake', async () => {
    await open();
    const draft = bench.draft({ payment: { ...PLAIN_PAYMENT, tenderedVnd: 50_000 } });
    valueOf(await bench.workflows.saveDraft(draft));
    const close = () => bench.workflows.closeShift(session, session.shift.shiftId, counted([100_000, 1]));
    expect(codeOf(await close())).toBe('shiftHasUnsettled');
    valueOf(await bench.workflows.saveDraft({ ...draft, payment: PLAIN_PAYMENT }));
    expect(valueOf(await close())).toMatchObject({ countedVnd: 100_000 });
  });

  it('[MO6] that is closed is not gone on with; one left open is there to be closed, with its handover', async () => {
    await open();
    await take();
    expect(await listShiftsLeftOpen(bench.database, officerWithPin.officerId, bench.clock.today())).toEqual([]);
    bench.clock.advance(MS_PER_DAY);
    const today = bench.clock.today();
    expect(await listShiftsLeftOpen(bench.database, officerWithPin.officerId, today)).toEqual([session.shift]);
    const next = valueOf(await bench.workflows.signIn(officerWithPin.officerId, PIN));
    const count = { ...counted([100_000, 1], [20_000, 1], [2_000, 2]), handedOverTo: SECOND };
    valueOf(await bench.workflows.closeShift(next, session.shift.shiftId, count));
    expect(await listShiftsLeftOpen(bench.database, officerWithPin.officerId, today)).toEqual([]);
    valueOf(await bench.workflows.openShift(next, { floatVnd: 0, handedOverFrom: null }));
    valueOf(await bench.workflows.closeShift(next, next.shift.shiftId, counted()));
    const after = valueOf(await bench.workflows.signIn(officerWithPin.officerId, PIN));
    expect(after.shift.shiftId).not.toBe(next.shift.shiftId);
    expect(valueOf(await bench.workflows.beginNextShift(next)).shift).toEqual(after.shift);
  });
});

describe('the slip of a payment', () => {
  it('[MO10] is issued with the money and comes out after the receipt; asked for again it is a reprint', async () => {
    const { payment, dossier } = await take();
    await expect.poll(() => bench.host.printed.map(({ title }) => title)).toHaveLength(2);
    expect(bench.papers.drawn.map(({ content: { kind } }) => kind)).toEqual(['intakeReceipt', 'provisionalFeeSlip']);
    const print = () => bench.workflows.printFeePaper(session, payment.feePaymentId);
    expect(valueOf(await print())).toEqual({ copyNumber: 2 });
    const papers = (await bench.database.issuedDocuments.toArray()).map(({ content }) => content.kind).sort();
    expect(papers).toEqual(['intakeReceipt', 'provisionalFeeSlip']);
    expect(bench.papers.drawn.at(-1)?.content).toMatchObject({
      ...{ kind: 'provisionalFeeSlip', dossierCode: dossier.dossierCode, totalVnd: 24_000 },
    });
    const bare = { ...payment, feePaymentId: id(99) as FeePaymentId };
    delete (bare as { receiptNumber?: unknown }).receiptNumber;
    await bench.database.feePayments.add(bare);
    expect(codeOf(await bench.workflows.printFeePaper(session, bare.feePaymentId))).toBe('noFeePaperYet');
  });

  it('[MO10] waits to be asked for where each paper is a dialog', async () => {
    Object.assign(bench.host.capabilities, { silentPrint: false });
    const { payment } = await take();
    await expect.poll(() => bench.nudges).toBe(1);
    expect(bench.papers.drawn.map(({ content: { kind } }) => kind)).toEqual(['intakeReceipt']);
    const states = (await bench.database.printMarks.toArray()).map(({ state }) => state).sort();
    expect(states).toEqual(['onRequest', 'printed']);
    expect(valueOf(await bench.workflows.printFeePaper(session, payment.feePaymentId))).toEqual({ copyNumber: 1 });
  });

  it('[MO10] gives way to the picture of the official receipt once the province has made one', async () => {
    const { payment } = await take();
    await expect.poll(() => bench.host.printed.length).toBe(2);
    const receiptNumber = { kind: 'feeReceipt', formSymbol: 'EBL01', bookSerial: '26TAA', number: 7 } as const;
    const issued = { changeNumber: 1, receiptNumber, state: 'issued', issuedAt: payment.collectedAt } as const;
    await bench.database.feeReceiptStates.put({
      ...{ feePaymentId: payment.feePaymentId, found: null },
      issued: { ...issued, lookupUrl: 'https://vidu.invalid/bien-lai/x' },
    });
    expect(valueOf(await bench.workflows.printFeePaper(session, payment.feePaymentId))).toEqual({ copyNumber: 1 });
    expect(valueOf(await bench.workflows.printFeePaper(session, payment.feePaymentId))).toEqual({ copyNumber: 2 });
    const { content } = bench.papers.drawn.at(-1) ?? {};
    expect(v.is(feeReceiptSchema, content)).toBe(true);
    expect(content).toMatchObject({ series: '26TAA', receiptNumber: '0000007', totalVnd: 24_000 });
    expect(content).toMatchObject({ slipNumber: 'PTT 26-00000000 số 0000001' });
  });
});

describe('the shift on paper', () => {
  it('[MO11] says what its books say, before the closing as an interim report; copies are not counted', async () => {
    await open();
    await take();
    await expect.poll(() => bench.host.printed.length).toBe(2);
    const { shiftId } = session.shift;
    expect((await bench.workflows.printShiftReport(session, shiftId)).ok).toBe(true);
    expect(bench.papers.drawn.at(-1)?.content).toMatchObject({
      kind: 'shiftReport',
      closedAt: null,
      expectedVnd: 124_000,
    });
    valueOf(await bench.workflows.closeShift(session, shiftId, counted([100_000, 1], [20_000, 1], [2_000, 2])));
    expect((await bench.workflows.printShiftReport(session, shiftId)).ok).toBe(true);
    const { content } = bench.papers.drawn.at(-1) ?? {};
    expect(v.is(shiftReportSchema, content)).toBe(true);
    expect(content).toMatchObject({ countedVnd: 124_000, differenceVnd: 0, floatVnd: 100_000, handedOverTo: null });
    expect(await bench.database.prints.count()).toBe(2);
    expect(codeOf(await bench.workflows.printShiftReport(session, id(98) as typeof shiftId))).toBe('unknownShift');
  });
});
