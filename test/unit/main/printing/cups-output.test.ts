import { describe, expect, it } from 'vitest';
import {
  parseJobId,
  parsePaperSizes,
  parsePrinters,
  parseWaitingJobs,
  toPrintErrorCode,
} from '#main/printing/cups-output.ts';

const LISTING = `system default destination: Quay_1
printer HP_Phong_2 disabled since Fri Nov 20 08:00:00 2026 -
\tPaused
printer Quay_1 is idle.  enabled since Fri Nov 20 08:00:00 2026
\tThe printer may not exist or is unavailable at this time.
printer Quay_2 now printing Quay_2-7.  enabled since Fri Nov 20 08:00:00 2026
\tPrinting.
printer Quay_3 now printing Quay_3-9.  enabled since Fri Nov 20 08:00:00 2026
\tThe printer may not exist or is unavailable at this time.
printer Quay_4 is idle.  enabled since Fri Nov 20 08:00:00 2026
HP_Phong_2 accepting requests since Fri Nov 20 08:00:00 2026
Quay_1 accepting requests since Fri Nov 20 08:00:00 2026
Quay_4 not accepting requests since Fri Nov 20 08:00:00 2026 -
\tRejecting Jobs
`;

describe('listing of printers', () => {
  it('tells the state of each: only a job that is stuck makes a stale reason count', () => {
    const states = parsePrinters(LISTING).map((printer) => [printer.printerId, printer.state]);
    expect(states).toEqual([
      ['HP_Phong_2', 'stopped'],
      ['Quay_1', 'ready'],
      ['Quay_2', 'busy'],
      ['Quay_3', 'stopped'],
      ['Quay_4', 'stopped'],
    ]);
  });

  it('marks the default printer and shows names with spaces', () => {
    const printers = parsePrinters(LISTING);
    expect(printers.filter((printer) => printer.isDefault).map((printer) => printer.name)).toEqual(['Quay 1']);
  });

  it.each(['', 'no system default destination\n', 'lpstat: No destinations added.\n', '\u0000\u0001'])(
    'finds no printer in %j',
    (text) => {
      expect(parsePrinters(text)).toEqual([]);
    },
  );
});

describe('answers of lp and lpstat', () => {
  it('names the job, also of a queue whose name ends in digits', () => {
    expect(parseJobId('request id is Quay-1-12 (0 file(s))\n')).toBe('Quay-1-12');
    expect(parseJobId('')).toBeUndefined();
  });

  it('lists the jobs that are not done', () => {
    const text = 'Quay1-4  root  1024  Sun Nov 22 12:39:08 2026\nQuay1-5  root  1024  Sun Nov 22 12:39:08 2026\n';
    expect(parseWaitingJobs(text)).toEqual(['Quay1-4', 'Quay1-5']);
  });

  it.each([
    ['lp: The printer or class does not exist.', 'noPrinter'],
    ['lp: Error - The printer or class does not exist.', 'noPrinter'],
    ['lp: Destination "Quay1" is not accepting jobs.', 'printerUnavailable'],
    ['lp: No space left on device', 'diskFull'],
    ['lp: Error - scheduler not responding.', 'spoolerFailed'],
    ['', 'spoolerFailed'],
  ])('reads %j as %s', (stderr, code) => {
    expect(toPrintErrorCode(stderr)).toBe(code);
  });
});

describe('paper sizes of a queue', () => {
  it.each([
    ['PageSize/Media Size: A4 *A5\nInputSlot/Media Source: Auto', ['A4', 'A5']],
    ['PageSize/Media Size: *A4.Fullbleed Letter 148x210mm', ['A4', 'A5']],
    ['PageSize/Media Size: *Letter A4 Legal', ['A4']],
    ['PageSize/Media Size: *Letter Legal', []],
  ])('reads %j', (text, sizes) => {
    expect([...(parsePaperSizes(text) ?? ['nothing'])].sort()).toEqual(sizes);
  });

  it('does not guess for a queue that does not say', () => {
    expect(parsePaperSizes('ColorModel/Output Mode: *Gray')).toBeUndefined();
  });
});
