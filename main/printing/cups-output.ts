import type { PrinterTrouble } from '#shared/kernel/printer-trouble.ts';
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

/** Keywords of `printer-state-reasons` (RFC 8011, PWG 5100.9) without their severity; the most severe trouble first. */
const TROUBLE_KEYWORDS: readonly (readonly [PrinterTrouble, readonly string[]])[] = [
  ['off', ['offline', 'shutdown', 'timed-out']],
  ['coverOpen', ['cover-open', 'door-open', 'interlock-open']],
  ['jam', ['media-jam']],
  ['outOfPaper', ['media-empty', 'media-needed', 'input-tray-missing']],
  ['outOfToner', ['toner-empty', 'marker-supply-empty', 'developer-empty']],
  ['tonerLow', ['toner-low', 'marker-supply-low', 'developer-low']],
];

/** A printer as `lpstat -l -p` tells it. */
export interface ListedPrinter extends InstalledPrinter {
  /** The job that is being printed. */
  readonly currentJobId: string | null;
}

/** Reads the output of `lpstat -l -d -a -p` in the C locale. Lines it does not know are passed over. */
export function parsePrinters(text: string): readonly ListedPrinter[] {
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
    const details = detailsAfter(lines, index);
    const condition = refusing.has(printerId) ? STOPPED_BY_REFUSING : conditionOf(status, details);
    const name = details.description === '' ? printerId.replaceAll('_', ' ') : details.description;
    const currentJobId = /^now printing (\S+-\d+)\./.exec(status)?.[1] ?? null;
    return [{ printerId, name, isDefault: printerId === defaultId, ...condition, currentJobId }];
  });
}

type Condition = Pick<InstalledPrinter, 'state' | 'trouble'>;
const STOPPED_BY_REFUSING: Condition = { state: 'stopped', trouble: 'refusing' };

interface Details {
  readonly message: string;
  readonly alerts: readonly string[];
  readonly description: string;
}

/** A printer's line is followed by indented lines: what it says of itself, then its fields. */
function detailsAfter(lines: readonly string[], index: number): Details {
  const following = lines.slice(index + 1);
  const end = following.findIndex((line) => !/^\s/.test(line));
  const own = (end === -1 ? following : following.slice(0, end)).map((line) => line.trim());
  const fields = own.findIndex((line) => line.startsWith('Form mounted:'));
  const field = (name: string): string =>
    own
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2)
      .trim() ?? '';
  return {
    message: (fields === -1 ? own : own.slice(0, fields)).join('\n'),
    alerts: field('Alerts').split(/\s+/),
    description: field('Description'),
  };
}

/** That it is off counts only while a job is stuck: an idle queue may still show the reason of one long cancelled. */
function conditionOf(status: string, details: Details): Condition {
  if (status.startsWith('disabled')) return { state: 'stopped', trouble: 'paused' };
  const trouble = toTrouble(details.alerts);
  if (status.startsWith('is idle')) return { state: 'ready', trouble: trouble === 'off' ? null : trouble };
  if (!status.startsWith('now printing')) return { state: 'unknown', trouble };
  const isOff = trouble === 'off' || OFF_MESSAGES.some((message) => message.test(details.message));
  return isOff ? { state: 'stopped', trouble: 'off' } : { state: 'busy', trouble };
}

/** The most severe trouble among keywords such as `media-jam-warning`. */
export function toTrouble(alerts: readonly string[]): PrinterTrouble | null {
  const keywords = new Set(alerts.map((alert) => alert.replace(/-(error|warning|report)$/, '')));
  return TROUBLE_KEYWORDS.find(([, names]) => names.some((name) => keywords.has(name)))?.[0] ?? null;
}

/** Reads the job's name out of `request id is Quay1-12 (1 file(s))`. */
export function parseJobId(stdout: string): string | undefined {
  return /request id is (\S+-\d+)/.exec(stdout)?.[1];
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
