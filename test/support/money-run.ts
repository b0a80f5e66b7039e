import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { FeeReceiptBook } from '#shared/domain/money/fee-receipt-book.ts';
import type { FeeReceiptNumber } from '#shared/domain/money/fee-receipt-number.ts';
import type { FeePaymentId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { FeeReceiptBookResponse, ItemOutcome } from '#sync/protocol/messages.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { newId, parse, type TestStation } from './gateway-station.ts';
import { MoneyCounter } from './money-counter.ts';

/** What may happen at a counter. Choices that nothing is there for are passed over. */
export type MoneyStep = 'paySlip' | 'payLeased' | 'claim' | 'confirm' | 'refund' | 'void' | 'replace' | 'voidOlder';

/** A payment of which something is left. */
export interface Standing {
  readonly payment: FeePayment;
  leftVnd: number;
  isConfirmed: boolean;
}

/** A number of attempts that no outage of a test comes near. */
const MAX_TRIES = 20;

/** Sends until there is an answer, as a station does. */
export async function sendUntilAnswered(
  station: TestStation,
  operations: readonly Operation[],
): Promise<readonly ItemOutcome[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await station.send(operations);
    } catch (error) {
      if (tries === MAX_TRIES) throw error;
    }
  }
}

/** A counter at work, shift after shift, that remembers what must have become of every payment. */
export class WorkingCounter {
  readonly station: TestStation;
  /** What the receipt of a payment must be; a payment that is not here has none. */
  readonly receipts = new Map<FeePaymentId, 'issued' | 'replaced' | 'voided'>();
  readonly #now: () => Instant;
  readonly #numbers: FeeReceiptNumber[] = [];
  /** Payments of earlier shifts, of either counter. */
  readonly #older: Standing[];
  #standing: Standing[] = [];
  #counter: MoneyCounter;

  constructor(station: TestStation, now: () => Instant, older: Standing[]) {
    this.station = station;
    this.#now = now;
    this.#older = older;
    this.#counter = new MoneyCounter(station, now);
  }

  /** Leases a book when there are fewer numbers left than a batch may need. */
  async stock(extra: number): Promise<void> {
    if (this.#numbers.length >= 10) return;
    const body = { requestId: newId(), year: 2026, size: 10 + extra };
    const answer = await this.station.call({ method: 'POST', url: '/v1/fee-receipt-books', body });
    const { book } = parse<FeeReceiptBookResponse>(answer, 200);
    this.#numbers.push(...numbersOf(book));
  }

  /** Opens the shift with enough in the drawer for whatever is given back. */
  open(): Operation {
    return this.#counter.record(this.#counter.entry('shiftOpened', { floatVnd: 1_000_000, handedOverFrom: null }));
  }

  /** The operations of one step; none when there is nothing to take it with. */
  take(step: MoneyStep, choice: number): Operation[] {
    const amountVnd = 1_000 * (1 + (choice % 50));
    const counter = this.#counter;
    const settled = this.#standing.filter(({ leftVnd, isConfirmed }) => leftVnd > 0 && isConfirmed);
    const one = settled[choice % Math.max(settled.length, 1)];
    switch (step) {
      case 'paySlip':
        return [this.#collect(counter.payment(amountVnd))];
      case 'payLeased':
        return [this.#collect(counter.payment(amountVnd, { receiptNumber: this.#numbers.shift() }))];
      case 'claim':
        return [this.#collect(counter.payment(amountVnd, { means: 'bankTransfer' }))];
      case 'confirm':
        return this.#confirm(choice);
      case 'refund':
        if (one === undefined) return [];
        one.leftVnd -= 1_000;
        return [counter.refund(one.payment, 1_000)];
      case 'void':
        return one === undefined ? [] : [this.#void(one)];
      case 'replace': {
        if (one === undefined) return [];
        const instead = counter.payment(amountVnd, { replaces: one.payment.feePaymentId });
        const voided = this.#void(one, instead.feePaymentId);
        this.receipts.set(one.payment.feePaymentId, 'replaced');
        return [voided, this.#collect(instead)];
      }
      case 'voidOlder': {
        const older = this.#older.shift();
        return older === undefined ? [] : [this.#void(older)];
      }
    }
  }

  /** Closes the shift with the counter's own account, and begins the next one. */
  close(): Operation {
    const closing = this.#counter.close();
    this.#older.push(...this.#standing.filter(({ leftVnd, isConfirmed }) => leftVnd > 0 && isConfirmed));
    this.#standing = [];
    this.#counter = new MoneyCounter(this.station, this.#now);
    return closing;
  }

  #collect(payment: FeePayment): Operation {
    const { feePaymentId, amountVnd: leftVnd, means } = payment;
    const isConfirmed = means === 'cash';
    this.#standing.push({ payment, leftVnd, isConfirmed });
    if (isConfirmed) this.receipts.set(feePaymentId, 'issued');
    return this.#counter.collect(payment);
  }

  #confirm(choice: number): Operation[] {
    const claimed = this.#standing.find(({ isConfirmed }) => !isConfirmed);
    if (claimed === undefined) return [];
    claimed.isConfirmed = true;
    this.receipts.set(claimed.payment.feePaymentId, 'issued');
    // With a number of a book, or without one: then the gateway gives it.
    const receiptNumber = choice % 2 === 0 ? this.#numbers.shift() : undefined;
    return [this.#counter.confirm(claimed.payment, { receiptNumber })];
  }

  #void(standing: Standing, replacedBy: FeePaymentId | null = null): Operation {
    const { payment, leftVnd: amountVnd } = standing;
    standing.leftVnd = 0;
    this.receipts.set(payment.feePaymentId, 'voided');
    return this.#counter.void(payment, { amountVnd, replacedBy });
  }
}

function numbersOf({ formSymbol, bookSerial, from, to }: FeeReceiptBook): FeeReceiptNumber[] {
  return Array.from({ length: to - from + 1 }, (_, place) => ({
    ...{ kind: 'feeReceipt', formSymbol, bookSerial, number: from + place },
  }));
}
