import { describe, expect, it } from 'vitest';
import { judgeRun, parseScanners } from '#main/scanning/sane-output.ts';

const OUT = 'scanimage: sane_start: Document feeder out of documents\nBatch terminated';
const ANY = Number.POSITIVE_INFINITY;

describe('list of scanners', () => {
  it('names each by maker and model, and leaves cameras out', () => {
    const text =
      'airscan:e0:M 1\tBrother\tMFC-L2710DW \nv4l:/dev/video0\tNoname\tHD Webcam\ntest:0\tNoname\tfrontend-tester\n';
    expect(parseScanners(text)).toEqual([
      { scannerId: 'airscan:e0:M 1', name: 'Brother MFC-L2710DW' },
      { scannerId: 'test:0', name: 'frontend-tester' },
    ]);
  });

  it.each(['', '\n', 'No scanners were identified.\n', '\u0000\u0001'])('finds none in %j', (text) => {
    expect(parseScanners(text)).toEqual([]);
  });
});

describe('how a run ended', () => {
  it.each([
    ['paper out after pages', OUT, 3, ANY, 'done'],
    ['paper out at once', OUT, 0, ANY, 'noPaper'],
    ['the one page of the glass', '', 1, 1, 'done'],
    ['silence after pages', 'Scanned page 3. (scanner status = 5)', 3, ANY, 'ioError'],
    ['nothing at all', '', 0, 1, 'ioError'],
    ['a jam', 'scanimage: sane_read: Document feeder jammed', 2, ANY, 'jam'],
    ['a cover', 'scanimage: sane_start: Scanner cover is open', 2, ANY, 'coverOpen'],
    ['busy when opened', 'scanimage: open of device x:0 failed: Device busy', 0, ANY, 'busy'],
    ['gone', 'scanimage: open of device x:0 failed: Invalid argument', 0, ANY, 'deviceGone'],
    ['a broken line', 'scanimage: sane_read: Error during device I/O', 2, ANY, 'ioError'],
    ['a full disk', 'Output file write error --- out of disk space?', 2, ANY, 'diskFull'],
    ['an option refused', 'scanimage: setting of option --x failed (Invalid argument)', 0, ANY, 'ioError'],
  ] as const)('reads %s', (_what, stderr, pages, maxPages, outcome) => {
    expect(judgeRun({ stderr, pages, maxPages })).toBe(outcome);
  });
});
