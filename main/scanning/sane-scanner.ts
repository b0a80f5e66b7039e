import { rm } from 'node:fs/promises';
import type { IdSource, Scheduler } from '#shared/kernel/ports.ts';
import { createAskProgram, type AskProgram } from './ask-program.ts';
import { followRun } from './follow-run.ts';
import { createRunFolders, RESERVED_BYTES } from './run-folders.ts';
import { dpiOfRun, parseDeviceOptions, toDeviceArguments, type DeviceOptions } from './sane-options.ts';
import { DEVICE_FORMAT, judgeRun, parseScanners } from './sane-output.ts';
import { SaneRun } from './sane-run.ts';
import type { StartProgram } from './scan-program.ts';
import type { ScanFailureCode, Scanner, ScanSettings } from './scanner.ts';

export interface SaneOptions {
  readonly start: StartProgram;
  readonly scheduler: Scheduler;
  readonly ids: IdSource;
  /** Ours alone, for pages until they are taken; pages are personal data, so not a folder that others can read. */
  readonly folder: string;
  /** Bytes that may still be written on the disk of `folder`. */
  readonly freeBytes: () => Promise<number>;
  readonly limits?: Partial<ScanLimits>;
}

export interface ScanLimits {
  /** For the list of devices, and for the options of one. */
  readonly askMs: number;
  readonly silenceMs: number;
  readonly stopMs: number;
}

/** A page of A4 in colour at 600 dpi over a slow network takes about a minute. */
const LIMITS: ScanLimits = { askMs: 20_000, silenceMs: 120_000, stopMs: 3_000 };
/** A device that lets nothing be set is one all the same. */
const HAS_ANSWERED = /^All options specific to device/m;
const ANY_NUMBER = Number.POSITIVE_INFINITY;

/** Scanners of SANE, through its own program `scanimage`. Whether a device takes a second run is for its driver to say. */
export function createSaneScanner(options: SaneOptions): Scanner {
  const limits = { ...LIMITS, ...options.limits };
  const ask = createAskProgram(options.start, options.scheduler, limits.askMs);
  const findOptions = createOptionsBook(ask);
  const openFolder = createRunFolders(options.folder);

  const begin = async (settings: ScanSettings, isWanted: () => boolean): Promise<SaneRun | ScanFailureCode> => {
    const device = await findOptions(settings.scannerId);
    if (typeof device === 'string') return device;
    const args = toDeviceArguments(device, settings);
    if (!args.ok) return args.error.code;
    if ((await options.freeBytes()) < RESERVED_BYTES) return 'diskFull';
    const folder = await openFolder();
    if (!isWanted()) {
      await rm(folder, { recursive: true, force: true });
      return 'cancelled';
    }
    const plan = {
      ...{ folder, firstPage: settings.firstPage, runId: options.ids.next() },
      args: [`--device-name=${settings.scannerId}`, ...args.value],
      dpi: dpiOfRun(device, settings),
      maxPages: settings.source === 'flatbed' ? 1 : ANY_NUMBER,
    };
    return new SaneRun(plan, { ...limits, start: options.start, scheduler: options.scheduler });
  };

  return {
    async listScanners() {
      const answer = await ask([`--formatted-device-list=${DEVICE_FORMAT}`]);
      return answer === undefined ? [] : parseScanners(answer.stdout);
    },
    scan: (settings) =>
      // A folder that cannot be made is a disk that does not take pages.
      followRun(settings.firstPage, (isWanted) => begin(settings, isWanted).catch(() => 'diskFull' as const)),
  };
}

/** What each device can do, asked once: over a network the answer takes seconds. */
function createOptionsBook(ask: AskProgram): (scannerId: string) => Promise<DeviceOptions | ScanFailureCode> {
  const known = new Map<string, DeviceOptions>();
  return async (scannerId) => {
    const remembered = known.get(scannerId);
    if (remembered !== undefined) return remembered;
    const answer = await ask([`--device-name=${scannerId}`, '--all-options']);
    if (answer === undefined) return 'timedOut';
    const found = parseDeviceOptions(answer.stdout);
    if (HAS_ANSWERED.test(answer.stdout) || found.choices.size + found.ranges.size > 0) {
      known.set(scannerId, found);
      return found;
    }
    const reason = judgeRun({ stderr: answer.stderr, pages: 0, maxPages: ANY_NUMBER });
    return reason === 'busy' ? 'busy' : 'deviceGone';
  };
}
