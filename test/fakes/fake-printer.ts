import { err, ok } from '#shared/kernel/result.ts';
import type { InstalledPrinter, PaperJob, Printer } from '#main/printing/printer.ts';

interface FakeQueue {
  readonly info: Omit<InstalledPrinter, 'state'>;
  isOff: boolean;
  /** A spooler learns that a printer is off only when a job does not get through. */
  isKnownToBeOff: boolean;
  waiting: { readonly jobId: string; readonly job: PaperJob }[];
  printed: PaperJob[];
}

/** A spooler with printers that can be switched off and on. Everything it was given can be read. */
export class FakePrinter implements Printer {
  readonly #queues = new Map<string, FakeQueue>();
  #lastNumber = 0;

  constructor(printerIds: readonly string[] = ['Quay1']) {
    for (const [index, printerId] of printerIds.entries()) {
      const info = { printerId, name: printerId, isDefault: index === 0 };
      this.#queues.set(printerId, { info, isOff: false, isKnownToBeOff: false, waiting: [], printed: [] });
    }
  }

  listPrinters(): Promise<readonly InstalledPrinter[]> {
    const printers = [...this.#queues.values()].map((queue) => ({
      ...queue.info,
      state: queue.isKnownToBeOff ? ('stopped' as const) : ('ready' as const),
    }));
    return Promise.resolve(printers);
  }

  print(job: PaperJob): ReturnType<Printer['print']> {
    const queue = this.#queues.get(job.printerId);
    if (queue === undefined) return Promise.resolve(err({ code: 'noPrinter' }));
    if (queue.isKnownToBeOff) return Promise.resolve(err({ code: 'printerUnavailable' }));
    this.#withdraw(job);
    this.#lastNumber += 1;
    const jobId = `${job.printerId}-${String(this.#lastNumber)}`;
    if (queue.isOff) {
      queue.waiting.push({ jobId, job });
      queue.isKnownToBeOff = true;
    } else {
      queue.printed.push(job);
    }
    return Promise.resolve(ok({ jobId }));
  }

  switchOff(printerId: string): void {
    this.#queue(printerId).isOff = true;
  }

  /** Whatever waited comes out now. */
  switchOn(printerId: string): void {
    const queue = this.#queue(printerId);
    queue.isOff = false;
    queue.isKnownToBeOff = false;
    queue.printed.push(...queue.waiting.map((entry) => entry.job));
    queue.waiting = [];
  }

  /** Papers that came out, oldest first. */
  printed(printerId: string): readonly PaperJob[] {
    return this.#queue(printerId).printed;
  }

  #withdraw(job: PaperJob): void {
    for (const queue of this.#queues.values()) {
      if (queue.isKnownToBeOff) queue.waiting = queue.waiting.filter((entry) => entry.job.title !== job.title);
    }
  }

  #queue(printerId: string): FakeQueue {
    const queue = this.#queues.get(printerId);
    if (queue === undefined) throw new Error('no such fake printer');
    return queue;
  }
}
