import { err, ok } from '#shared/kernel/result.ts';
import { parseJobId, parsePaperSizes, parsePrinters, toPrintErrorCode, type ListedPrinter } from './cups-output.ts';
import { createAskForJob, type AskForJob } from './ipp-job.ts';
import type { InstalledPrinter, JobReport, JobState, PaperJob, Printer } from './printer.ts';
import type { RunCommand } from './run-command.ts';

/** PWG 5101.1 media names; the size is always named, because a queue's default may be anything. */
const MEDIA = { A5: 'iso_a5_148x210mm', A4: 'iso_a4_210x297mm' } as const;
const LIST_TIMEOUT_MS = 5_000;
const PRINT_TIMEOUT_MS = 20_000;
/** CUPS names: printable, without space, slash and hash; a leading dash would read as an option. */
const CUPS_NAME = /^[^\s/#-][^\s/#]{0,126}$/;
const JOB_ID = /^([^\s/#-][^\s/#]{0,126})-(\d{1,9})$/;
/** A job is cancelled in the spooler before `cancel` returns; asked a few times for a spooler under load. */
const CANCEL_CHECKS = 5;

/**
 * Printers of CUPS, through its own programs (`lpstat`, `lp`, `cancel`), which every desktop with CUPS has. Paper
 * bytes go by standard input, so that no copy is left in a temporary folder. Nothing is remembered: a job can be
 * followed and withdrawn by any later run of the program.
 */
export function createCupsPrinter(run: RunCommand, askForJob: AskForJob = createAskForJob(run)): Printer {
  const list = async (): Promise<readonly ListedPrinter[]> => {
    const outcome = await run('lpstat', ['-l', '-d', '-a', '-p'], { timeoutMs: LIST_TIMEOUT_MS });
    return outcome.kind === 'exited' ? parsePrinters(outcome.stdout) : [];
  };
  return {
    listPrinters: async () => (await list()).map(toInstalled),
    async print(job) {
      if (!CUPS_NAME.test(job.printerId)) return err({ code: 'noPrinter' });
      const chosen = (await list()).find((printer) => printer.printerId === job.printerId);
      if (chosen?.state === 'stopped') return err({ code: 'printerUnavailable' });
      return submit(run, job);
    },
    async findJobs(jobIds) {
      const states = await Promise.all(jobIds.map((jobId) => stateOf(askForJob, jobId)));
      const printers = states.some((state) => state === 'waiting' || state === 'done') ? await list() : [];
      return jobIds.map((jobId, index) => toReport(jobId, states[index] ?? 'unknown', printers));
    },
    async withdraw(jobId) {
      const state = await stateOf(askForJob, jobId);
      if (state !== 'waiting') return state;
      const mayBeAtPrinter = isBeingPrinted(jobId, await list());
      await run('cancel', [jobId], { timeoutMs: LIST_TIMEOUT_MS });
      const after = await stateAfterCancel(askForJob, jobId);
      // Of a job under way the spooler does not always say that it was us who ended it.
      const hasEnded = after === 'cancelled' || after === 'failed';
      return hasEnded ? (mayBeAtPrinter ? 'unknown' : 'cancelled') : after;
    },
  };
}

function toInstalled({ printerId, name, isDefault, state, trouble }: ListedPrinter): InstalledPrinter {
  return { printerId, name, isDefault, state, trouble };
}

async function stateOf(askForJob: AskForJob, jobId: string): Promise<JobState> {
  const jobNumber = JOB_ID.exec(jobId)?.[2];
  return jobNumber === undefined ? 'unknown' : askForJob(jobNumber);
}

/**
 * The spooler calls some papers done that the printer has given up (CUPS 2.4 does, of an aborted job): while the printer
 * reports a jam, nobody can tell.
 */
function toReport(jobId: string, state: JobState, printers: readonly ListedPrinter[]): JobReport {
  const printerId = JOB_ID.exec(jobId)?.[1];
  const trouble = printers.find((candidate) => candidate.printerId === printerId)?.trouble ?? null;
  if (state === 'waiting') return { jobId, state, trouble };
  const isDoubtful = state === 'done' && (trouble === 'jam' || trouble === 'coverOpen');
  return isDoubtful ? { jobId, state: 'unknown', trouble } : { jobId, state, trouble: null };
}

/** Its turn has come and the printer can be reached: what has been sent already cannot be taken back for certain. */
function isBeingPrinted(jobId: string, printers: readonly ListedPrinter[]): boolean {
  const printer = printers.find((candidate) => candidate.currentJobId === jobId);
  return printer !== undefined && printer.state !== 'stopped';
}

async function stateAfterCancel(askForJob: AskForJob, jobId: string): Promise<JobState> {
  let state: JobState = 'waiting';
  for (let check = 0; check < CANCEL_CHECKS && state === 'waiting'; check += 1) {
    state = await stateOf(askForJob, jobId);
  }
  return state;
}

async function submit(run: RunCommand, job: PaperJob): ReturnType<Printer['print']> {
  const { content } = job;
  const options = content.kind === 'pdf' ? await mediaOptions(run, job.printerId, content.paperSize) : ['-o', 'raw'];
  const args = ['-d', job.printerId, '-t', job.title, '-n', String(job.copies), ...options];
  const outcome = await run('lp', args, { timeoutMs: PRINT_TIMEOUT_MS, input: content.bytes });
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
async function mediaOptions(run: RunCommand, printerId: string, paperSize: 'A5' | 'A4'): Promise<readonly string[]> {
  const outcome = await run('lpoptions', ['-p', printerId, '-l'], { timeoutMs: LIST_TIMEOUT_MS });
  const sizes = outcome.kind === 'exited' ? parsePaperSizes(outcome.stdout) : undefined;
  const isOnlyA4 = paperSize === 'A5' && sizes !== undefined && !sizes.has('A5') && sizes.has('A4');
  if (isOnlyA4) return ['-o', `media=${MEDIA.A4}`, '-o', 'print-scaling=none'];
  return ['-o', `media=${MEDIA[paperSize]}`];
}
