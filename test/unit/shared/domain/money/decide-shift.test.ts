import { describe, expect, it } from 'vitest';
import {
  decideCloseShift,
  decideCorrectShift,
  decideMoveCash,
  decideOpenShift,
  type CloseShiftCommand,
} from '#shared/domain/money/decide-shift.ts';
import type { ShiftEntry } from '#shared/domain/money/shift-entry.ts';
import { codeOf, date, officer, valueOf } from '#test/unit/shared/domain/samples.ts';
import { APPROVED, book, entry, moneyCommand, opened, payment, REASON, SECOND, shift } from './money-samples.ts';

const paid = payment();

function closing(changes: Partial<CloseShiftCommand> = {}, entries: readonly ShiftEntry[] = [opened()]) {
  return {
    ...moneyCommand(book(entries, [paid])),
    counted: [
      { denominationVnd: 100_000, count: 1 },
      { denominationVnd: 50_000, count: 1 },
      { denominationVnd: 200, count: 0 },
    ],
    differenceReason: '',
    handedOverTo: null,
    unsettledCount: 0,
    ...changes,
  };
}
const closed = (): ShiftEntry => valueOf(decideCloseShift(closing())).entry;

describe('opening a shift', () => {
  it('keeps the float, once', () => {
    const command = { ...moneyCommand(book([], [paid])), floatVnd: 500_000, handedOverFrom: null };
    expect(valueOf(decideOpenShift(command)).entry).toMatchObject({ floatVnd: 500_000, shiftId: shift.shiftId });
    expect(codeOf(decideOpenShift({ ...command, ...moneyCommand(book([opened()])) }))).toBe('shiftAlreadyOpened');
    expect(codeOf(decideOpenShift({ ...command, ...moneyCommand(book([closed()])) }))).toBe('shiftClosed');
    expect(codeOf(decideOpenShift({ ...command, floatVnd: -1 }))).toBe('amountNegative');
    expect(codeOf(decideOpenShift({ ...command, floatVnd: 0.1 }))).toBe('amountNotWhole');
  });
});

describe('moving cash', () => {
  const move = { direction: 'out', purpose: 'bankDeposit', amountVnd: 150_000, reason: REASON } as const;
  const command = { ...moneyCommand(book([opened()], [paid])), move };

  it('[MO5] takes out no more than must be there, with a reason, in a shift that is open', () => {
    expect(valueOf(decideMoveCash(command)).entry).toMatchObject({ direction: 'out', amountVnd: 150_000 });
    expect(codeOf(decideMoveCash({ ...command, move: { ...move, amountVnd: 150_001 } }))).toBe('moreThanInDrawer');
    expect(codeOf(decideMoveCash({ ...command, move: { ...move, reason: '' } }))).toBe('reasonTooShort');
    expect(codeOf(decideMoveCash({ ...command, ...moneyCommand(book([])) }))).toBe('shiftNotOpened');
    expect(codeOf(decideMoveCash({ ...command, ...moneyCommand(book([opened(), closed()])) }))).toBe('shiftClosed');
  });
});

describe('closing a shift', () => {
  it('[MO5] keeps what was counted beside what must be there', () => {
    const { entry: kept, ledger } = valueOf(decideCloseShift(closing({ handedOverTo: SECOND })));
    expect(kept).toMatchObject({
      ...{ countedVnd: 150_000, differenceVnd: 0, differenceReason: null, handedOverTo: SECOND },
      totals: { floatVnd: 100_000, cashCollectedVnd: 50_000, expectedCashVnd: 150_000, paymentCount: 1 },
    });
    expect(kept.counted).toHaveLength(2);
    expect(ledger).toMatchObject({ kind: 'shiftClosed', facts: { countedVnd: 150_000, differenceVnd: 0 } });
  });

  it('[MO5] wants the reason of a difference, and changes nothing else for it', () => {
    const short = { counted: [{ denominationVnd: 100_000, count: 1 }] };
    expect(codeOf(decideCloseShift(closing(short)))).toBe('differenceReasonMissing');
    const kept = valueOf(decideCloseShift(closing({ ...short, differenceReason: ' Trả nhầm  tiền lẻ ' }))).entry;
    expect(kept).toMatchObject({ differenceVnd: -50_000, differenceReason: 'Trả nhầm tiền lẻ' });
    expect(kept.totals.expectedCashVnd).toBe(150_000);
  });

  it.each<readonly [string, Partial<CloseShiftCommand>]>([
    ['shiftHasUnsettled', { unsettledCount: 1 }],
    ['handedOverToSelf', { handedOverTo: officer.officerId }],
    ['notesMiscounted', { counted: [{ denominationVnd: 3_000, count: 1 }] }],
    ['notesMiscounted', { counted: [{ denominationVnd: 1_000, count: 1.5 }] }],
    ['notesMiscounted', { counted: [{ denominationVnd: 1_000, count: -1 }] }],
    [
      'notesMiscounted',
      {
        counted: [
          { denominationVnd: 1_000, count: 1 },
          { denominationVnd: 1_000, count: 2 },
        ],
      },
    ],
  ])('[MO6] is refused with %s', (code, changes) => {
    expect(codeOf(decideCloseShift(closing(changes)))).toBe(code);
  });

  it('[MO5] happens once, in a shift that was opened', () => {
    expect(codeOf(decideCloseShift(closing({}, [])))).toBe('shiftNotOpened');
    expect(codeOf(decideCloseShift(closing({}, [opened(), closed()])))).toBe('shiftClosed');
  });
});

describe('a late item of a closed shift', () => {
  const correction = { correctedOn: date('2026-11-20'), direction: 'in', amountVnd: 10_000, reason: REASON } as const;
  const command = { ...moneyCommand(book([opened(), closed()], [paid])), correction, approval: APPROVED };

  it('[MO5] is added with its own date and a second officer, and only once the shift is closed', () => {
    expect(valueOf(decideCorrectShift(command)).entry).toMatchObject({ ...correction, approvedBy: SECOND });
    const tried = (changes: Partial<typeof command>): string => codeOf(decideCorrectShift({ ...command, ...changes }));
    expect(tried(moneyCommand(book([opened()])))).toBe('shiftNotClosed');
    expect(tried({ approval: { ...APPROVED, isPinRight: false } })).toBe('wrongPin');
    const on = (day: string) => ({ correction: { ...correction, correctedOn: date(day) } as typeof correction });
    expect(tried(on('2026-11-19'))).toBe('correctionBeforeShift');
    expect(tried(on('2026-11-21'))).toBe('correctionInFuture');
  });

  it('[MO5] counts in the account after the closing, which stays as it was', () => {
    const late = entry('shiftCorrected', { ...correction, approvedBy: SECOND });
    const before = closed();
    const again = book([opened(), before, late], [paid]);
    expect(again.entries).toContain(before);
    const totals = decideCloseShift({ ...closing(), book: book([opened(), late], [paid]), differenceReason: 'x' });
    expect(valueOf(totals).entry.totals).toMatchObject({ cashCorrectedVnd: 10_000, expectedCashVnd: 160_000 });
  });
});
