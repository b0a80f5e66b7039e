import { describe, expect, it } from 'vitest';
import { dpiOfRun, parseDeviceOptions, toDeviceArguments } from '#main/scanning/sane-options.ts';
import type { ScanSettings } from '#main/scanning/scanner.ts';

const settings = (change: Partial<ScanSettings> = {}): ScanSettings => ({
  ...{ scannerId: 'x:0', source: 'flatbed', colourMode: 'colour', dpi: 200, paperSize: 'A4', firstPage: 1 },
  ...change,
});

/** In the form in which `scanimage --all-options` lists them. */
const MULTIFUNCTION = `
All options specific to device \`airscan:e0:Maker M1':
  Standard:
    --resolution 100|150|300|600dpi [300]
        Sets the resolution of the scanned image.
    --mode Lineart|Gray|Color [Color]
        Selects the scan mode (e.g., lineart, monochrome, or color).
    --source Flatbed|ADF|ADF Duplex [Flatbed]
        Selects the scan source (such as a document-feeder).
  Geometry:
    -l 0..215.9mm (in steps of 0.1) [0]
        Top-left x position of scan area.
    -x 0..215.9mm (in steps of 0.1) [215.9]
        Width of scan-area.
    -y 0..296.9mm (in steps of 0.1) [296.9]
        Height of scan-area.
  Enhancement:
    --threshold 0..255 (in steps of 1) [inactive]
        Select minimum-brightness to get a white point
`;
const SHEET_FED = `
    --source ADF Front|ADF Back|ADF Duplex [ADF Front]
    --mode Gray|24bit Color[Fast] [Gray]
    --resolution 50..600dpi (in steps of 1) [600]
    --page-width 2.5..221.1mm (in steps of 0.02) [215.8]
    --page-height 2.5..876.6mm (in steps of 0.02) [279.3]
    -x 0..215.8mm (in steps of 0.02) [215.8]
    -y 0..279.3mm (in steps of 0.02) [279.3] [advanced]
`;
const SWITCHED = `
    --source FB|Automatic Document Feeder(left aligned) [FB]
    --duplex[=(yes|no)] [no]
    --resolution 300dpi [300]
`;

const argumentsFor = (text: string, change: Partial<ScanSettings> = {}) =>
  toDeviceArguments(parseDeviceOptions(text), settings(change));
const NOT_SUPPORTED = { ok: false, error: { code: 'notSupported' } };

describe('what a device can do', () => {
  it('takes the next higher resolution, the colour mode, and A4 on a glass a hair too short', () => {
    expect(argumentsFor(MULTIFUNCTION)).toEqual({
      ok: true,
      value: ['--source=Flatbed', '--mode=Color', '--resolution=300', '-x', '210', '-y', '296.9'],
    });
  });

  it.each<[string, string, Partial<ScanSettings>, readonly string[]]>([
    ['a feeder', MULTIFUNCTION, { source: 'feeder' }, ['--source=ADF']],
    ['both sides by source', MULTIFUNCTION, { source: 'duplex' }, ['--source=ADF Duplex']],
    ['front side of a sheet-fed scanner', SHEET_FED, { source: 'feeder', paperSize: 'A5' }, ['--source=ADF Front']],
    ['both sides by switch', SWITCHED, { source: 'duplex' }, ['--duplex=yes']],
    ['grey', MULTIFUNCTION, { colourMode: 'grey' }, ['--mode=Gray']],
    ['colour under another name', SHEET_FED, { source: 'feeder', paperSize: 'A5' }, ['--mode=24bit Color[Fast]']],
    ['the size of the paper', SHEET_FED, { source: 'feeder', paperSize: 'A5' }, ['--page-height=210']],
    ['a higher resolution', SHEET_FED, { source: 'feeder', paperSize: 'A5', dpi: 400 }, ['--resolution=400']],
    ['the only resolution', SWITCHED, { source: 'duplex' }, ['--resolution=300']],
  ])('finds %s', (_what, text, change, expected) => {
    const found = argumentsFor(text, change);
    expect(found.ok ? found.value : []).toEqual(expect.arrayContaining([...expected]));
  });

  it.each<[string, string, Partial<ScanSettings>]>([
    ['a glass on a sheet-fed scanner', SHEET_FED, { source: 'flatbed' }],
    ['A4 where only 279 mm are scanned', SHEET_FED, { source: 'feeder' }],
    ['more dots than there are', MULTIFUNCTION, { dpi: 1_200 }],
    ['fewer dots than asked for', '    --resolution 75|100|150dpi [75]', {}],
    ['colour on a grey scanner', '    --mode Lineart|Gray [Gray]\n    --resolution 300dpi [300]', {}],
    ['a feeder on a scanner with nothing to choose from', '    --resolution 300dpi [300]', { source: 'feeder' }],
    ['both sides on a one-sided feeder', '    --source Flatbed|ADF [ADF]', { source: 'duplex' }],
    ['a fixed resolution that is too low', '    --resolution <int> [100] [read-only]', {}],
  ])('refuses %s', (_what, text, change) => {
    expect(argumentsFor(text, change)).toEqual(NOT_SUPPORTED);
  });

  it('leaves out options that are inactive', () => {
    expect(parseDeviceOptions(MULTIFUNCTION).ranges.has('--threshold')).toBe(false);
  });

  it.each<[string, string, readonly string[], number | null]>([
    ['that lets nothing be set', '', [], null],
    ['whose resolution is inactive', '    --resolution 300dpi [inactive]', [], null],
    ['that says its resolution only', '    --resolution <int> [300] [read-only]', [], 300],
    ['that takes any number', '    --resolution <int> [75]', ['--resolution=200'], 200],
    ['with empty steps', '    --resolution auto||75|240|300dpi [75]', ['--resolution=240'], 240],
    ['with a range', '    --resolution 50..600dpi (in steps of 1) [600]', ['--resolution=200'], 200],
  ])('scans with a device %s, and knows of the resolution what can be known', (_what, text, args, dpi) => {
    expect(argumentsFor(text)).toEqual({ ok: true, value: args });
    expect(dpiOfRun(parseDeviceOptions(text), settings())).toBe(dpi);
  });
});
