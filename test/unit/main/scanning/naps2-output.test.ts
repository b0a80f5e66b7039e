import { describe, expect, it } from 'vitest';
import type { ScanSettings } from '#main/scanning/scanner.ts';
import { judgeNaps2Run, parseNaps2Devices, toNaps2Arguments } from '#main/scanning/naps2-output.ts';

describe('NAPS2: devices', () => {
  it('have one line each, and an id that says by which driver they are reached', () => {
    expect(parseNaps2Devices('Brother MFC-7470D\r\nCanon DR-C225: quầy 2\r\n', 'wia')).toEqual([
      { scannerId: 'wia:Brother MFC-7470D', name: 'Brother MFC-7470D (WIA)' },
      { scannerId: 'wia:Canon DR-C225: quầy 2', name: 'Canon DR-C225: quầy 2 (WIA)' },
    ]);
  });

  it('are none when it says that there is none', () => {
    expect(parseNaps2Devices('No scanning device was found.\n', 'twain')).toEqual([]);
  });
});

describe('NAPS2: a run', () => {
  const settings: ScanSettings = {
    ...{ scannerId: 'escl:Canon: 2', source: 'duplex', colourMode: 'grey', dpi: 300, paperSize: 'A5', firstPage: 1 },
  };

  it('names driver, device, source, size, resolution and colour', () => {
    const args = toNaps2Arguments(settings, 'C:\\quet\\p$(nnnn).jpg') ?? [];
    expect(args.join(' ')).toBe(
      '--noprofile --driver escl --device Canon: 2 --source duplex --pagesize a5 --dpi 300 --bitdepth gray ' +
        '--jpegquality 75 --force --output C:\\quet\\p$(nnnn).jpg',
    );
  });

  it('is none for a device of another program', () => {
    expect(toNaps2Arguments({ ...settings, scannerId: 'airscan:e0:Canon' }, 'p.jpg')).toBeUndefined();
    expect(toNaps2Arguments({ ...settings, scannerId: 'Canon' }, 'p.jpg')).toBeUndefined();
  });

  it.each([
    ['', 3, 'done'],
    ['', 0, 'noPaper'],
    ['No pages are in the feeder.', 0, 'noPaper'],
    ['No scanned pages to export.', 0, 'noPaper'],
    ['The scanner has a paper jam.', 2, 'jam'],
    ["The scanner's cover is open.", 0, 'coverOpen'],
    ['The selected scanner is busy.', 0, 'busy'],
    ['The scanner is warming up.', 0, 'busy'],
    ['The selected scanner is offline.', 0, 'deviceGone'],
    ['The selected scanner could not be found.', 0, 'deviceGone'],
    ['Communication with the scanning device was interrupted.', 4, 'deviceGone'],
    ['The selected scanner does not support using a feeder.', 0, 'notSupported'],
    ['Máy quét bị kẹt giấy.', 2, 'ioError'],
    ['An unexpected error occurred.', 0, 'ioError'],
  ])('that said “%s” after %d pages is %s', (said, pages, outcome) => {
    expect(judgeNaps2Run(said, pages)).toBe(outcome);
  });
});
