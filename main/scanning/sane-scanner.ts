import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { IdSource, Scheduler } from '#shared/kernel/ports.ts';
import { dpiOfRun, parseDeviceOptions, toDeviceArguments, type DeviceOptions } from './sane-options.ts';
import { DEVICE_FORMAT, judgeRun, parseScanners } from './sane-output.ts';
import { SaneRun } from './sane-run.ts';
import type { ProgramEnd, StartProgram } from './scan-program.ts';
import type { ScanFailureCode, Scanner, ScanRun, ScanSettings } from './scanner.ts';

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
/** Dossiers and money come first: no scan is started on a disk with less. */
const RESERVED_BYTES = 200 * 1024 * 1024;
/** A device that lets nothing be set is one all the same. */
const HAS_ANSWERED = /^All options specific to device/m;
const ANY_NUMBER = Number.POSITIVE_INFINITY;

/** Scanners of SANE, through its own program `scanimage`. Whether a device takes a second run is for its driver to say. */
export function createSaneScanner(options: SaneOptions): Scanner {
  const limits = { ...LIMITS, ...options.limits };
  const ask = createAsk(options, limits.askMs);
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

/** `undefined`: no answer in time. */
type Ask = (args: readonly string[]) => Promise<ProgramEnd | undefined>;

function createAsk({ start, scheduler }: SaneOptions, askMs: number): Ask {
  return (args) => {
    const program = start(args, () => undefined);
    return new Promise((resolve) => {
      const cancel = scheduler.after(askMs, () => {
        program.kill();
        resolve(undefined);
      });
      void program.ended.then((end) => {
        cancel();
        resolve(end);
      });
    });
  };
}

/** What each device can do, asked once: over a network the answer takes seconds. */
function createOptionsBook(ask: Ask): (scannerId: string) => Promise<DeviceOptions | ScanFailureCode> {
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

/** A folder for each run, readable by this user only. */
function createRunFolders(parent: string): () => Promise<string> {
  const swept = sweep(parent);
  return async () => {
    await swept;
    await mkdir(parent, { recursive: true, mode: 0o700 });
    return mkdtemp(path.join(parent, 'run-'));
  };
}

/** Pages of a run that the app did not survive name people, and the officer has gone on without them. */
async function sweep(parent: string): Promise<void> {
  // What cannot be removed now is tried again at the next start; that there is nothing yet is the usual case.
  await rm(parent, { recursive: true, force: true }).catch(() => undefined);
}

/** The run that is still being prepared: it can be cancelled before the device has moved. */
function followRun(firstPage: number, begin: (isWanted: () => boolean) => Promise<SaneRun | ScanFailureCode>): ScanRun {
  let isWanted = true;
  const begun = begin(() => isWanted);
  return {
    async next() {
      const run = await begun;
      return typeof run === 'string' ? { kind: 'ended', outcome: run, nextPage: firstPage } : run.next();
    },
    async cancel() {
      isWanted = false;
      const run = await begun;
      if (typeof run !== 'string') await run.cancel();
    },
  };
}
