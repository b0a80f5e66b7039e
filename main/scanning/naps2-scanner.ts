import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { readImageDpi } from '#shared/imaging/image-dpi.ts';
import type { IdSource, Scheduler } from '#shared/kernel/ports.ts';
import { createAskProgram } from './ask-program.ts';
import { followRun } from './follow-run.ts';
import { isWholeJpeg, withComment } from './jpeg-page.ts';
import { judgeNaps2Run, NAPS2_DRIVERS, parseNaps2Devices, toNaps2Arguments } from './naps2-output.ts';
import { createRunFolders, RESERVED_BYTES } from './run-folders.ts';
import type { ProgramEnd, RunningProgram, StartProgram } from './scan-program.ts';
import type { InstalledScanner, ScanFailureCode, Scanner, ScanRun, ScanSettings, ScanStep } from './scanner.ts';

export interface Naps2Options {
  readonly start: StartProgram;
  readonly scheduler: Scheduler;
  readonly ids: IdSource;
  /** Ours alone, for pages until they are taken. */
  readonly folder: string;
  readonly freeBytes: () => Promise<number>;
  readonly limits?: Partial<Naps2Limits>;
}

export interface Naps2Limits {
  /** For the list of devices of one driver. */
  readonly askMs: number;
  /** For one run. The program is silent until all of it is done: a hang looks like a thick stack. */
  readonly runMs: number;
}

const LIMITS: Naps2Limits = { askMs: 15_000, runMs: 900_000 };

/**
 * Scanners of Windows (WIA, TWAIN, eSCL) through the console program of NAPS2. It writes its pages when the whole run is
 * over: a run that is cancelled or ended for its silence gives none.
 */
export function createNaps2Scanner(options: Naps2Options): Scanner {
  const limits = { ...LIMITS, ...options.limits };
  const ask = createAskProgram(options.start, options.scheduler, limits.askMs);
  const openFolder = createRunFolders(options.folder);

  const begin = async (settings: ScanSettings, isWanted: () => boolean): Promise<ScanRun | ScanFailureCode> => {
    if ((await options.freeBytes()) < RESERVED_BYTES) return 'diskFull';
    const folder = await openFolder();
    const args = toNaps2Arguments(settings, path.join(folder, 'p$(nnnn).jpg'));
    if (isWanted() && args !== undefined) return new Naps2Run({ args, folder, settings }, { ...options, limits });
    await rm(folder, { recursive: true, force: true });
    return args === undefined ? 'deviceGone' : 'cancelled';
  };

  return {
    async listScanners() {
      // One after the other: the drivers share devices, and some refuse the second that asks.
      const found: InstalledScanner[] = [];
      for (const driver of NAPS2_DRIVERS) {
        const answer = await ask(['--driver', driver, '--listdevices']);
        if (answer?.isInstalled === true) found.push(...parseNaps2Devices(answer.stdout, driver));
      }
      return found;
    },
    scan: (settings) =>
      // A folder that cannot be made is a disk that does not take pages.
      followRun(settings.firstPage, (isWanted) => begin(settings, isWanted).catch(() => 'diskFull' as const)),
  };
}

interface RunPlan {
  readonly args: readonly string[];
  /** Exists, belongs to this run alone and is removed at its end. */
  readonly folder: string;
  readonly settings: ScanSettings;
}

interface RunServices extends Pick<Naps2Options, 'start' | 'scheduler' | 'ids'> {
  readonly limits: Naps2Limits;
}

/** One run; its pages are files until they are taken, so memory does not grow with the stack. */
class Naps2Run implements ScanRun {
  readonly #plan: RunPlan;
  readonly #runId: string;
  readonly #program: RunningProgram;
  readonly #over: Promise<ProgramEnd | undefined>;
  #giveUp: () => void = () => undefined;
  /** Decided by us, whatever the program says afterwards. */
  #stoppedBy: ScanFailureCode | undefined;
  #files: string[] | undefined;
  #taken = 0;
  #final: ScanStep | undefined;

  constructor(plan: RunPlan, services: RunServices) {
    this.#plan = plan;
    this.#runId = services.ids.next();
    this.#program = services.start(plan.args, () => undefined);
    this.#over = this.#watch(services);
  }

  async next(): Promise<ScanStep> {
    const end = await this.#over;
    if (this.#final !== undefined) return this.#final;
    this.#files ??= (await readdir(this.#plan.folder)).sort();
    const name = this.#files.shift();
    const page = name === undefined ? undefined : await this.#take(name);
    return page ?? this.#finish(end);
  }

  async cancel(): Promise<void> {
    this.#stop('cancelled');
    await this.#over;
  }

  #watch({ scheduler, limits }: RunServices): Promise<ProgramEnd | undefined> {
    const cancelTimer = scheduler.after(limits.runMs, () => {
      this.#stop('timedOut');
    });
    // A program that does not even die when it is ended is not waited for.
    const givenUp = new Promise<undefined>((resolve) => {
      this.#giveUp = () => {
        resolve(undefined);
      };
    });
    return Promise.race([this.#program.ended, givenUp]).finally(cancelTimer);
  }

  #stop(reason: ScanFailureCode): void {
    if (this.#stoppedBy !== undefined || this.#files !== undefined) return;
    this.#stoppedBy = reason;
    this.#program.kill();
    this.#giveUp();
  }

  /** `undefined` for a page that is not whole, or coarser than asked for: the run ends with the page before it. */
  async #take(name: string): Promise<ScanStep | undefined> {
    const file = path.join(this.#plan.folder, name);
    const bytes = await readFile(file);
    await rm(file, { force: true });
    const { settings } = this.#plan;
    const dpi = readImageDpi(bytes) ?? null;
    if (!isWholeJpeg(bytes)) this.#stoppedBy ??= 'ioError';
    else if (dpi !== null && dpi < settings.dpi) this.#stoppedBy ??= 'notSupported';
    else {
      const pageNumber = settings.firstPage + this.#taken;
      this.#taken += 1;
      const marked = withComment(bytes, `${this.#runId} ${String(pageNumber)}`);
      return { kind: 'page', pageNumber, dpi, bytes: marked };
    }
    return undefined;
  }

  async #finish(end: ProgramEnd | undefined): Promise<ScanStep> {
    await rm(this.#plan.folder, { recursive: true, force: true }).catch(() => undefined);
    const said = end === undefined ? '' : `${end.stdout}\n${end.stderr}`;
    const outcome = this.#stoppedBy ?? (end?.isInstalled === false ? 'deviceGone' : judgeNaps2Run(said, this.#taken));
    this.#final = { kind: 'ended', outcome, nextPage: this.#plan.settings.firstPage + this.#taken };
    return this.#final;
  }
}
