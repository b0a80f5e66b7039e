import type { MoneyFacts } from '#sync/gateway/services/judge-money.ts';

/** What is known where no money has moved and no official receipts are made. */
export function newMoneyFacts(changes: Partial<MoneyFacts> = {}): MoneyFacts {
  return {
    feeReceipts: null,
    payments: new Map(),
    shiftEntryIds: new Set(),
    openedShifts: new Set(),
    closedShifts: new Set(),
    officers: new Map(),
    books: [],
    usedNumbers: new Set(),
    shiftBooks: new Map(),
    ...changes,
  };
}
