import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideCollectFee } from '#shared/domain/money/decide-collect-fee.ts';
import { decideRefundFee, decideVoidFeeReceipt } from '#shared/domain/money/decide-return-fee.ts';
import { decideCloseShift, decideMoveCash, decideOpenShift, totalsOf } from '#shared/domain/money/decide-shift.ts';
import { standingOf } from '#shared/domain/money/fee-balance.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { ShiftBook } from '#shared/domain/money/money-command.ts';
import type { ShiftEntry } from '#shared/domain/money/shift-entry.ts';
import type { FeePaymentId } from '#shared/kernel/ids.ts';
import {
  APPROVED,
  book,
  CASH,
  collectCommand,
  moneyCommand,
  owingDossier,
  REASON,
} from '#test/unit/shared/domain/money/money-samples.ts';
import { id } from '#test/unit/shared/domain/samples.ts';

const amount = fc.oneof(fc.integer({ min: -5, max: 60_000 }), fc.constantFrom(0, 50_000, 20_000));
const means = fc.constantFrom('cash' as const, 'bankTransfer' as const);
const step = fc.oneof(
  fc.record({ kind: fc.constant('collect' as const), amount: fc.option(amount, { nil: null }), means }),
  fc.record({ kind: fc.constant('void' as const), at: fc.nat(5) }),
  fc.record({ kind: fc.constant('refund' as const), at: fc.nat(5), amount, means }),
  fc.record({ kind: fc.constant('move' as const), amount, direction: fc.constantFrom('in' as const, 'out' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** A drawer with real notes in it, and the books beside it. */
interface Desk {
  readonly payments: FeePayment[];
  readonly entries: ShiftEntry[];
  cashVnd: number;
  next: number;
}

function take(desk: Desk, one: Step): void {
  const shiftBook: ShiftBook = book(desk.entries, desk.payments);
  const command = moneyCommand(shiftBook);
  if (one.kind === 'collect') {
    desk.next += 1;
    const ids = { ...collectCommand().ids, feePaymentId: id(desk.next) as FeePaymentId };
    const history = { payments: desk.payments, entries: desk.entries, onlineVnd: 0 };
    const taking = { ...CASH, means: one.means, amountVnd: one.amount };
    const taken = decideCollectFee(collectCommand(taking, { ids, history }));
    if (!taken.ok) return;
    desk.payments.push(taken.value.payment);
    if (one.means === 'cash') desk.cashVnd += taken.value.payment.amountVnd;
    return;
  }
  if (one.kind === 'move') {
    const { direction, amount: amountVnd } = one;
    const moved = decideMoveCash({ ...command, move: { direction, purpose: 'other', amountVnd, reason: REASON } });
    if (!moved.ok) return;
    desk.entries.push(moved.value.entry);
    desk.cashVnd += direction === 'in' ? amountVnd : -amountVnd;
    return;
  }
  const payment = desk.payments[one.at];
  if (payment === undefined) return;
  const about = { ...command, payment, entriesOfPayment: desk.entries, reason: REASON, approval: APPROVED };
  const returned =
    one.kind === 'void'
      ? decideVoidFeeReceipt({ ...about, replacement: null })
      : decideRefundFee({ ...about, amountVnd: one.amount, means: one.means });
  if (!returned.ok) return;
  desk.entries.push(returned.value.entry);
  if (returned.value.entry.means === 'cash') desk.cashVnd -= returned.value.entry.amountVnd;
}

describe('money at the counter', () => {
  it('[MO2] [MO3] [MO5] adds up for any sequence: the drawer, what is paid, and what goes back', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.array(step, { maxLength: 14 }), (floatVnd, steps) => {
        const opening = decideOpenShift({ ...moneyCommand(book()), floatVnd, handedOverFrom: null });
        if (!opening.ok) throw new Error(opening.error.code);
        const desk: Desk = { payments: [], entries: [opening.value.entry], cashVnd: floatVnd, next: 100 };
        for (const one of steps) {
          take(desk, one);
          expect(totalsOf(book(desk.entries, desk.payments)).expectedCashVnd).toBe(desk.cashVnd);
          expect(desk.cashVnd).toBeGreaterThanOrEqual(0);
        }
        const standings = desk.payments.map((payment) => standingOf(payment, desk.entries));
        const paid = standings.filter(({ isVoided }) => !isVoided).map(({ payment }) => payment.amountVnd);
        expect(paid.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(owingDossier.feeTotalVnd);
        for (const { payment, refundedVnd, leftVnd } of standings) {
          expect(leftVnd).toBeGreaterThanOrEqual(0);
          expect(refundedVnd).toBeLessThanOrEqual(payment.amountVnd);
          expect(payment.feeItems.reduce((sum, item) => sum + item.amountVnd, 0)).toBe(payment.amountVnd);
        }
        const closed = decideCloseShift({
          ...{ ...moneyCommand(book(desk.entries, desk.payments)), counted: [], differenceReason: 'x' },
          ...{ handedOverTo: null, unsettledCount: 0 },
        });
        expect(closed).toMatchObject({ ok: true, value: { entry: { differenceVnd: 0 - desk.cashVnd } } });
      }),
    );
  });
});
