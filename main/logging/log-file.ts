import { appendFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Clock, LogFields, Logger } from '#shared/kernel/ports.ts';

export interface LogFileOptions {
  readonly folder: string;
  /** The file is rotated before a line would take it over this size. */
  readonly maxBytes: number;
  /** How many rotated files are kept besides the current one. */
  readonly keepFiles: number;
  readonly clock: Pick<Clock, 'now'>;
}

export interface LogFile extends Logger {
  /** Resolves when everything logged so far is in the file, or has failed to get there. */
  flush(): Promise<void>;
}

const FILE_NAME = 'app.log';
const MAX_FIELD_CHARACTERS = 200;
const MAX_FIELDS = 20;
/** A personal id number has 12 digits, the older one 9, a phone number 10: none of them belongs in a log. */
const PERSONAL_NUMBER = /(?<![\w-])\d{9,12}(?![\w-])/g;

/**
 * A size-capped log of JSON lines, written one after another. A log that cannot be written never stops the app: the
 * line is dropped.
 */
export function createLogFile(options: LogFileOptions): LogFile {
  let lastWrite: Promise<void> = Promise.resolve();
  const write = (level: string, event: string, fields: LogFields): void => {
    const line = `${JSON.stringify({ at: options.clock.now(), level, event: clean(event), ...cleanFields(fields) })}\n`;
    lastWrite = lastWrite.then(() => append(options, line)).catch(() => undefined);
  };
  return {
    info: (event, fields = {}) => {
      write('info', event, fields);
    },
    warn: (event, fields = {}) => {
      write('warn', event, fields);
    },
    error: (event, fields = {}) => {
      write('error', event, fields);
    },
    flush: () => lastWrite,
  };
}

async function append(options: LogFileOptions, line: string): Promise<void> {
  const file = path.join(options.folder, FILE_NAME);
  await mkdir(options.folder, { recursive: true });
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > 0 && size + Buffer.byteLength(line) > options.maxBytes) await rotate(options, file);
  await appendFile(file, line, { mode: 0o600 });
}

/** app.log → app.log.1 → app.log.2 …; the oldest goes. */
async function rotate(options: LogFileOptions, file: string): Promise<void> {
  await rm(`${file}.${String(options.keepFiles)}`, { force: true });
  for (let number = options.keepFiles - 1; number >= 1; number -= 1) {
    await rename(`${file}.${String(number)}`, `${file}.${String(number + 1)}`).catch(() => undefined);
  }
  if (options.keepFiles >= 1) await rename(file, `${file}.1`);
  else await rm(file, { force: true });
}

function cleanFields(fields: LogFields): Record<string, string | number | boolean> {
  const cleaned: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(fields).slice(0, MAX_FIELDS)) {
    if (value === undefined || name === 'at' || name === 'level' || name === 'event') continue;
    // Numbers are counts, sizes and durations; digits typed by a person are text.
    cleaned[clean(name)] = typeof value === 'string' ? clean(value) : value;
  }
  return cleaned;
}

function clean(text: string): string {
  return text.slice(0, MAX_FIELD_CHARACTERS).replace(PERSONAL_NUMBER, '#');
}
