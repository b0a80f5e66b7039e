import { err, ok } from '#shared/kernel/result.ts';
import { parseJobId, parsePaperSizes, parsePrinters, parseWaitingJobs, toPrintErrorCode } from './cups-output.ts';
import type { InstalledPrinter, PaperJob, Printer } from './printer.ts';
import type { RunCommand } from './run-command.ts';

/** PWG 5101.1 media names; the size is always named, because a queue's default may be anything. */
const MEDIA = { A5: 'iso_a5_148x210mm', A4: 'iso_a4_210x297mm' } as const;
const LIST_TIMEOUT_MS = 5_000;
const PRINT_TIMEOUT_MS = 20_000;
/** Papers remembered so that a waiting one can be withdrawn: more than ever wait at one counter. */
const REMEMBERED_JOBS = 100;
/** CUPS names: printable, without space, slash and hash; a leading dash would read as an option. */
const CUPS_NAME = /^[^\s/#-][^\s/#]{0,126}$/;

interface HandedOver {
  readonly jobId: string;
  readonly printerId: string;
  readonly pdf: Uint8Array;
}

/**
 * Printers of CUPS, through its own programs (`lpstat`, `lp`, `cancel`), which every desktop with CUPS has. Paper
 * bytes go by standard input, so that no copy is left in a temporary folder.
 */
export function createCupsPrinter(run: RunCommand): Printer {
  const lastJobs = new Map<string, HandedOver>();

  const list = async (): Promise<readonly InstalledPrinter[]> => {
    const outcome = await run('lpstat', ['-d', '-p', '-a'], { timeoutMs: LIST_TIMEOUT_MS });
    return outcome.kind === 'exited' ? parsePrinters(outcome.stdout) : [];
  };

  /**
   * A paper of this title that still waits at another printer which is off: it is withdrawn, because the officer has
   * chosen a printer that works and the waiting copy would come out later as a second original.
   */
  const withdrawWaiting = async (title: string, printers: readonly InstalledPrinter[]): Promise<void> => {
    const earlier = lastJobs.get(title);
    if (earlier === undefined) return;
    const isOff = printers.some((printer) => printer.printerId === earlier.printerId && printer.state === 'stopped');
    if (isOff && (await isWaiting(run, earlier))) await run('cancel', [earlier.jobId], { timeoutMs: LIST_TIMEOUT_MS });
  };

  const remember = (title: string, job: HandedOver): void => {
    lastJobs.delete(title);
    lastJobs.set(title, job);
    for (const oldest of lastJobs.keys()) {
      if (lastJobs.size <= REMEMBERED_JOBS) break;
      lastJobs.delete(oldest);
    }
  };

  return {
    listPrinters: list,
    async print(job) {
      if (!CUPS_NAME.test(job.printerId)) return err({ code: 'noPrinter' });
      const printers = await list();
      const chosen = printers.find((printer) => printer.printerId === job.printerId);
      if (chosen?.state === 'stopped') return err({ code: 'printerUnavailable' });
      const earlier = lastJobs.get(job.title);
      if (earlier !== undefined && isSamePaper(earlier, job) && (await isWaiting(run, earlier))) {
        return ok({ jobId: earlier.jobId });
      }
      const outcome = await submit(run, job);
      if (!outcome.ok) return outcome;
      await withdrawWaiting(job.title, printers);
      remember(job.title, { jobId: outcome.value.jobId, printerId: job.printerId, pdf: job.pdf });
      return outcome;
    },
  };
}

function isSamePaper(earlier: HandedOver, job: PaperJob): boolean {
  return earlier.printerId === job.printerId && Buffer.compare(earlier.pdf, job.pdf) === 0;
}

async function submit(run: RunCommand, job: PaperJob): ReturnType<Printer['print']> {
  const media = await mediaOptions(run, job);
  const args = ['-d', job.printerId, '-t', job.title, '-n', String(job.copies), ...media];
  const outcome = await run('lp', args, { timeoutMs: PRINT_TIMEOUT_MS, input: job.pdf });
  if (outcome.kind === 'notInstalled') return err({ code: 'noPrinter' });
  if (outcome.kind === 'timedOut') return err({ code: 'spoolerFailed' });
  const jobId = parseJobId(outcome.stdout);
  if (outcome.exitCode === 0 && jobId !== undefined) return ok({ jobId });
  return err({ code: toPrintErrorCode(outcome.stderr) });
}

/**
 * A printer that has no A5 gets the A5 paper unscaled on A4: asked for a size it does not know, a driverless printer
 * takes the job and then throws it away.
 */
async function mediaOptions(run: RunCommand, job: PaperJob): Promise<readonly string[]> {
  const outcome = await run('lpoptions', ['-p', job.printerId, '-l'], { timeoutMs: LIST_TIMEOUT_MS });
  const sizes = outcome.kind === 'exited' ? parsePaperSizes(outcome.stdout) : undefined;
  const isOnlyA4 = job.paperSize === 'A5' && sizes !== undefined && !sizes.has('A5') && sizes.has('A4');
  if (isOnlyA4) return ['-o', `media=${MEDIA.A4}`, '-o', 'print-scaling=none'];
  return ['-o', `media=${MEDIA[job.paperSize]}`];
}

async function isWaiting(run: RunCommand, job: HandedOver): Promise<boolean> {
  const args = ['-W', 'not-completed', '-o', job.printerId];
  const outcome = await run('lpstat', args, { timeoutMs: LIST_TIMEOUT_MS });
  return outcome.kind === 'exited' && parseWaitingJobs(outcome.stdout).includes(job.jobId);
}
