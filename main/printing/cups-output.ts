import type { InstalledPrinter, PrintErrorCode } from './printer.ts';

const PRINTER_LINE = /^printer (\S+) (.*)$/;
const DEFAULT_LINE = /^system default destination: (\S+)$/;
const ACCEPTING_LINE = /^(\S+) (accepting|not accepting) requests/;
const OFF_MESSAGES = [
  /may not exist or is unavailable/i,
  /unable to (locate|connect)/i,
  /offline/i,
  /not responding/i,
].concat([/waiting for printer to become available/i, /is not connected/i, /unplugged or turned off/i]);

/** Reads the output of `lpstat -d -p -a` in the C locale. Lines it does not know are passed over. */
export function parsePrinters(text: string): readonly InstalledPrinter[] {
  const lines = text.split('\n');
  const defaultId = lines.map((line) => DEFAULT_LINE.exec(line)?.[1]).find((id) => id !== undefined);
  const refusing = new Set(
    lines.flatMap((line) => {
      const [, id, word] = ACCEPTING_LINE.exec(line) ?? [];
      return id !== undefined && word === 'not accepting' ? [id] : [];
    }),
  );
  return lines.flatMap((line, index) => {
    const [, printerId, status] = PRINTER_LINE.exec(line) ?? [];
    if (printerId === undefined || status === undefined) return [];
    const state = refusing.has(printerId) ? 'stopped' : stateOf(status, detailsAfter(lines, index));
    return [{ printerId, name: printerId.replaceAll('_', ' '), isDefault: printerId === defaultId, state }];
  });
}

/** A printer's line is followed by indented lines with the reason of its state. */
function detailsAfter(lines: readonly string[], index: number): string {
  const following = lines.slice(index + 1);
  const end = following.findIndex((line) => !/^\s/.test(line));
  return (end === -1 ? following : following.slice(0, end)).join('\n');
}

/** The reason counts only while a job is stuck: an idle queue may still show the reason of one long cancelled. */
function stateOf(status: string, details: string): InstalledPrinter['state'] {
  if (status.startsWith('disabled')) return 'stopped';
  if (status.startsWith('is idle')) return 'ready';
  if (!status.startsWith('now printing')) return 'unknown';
  return OFF_MESSAGES.some((message) => message.test(details)) ? 'stopped' : 'busy';
}

/** Reads the job's name out of `request id is Quay1-12 (1 file(s))`. */
export function parseJobId(stdout: string): string | undefined {
  return /request id is (\S+-\d+)/.exec(stdout)?.[1];
}

/** Job ids in the output of `lpstat -W not-completed -o`: the first word of each line. */
export function parseWaitingJobs(stdout: string): readonly string[] {
  return stdout.split('\n').flatMap((line) => {
    const id = /^(\S+-\d+)\s/.exec(line)?.[1];
    return id === undefined ? [] : [id];
  });
}

const SIZE_NAMES = {
  A5: /^(A5|iso_a5_148x210mm|148x210mm)(\.|$)/i,
  A4: /^(A4|iso_a4_210x297mm|210x297mm)(\.|$)/i,
} as const;

/**
 * Reads the paper sizes of a queue out of `lpoptions -l` (`PageSize/Media Size: A4 *A5 …`).
 * @returns `undefined` when the queue does not say (a raw queue)
 */
export function parsePaperSizes(stdout: string): ReadonlySet<'A5' | 'A4'> | undefined {
  const line = stdout.split('\n').find((candidate) => /^(PageSize|media)\//.test(candidate));
  if (line === undefined) return undefined;
  const names = line
    .slice(line.indexOf(':') + 1)
    .trim()
    .split(/\s+/)
    .map((name) => name.replace(/^\*/, ''));
  const sizes = (['A5', 'A4'] as const).filter((size) => names.some((name) => SIZE_NAMES[size].test(name)));
  return new Set(sizes);
}

/** What a failed `lp` means. */
export function toPrintErrorCode(stderr: string): PrintErrorCode {
  if (/printer or class does not exist|unknown destination|no such (printer|destination)/i.test(stderr)) {
    return 'noPrinter';
  }
  if (/not accepting jobs|not accepting requests/i.test(stderr)) return 'printerUnavailable';
  if (/no space left|too large for spool|disk full/i.test(stderr)) return 'diskFull';
  return 'spoolerFailed';
}
