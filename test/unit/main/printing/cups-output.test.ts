import { describe, expect, it } from 'vitest';
import { parseJobId, parsePaperSizes, parsePrinters, toPrintErrorCode } from '#main/printing/cups-output.ts';

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

/** As `lpstat -l -p` tells it. */
const LONG = (status: string, alerts: string, description = '') => `printer Quay_1 ${status}  enabled since x
\tPrinting.
\tForm mounted:
\tContent types: any
\tDescription: ${description}
\tAlerts: ${alerts}
\tLocation: offline
\tUsers allowed:
\t\t(all)
`;

describe('listing of printers', () => {
  it('tells the state of each: only a job that is stuck makes a stale reason count', () => {
    const states = parsePrinters(LISTING).map(({ printerId, state, trouble, currentJobId }) => [
      printerId,
      state,
      trouble,
      currentJobId,
    ]);
    expect(states).toEqual([
      ['HP_Phong_2', 'stopped', 'paused', null],
      ['Quay_1', 'ready', null, null],
      ['Quay_2', 'busy', null, 'Quay_2-7'],
      ['Quay_3', 'stopped', 'off', 'Quay_3-9'],
      ['Quay_4', 'stopped', 'refusing', null],
    ]);
  });

  it.each([
    ['is idle.', 'none', 'ready', null],
    ['is idle.', 'offline-report', 'ready', null],
    ['is idle.', 'media-jam-report', 'ready', 'jam'],
    ['now printing Quay_1-3.', 'cups-waiting-for-job-completed media-empty-warning', 'busy', 'outOfPaper'],
    ['now printing Quay_1-3.', 'media-needed-error door-open-error', 'busy', 'coverOpen'],
    ['now printing Quay_1-3.', 'marker-supply-low-report', 'busy', 'tonerLow'],
    ['now printing Quay_1-3.', 'toner-empty-error media-jam', 'busy', 'jam'],
    ['now printing Quay_1-3.', 'offline-report', 'stopped', 'off'],
    ['does something new.', 'none', 'unknown', null],
  ])('[PN1] reads what a printer complains of: %s %s', (status, alerts, state, trouble) => {
    expect(parsePrinters(LONG(status, alerts))).toMatchObject([{ state, trouble }]);
  });

  it('calls a printer what its owner calls it', () => {
    expect(parsePrinters(LONG('is idle.', 'none', 'Máy in quầy 1'))[0]?.name).toBe('Máy in quầy 1');
    expect(parsePrinters(LONG('is idle.', 'none'))[0]?.name).toBe('Quay 1');
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
