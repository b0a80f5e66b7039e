import type { Instant, LocalDate } from './instant.ts';
import type { Sha256 } from './ids.ts';

/** The only source of time. */
export interface Clock {
  /** Current instant on the machine's clock; it may jump when the clock is set. */
  now(): Instant;
  /** Milliseconds from an arbitrary origin; never goes back. Use it for durations. */
  monotonic(): number;
  /** Today's date on Vietnam's clocks. */
  today(): LocalDate;
}

/** The only source of new identifiers. */
export interface IdSource {
  /** A fresh random UUID; the caller brands it. */
  next<Id extends string>(): Id;
}

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
}

/** Cancels the work it was returned for; calling it again, or after the work ran, does nothing. */
export type Cancel = () => void;

export interface Scheduler {
  /** Runs `work` once, `delayMs` or later from now. */
  after(delayMs: number, work: () => void): Cancel;
}

export interface Hasher {
  /** SHA-256 of the bytes. The view is only read. Large inputs are hashed off the calling thread where there is one. */
  sha256(bytes: Uint8Array | Blob): Promise<Sha256>;
}

/** Values that may be logged: codes, counts and ids. Names, numbers of people and typed text never are. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Logger {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
