import { err, ok } from '#shared/kernel/result.ts';
import type { InstalledPrinter, JobReport, JobState, PaperJob, Printer } from '#main/printing/printer.ts';

interface FakeJob {
  readonly jobId: string;
  readonly job: PaperJob;
  state: JobState;
  /** The printer has it and waits for paper: cancelled in the spooler, it may come out all the same. */
  isAtPrinter: boolean;
}

interface FakeQueue {
  readonly info: Pick<InstalledPrinter, 'printerId' | 'name' | 'isDefault'>;
  isOff: boolean;
  /** A spooler learns that a printer is off only when a job does not get through. */
  isKnownToBeOff: boolean;
  fault: 'jam' | 'outOfPaper' | null;
  /** What the last paper met. */
  trouble: 'jam' | 'outOfPaper' | null;
  jobs: FakeJob[];
  printed: PaperJob[];
}

/** A spooler whose printers can be switched off and on, jam and run out of paper. Everything it was given can be read. */
export class FakePrinter implements Printer {
  readonly #queues = new Map<string, FakeQueue>();
  readonly #jobs = new Map<string, { readonly queue: FakeQueue; readonly entry: FakeJob }>();

  constructor(printerIds: readonly string[] = ['Quay1']) {
    for (const [index, printerId] of printerIds.entries()) {
      const info = { printerId, name: printerId, isDefault: index === 0 };
      const condition = { isOff: false, isKnownToBeOff: false, fault: null, trouble: null };
      this.#queues.set(printerId, { info, ...condition, jobs: [], printed: [] });
    }
  }

  listPrinters(): Promise<readonly InstalledPrinter[]> {
    const printers = [...this.#queues.values()].map((queue): InstalledPrinter => {
      if (queue.isKnownToBeOff) return { ...queue.info, state: 'stopped', trouble: 'off' };
      const isBusy = queue.jobs.some((entry) => entry.state === 'waiting');
      return { ...queue.info, state: isBusy ? 'busy' : 'ready', trouble: queue.trouble };
    });
    return Promise.resolve(printers);
  }

  print(job: PaperJob): ReturnType<Printer['print']> {
    const queue = this.#queues.get(job.printerId);
    if (queue === undefined) return Promise.resolve(err({ code: 'noPrinter' }));
    if (queue.isKnownToBeOff) return Promise.resolve(err({ code: 'printerUnavailable' }));
    const jobId = `${job.printerId}-${String(this.#jobs.size + 1)}`;
    const entry: FakeJob = { jobId, job, state: 'waiting', isAtPrinter: false };
    queue.jobs.push(entry);
    this.#jobs.set(jobId, { queue, entry });
    work(queue);
    return Promise.resolve(ok({ jobId }));
  }

  findJobs(jobIds: readonly string[]): Promise<readonly JobReport[]> {
    const reports = jobIds.map((jobId): JobReport => {
      const known = this.#jobs.get(jobId);
      if (known?.entry.state !== 'waiting') return { jobId, state: known?.entry.state ?? 'unknown', trouble: null };
      return { jobId, state: 'waiting', trouble: known.queue.isKnownToBeOff ? 'off' : known.queue.trouble };
    });
    return Promise.resolve(reports);
  }

  withdraw(jobId: string): Promise<JobState> {
    const known = this.#jobs.get(jobId);
    if (known?.entry.state !== 'waiting') return Promise.resolve(known?.entry.state ?? 'unknown');
    known.entry.state = known.entry.isAtPrinter ? 'unknown' : 'cancelled';
    // A queue without a job that is stuck does not know any more that its printer is off.
    if (known.queue.jobs.every((entry) => entry.state !== 'waiting')) known.queue.isKnownToBeOff = false;
    return Promise.resolve(known.entry.state);
  }

  switchOff(printerId: string): void {
    this.#queue(printerId).isOff = true;
  }

  /** Whatever waited comes out now. */
  switchOn(printerId: string): void {
    const queue = this.#queue(printerId);
    queue.isOff = false;
    queue.isKnownToBeOff = false;
    work(queue);
  }

  setFault(printerId: string, fault: FakeQueue['fault']): void {
    const queue = this.#queue(printerId);
    queue.fault = fault;
    if (fault === null) work(queue);
  }

  /** Papers that came out, oldest first. */
  printed(printerId: string): readonly PaperJob[] {
    return this.#queue(printerId).printed;
  }

  #queue(printerId: string): FakeQueue {
    const queue = this.#queues.get(printerId);
    if (queue === undefined) throw new Error('no such fake printer');
    return queue;
  }
}

/** Prints what waits, in order, until something is in the way. */
function work(queue: FakeQueue): void {
  for (const entry of queue.jobs) {
    const isOnlyInPrinter = entry.state === 'unknown' && entry.isAtPrinter;
    if (entry.state !== 'waiting' && !isOnlyInPrinter) continue;
    if (queue.isOff) {
      queue.isKnownToBeOff = true;
      return;
    }
    queue.trouble = queue.fault;
    if (queue.fault === 'outOfPaper') {
      entry.isAtPrinter = true;
      return;
    }
    entry.isAtPrinter = false;
    if (queue.fault === 'jam') {
      entry.state = 'failed';
      continue;
    }
    if (!isOnlyInPrinter) entry.state = 'done';
    queue.printed.push(entry.job);
  }
}
