import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Cancel, Scheduler } from '#shared/kernel/ports.ts';
import { isWholeJpeg, withComment, withoutDensity } from './jpeg-page.ts';
import { hasSaidWhy, judgeRun } from './sane-output.ts';
import type { ProgramEnd, RunningProgram, StartProgram } from './scan-program.ts';
import type { ScanFailureCode, ScanRun, ScanStep } from './scanner.ts';

/** What a run is started with, once the device's options are known. */
export interface RunPlan {
  readonly args: readonly string[];
  /** Exists, belongs to this run alone and is removed at its end. */
  readonly folder: string;
  readonly firstPage: number;
  readonly maxPages: number;
  /** `null`: nobody knows, so no page may state one. */
  readonly dpi: number | null;
  /** Told apart by it: pages of this run from those of any other. */
  readonly runId: string;
}

export interface RunServices {
  readonly start: StartProgram;
  readonly scheduler: Scheduler;
  /** How long the device may say nothing and give nothing. */
  readonly silenceMs: number;
  /** How long it may take to stop when asked to, before it is killed. */
  readonly stopMs: number;
}

/** One run of `scanimage` in batch mode. Pages are files until they are taken, so memory does not grow with the stack. */
export class SaneRun implements ScanRun {
  readonly #plan: RunPlan;
  readonly #services: RunServices;
  readonly #program: RunningProgram;
  /** Names of pages that the program has finished and nobody has taken. */
  readonly #ready: string[] = [];
  #taken = 0;
  #end: ProgramEnd | undefined;
  /** Decided by us, whatever the program says afterwards. */
  #stoppedBy: ScanFailureCode | undefined;
  /** The program is gone or given up: nothing more comes. */
  #isOver = false;
  #stopWatch: Cancel = () => undefined;
  #hasBadPage = false;
  #hasSaidWhy = false;
  readonly #waiting: (() => void)[] = [];
  #final: ScanStep | undefined;

  constructor(plan: RunPlan, services: RunServices) {
    this.#plan = plan;
    this.#services = services;
    const output = ['--format=jpeg', `--batch=${path.join(plan.folder, 'p%d.jpg')}`, '--batch-print'];
    const batch = [`--batch-start=${String(plan.firstPage)}`];
    if (plan.maxPages === 1) batch.push('--batch-count=1');
    this.#program = services.start([...plan.args, ...output, ...batch], (line, stderr) => {
      this.#hear(line, stderr);
    });
    this.#watch();
    void this.#program.ended.then((end) => {
      this.#end = end;
      this.#over();
    });
  }

  async next(): Promise<ScanStep> {
    for (;;) {
      const file = this.#ready.shift();
      if (file !== undefined) {
        const page = await this.#take(file);
        if (page !== undefined) return page;
      } else if (this.#final !== undefined) {
        return this.#final;
      } else if (this.#isOver) {
        await this.#finish();
      } else {
        await this.#change();
      }
    }
  }

  async cancel(): Promise<void> {
    if (!this.#isOver && this.#stoppedBy === undefined) {
      this.#program.interrupt();
      this.#stop('cancelled');
    }
    while (!this.#isOver) await this.#change();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #hear(line: string | undefined, stderr: string): void {
    this.#hasSaidWhy = hasSaidWhy(stderr);
    if (line !== undefined && line !== '' && !this.#hasBadPage) this.#ready.push(path.basename(line));
    if (this.#stoppedBy === undefined && !this.#isOver) {
      this.#stopWatch();
      this.#watch();
    }
    this.#wake();
  }

  #watch(): void {
    // The program has been seen to hang after it had said why it stops.
    const silenceMs = this.#hasSaidWhy ? this.#services.stopMs : this.#services.silenceMs;
    this.#stopWatch = this.#services.scheduler.after(silenceMs, () => {
      this.#program.kill();
      this.#stop('timedOut');
    });
  }

  /** The program is waited for a little: it may not even die when killed (a driver stuck in the kernel). */
  #stop(reason: ScanFailureCode): void {
    this.#stoppedBy ??= reason;
    this.#stopWatch();
    this.#stopWatch = this.#services.scheduler.after(this.#services.stopMs, () => {
      this.#program.kill();
      this.#over();
    });
  }

  #over(): void {
    this.#isOver = true;
    this.#stopWatch();
    this.#wake();
  }

  /** @returns `undefined` for a page that is not whole: the run ends with the page before it */
  async #take(name: string): Promise<ScanStep | undefined> {
    const file = path.join(this.#plan.folder, name);
    const bytes = await readFile(file).catch(() => new Uint8Array());
    await rm(file, { force: true }).catch(() => undefined);
    const pageNumber = this.#plan.firstPage + this.#taken;
    if (!isWholeJpeg(bytes)) {
      this.#ready.length = 0;
      this.#hasBadPage = true;
      this.#program.kill();
      if (this.#isOver) this.#stoppedBy ??= 'ioError';
      else this.#stop('ioError');
      return undefined;
    }
    this.#taken += 1;
    const { dpi, runId } = this.#plan;
    const page = dpi === null ? withoutDensity(bytes) : bytes;
    return { kind: 'page', pageNumber, dpi, bytes: withComment(page, `${runId} ${String(pageNumber)}`) };
  }

  async #finish(): Promise<void> {
    await rm(this.#plan.folder, { recursive: true, force: true }).catch(() => undefined);
    const facts = { stderr: this.#end?.stderr ?? '', pages: this.#taken, maxPages: this.#plan.maxPages };
    const stoppedBy = this.#stoppedBy === 'timedOut' && this.#hasSaidWhy ? undefined : this.#stoppedBy;
    const outcome = stoppedBy ?? judgeRun(facts);
    this.#final = { kind: 'ended', outcome, nextPage: this.#plan.firstPage + this.#taken };
  }
}
