import { pino, type Logger as Pino } from 'pino';
import type { Logger } from '#shared/kernel/ports.ts';

export type LogLevel = 'silent' | 'error' | 'warn' | 'info';

/** File descriptor of the standard error stream; standard output belongs to what the commands print. */
const STDERR = 2;
const FRAMES_KEPT = 4;

/** JSON lines on standard error. Serialisers reduce whatever is handed in to ids, codes and places in the program. */
export function createPino(level: LogLevel): Pino {
  const serializers = { err: describeDefect, error: describeDefect, req: () => undefined, res: () => undefined };
  return pino({ level, base: null, serializers }, pino.destination({ fd: STDERR, sync: true }));
}

/** The kernel's port over pino. */
export function toLogger(log: Pick<Pino, 'info' | 'warn' | 'error'>): Logger {
  return {
    info: (event, fields = {}) => log.info(fields, event),
    warn: (event, fields = {}) => log.warn(fields, event),
    error: (event, fields = {}) => log.error(fields, event),
  };
}

/**
 * Any caught value as what may be logged: its kind, its code and where it was thrown. Never its message, in which a
 * database or parser may have quoted what a citizen handed over.
 */
export function describeDefect(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'none';
  // A message of several lines may look like places itself: it goes first.
  const frames = (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  const at = frames.slice(0, FRAMES_KEPT).map((line) => line.trim());
  return { kind: error.name, code, at: at.join(' < ') };
}
