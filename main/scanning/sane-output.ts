import type { InstalledScanner, ScanFailureCode } from './scanner.ts';

/** For `scanimage --formatted-device-list`: one device a line, id, maker and model between tabs. */
export const DEVICE_FORMAT = '%d\t%v\t%m%n';

/** Cameras that SANE offers as scanners: they have a place of their own in the app. */
const NO_SCANNER = /^v4l:/;

export function parseScanners(stdout: string): readonly InstalledScanner[] {
  return stdout.split('\n').flatMap((line) => {
    const [scannerId, maker, model] = line.split('\t');
    if (scannerId === undefined || scannerId === '' || model === undefined || NO_SCANNER.test(scannerId)) return [];
    const name = [maker === 'Noname' ? '' : maker, model.trim()].join(' ').trim();
    return [{ scannerId, name: name === '' ? scannerId : name }];
  });
}

/** What the program says when it stops (SANE's texts of `SANE_Status` in the C locale), the first that is found. */
const MESSAGES: readonly (readonly [RegExp, ScanFailureCode])[] = [
  [/feeder jammed/i, 'jam'],
  [/cover is open/i, 'coverOpen'],
  [/device busy/i, 'busy'],
  [/out of disk space|no space left|disk quota|file too large/i, 'diskFull'],
  [/open of device .* failed|no such device|access to resource has been denied/i, 'deviceGone'],
  [/error during device i\/o|invalid argument|out of memory|not supported|cancell?ed/i, 'ioError'],
];
const OUT_OF_PAPER = /out of documents/i;

export interface RunFacts {
  readonly stderr: string;
  /** Whole pages that came out. */
  readonly pages: number;
  /** Pages that a run may give at most: 1 on the glass. */
  readonly maxPages: number;
}

/** Whether the program has said why it stops; after that it has nothing left to do. */
export function hasSaidWhy(stderr: string): boolean {
  return OUT_OF_PAPER.test(stderr) || MESSAGES.some(([message]) => message.test(stderr));
}

/**
 * How a run ended, by what came out and what was said. The exit code has no part in it: it is often 0 after a jam
 * (docs/adr/0020). A feeder's run is done only when it said that the paper is out.
 */
export function judgeRun({ stderr, pages, maxPages }: RunFacts): 'done' | ScanFailureCode {
  const failure = MESSAGES.find(([message]) => message.test(stderr))?.[1];
  if (failure !== undefined) return failure;
  if (pages >= maxPages) return 'done';
  if (!OUT_OF_PAPER.test(stderr)) return 'ioError';
  return pages > 0 ? 'done' : 'noPaper';
}
