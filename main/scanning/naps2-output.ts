import type { InstalledScanner, ScanFailureCode, ScanSettings } from './scanner.ts';

/** Ways to a device, the one that needs no software of its maker's first. */
export const NAPS2_DRIVERS = ['wia', 'twain', 'escl'] as const;
export type Naps2Driver = (typeof NAPS2_DRIVERS)[number];

/** What it says instead of devices begins so, or ends like a sentence. */
const NO_DEVICE = /\.$|^(usage|error)\b/i;

/** `NAPS2.Console --listdevices`: one name a line. The driver is part of the id: a device may be there by several. */
export function parseNaps2Devices(stdout: string, driver: Naps2Driver): readonly InstalledScanner[] {
  const names = stdout.split('\n').map((line) => line.trim());
  return names
    .filter((name) => name !== '' && !NO_DEVICE.test(name))
    .map((name) => ({ scannerId: `${driver}:${name}`, name: `${name} (${driver.toUpperCase()})` }));
}

const SOURCES = { flatbed: 'glass', feeder: 'feeder', duplex: 'duplex' } as const;

/** `undefined` for an id that is not one of ours. @param output the files of the pages, with its placeholder */
export function toNaps2Arguments(settings: ScanSettings, output: string): readonly string[] | undefined {
  const at = settings.scannerId.indexOf(':');
  const driver = NAPS2_DRIVERS.find((name) => name === settings.scannerId.slice(0, at));
  if (driver === undefined) return undefined;
  return [
    ...['--noprofile', '--driver', driver, '--device', settings.scannerId.slice(at + 1)],
    ...['--source', SOURCES[settings.source], '--pagesize', settings.paperSize.toLowerCase()],
    ...['--dpi', String(settings.dpi), '--bitdepth', settings.colourMode === 'colour' ? 'color' : 'gray'],
    ...['--jpegquality', '75', '--force', '--output', output],
  ];
}

/** Texts of NAPS2's own errors in English; in another language they are not known and the advice is general. */
const MESSAGES: readonly (readonly [RegExp, ScanFailureCode])[] = [
  [/paper jam/i, 'jam'],
  [/cover is open/i, 'coverOpen'],
  [/is busy|warming up/i, 'busy'],
  [/could not be found|no scanning device|is offline|was interrupted/i, 'deviceGone'],
  [/does not support using|driver is not supported|option was not valid/i, 'notSupported'],
];
const OUT_OF_PAPER = /no pages are in the feeder|no scanned pages to export/i;

/**
 * How a run ended. The program says nothing at all when everything went well, so anything it says is an error; pages that
 * came before it are there all the same.
 */
export function judgeNaps2Run(said: string, pages: number): 'done' | ScanFailureCode {
  const failure = MESSAGES.find(([message]) => message.test(said))?.[1];
  if (failure !== undefined) return failure;
  if (OUT_OF_PAPER.test(said) || said.trim() === '') return pages > 0 ? 'done' : 'noPaper';
  return 'ioError';
}
