import type { Journal, JournalOutcome } from './journal.ts';

/** What a page asks a journal that lives in a worker. */
export interface JournalCall {
  readonly callId: number;
  readonly method: keyof Journal;
  readonly args: readonly unknown[];
}

export interface JournalReply {
  readonly callId: number;
  readonly outcome: JournalOutcome<unknown>;
}
