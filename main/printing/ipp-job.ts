import http from 'node:http';
import type { JobState } from './printer.ts';
import { IPP_TAGS, readIppAnswer, writeIppQuestion, type IppAnswer } from './ipp-message.ts';
import type { RunCommand } from './run-command.ts';

/** Asks the spooler for the state of one of its jobs; `unknown` when it does not know it, or does not answer. */
export type AskForJob = (jobNumber: string) => Promise<JobState>;

const GET_JOB_ATTRIBUTES = 0x0009;
const JOB_ATTRIBUTES = ['job-state', 'job-state-reasons', 'time-at-processing'];
const ON_PURPOSE: ReadonlySet<unknown> = new Set(['job-canceled-by-user', 'job-canceled-by-operator']);
const FIRST_ERROR_STATUS = 0x0400;
const ANSWER_TIMEOUT_MS = 5_000;
const FIND_TIMEOUT_MS = 5_000;
const MAX_ANSWER_BYTES = 100_000;

/**
 * In IPP, because the spooler's programs do not tell a job that was printed from one that was thrown away. Where the
 * spooler listens is asked of `lpstat -H`, which knows the machine's configuration.
 */
export function createAskForJob(run: RunCommand): AskForJob {
  let known: Server | undefined;
  return async (jobNumber) => {
    known ??= await findServer(run);
    if (known === undefined) return 'unknown';
    const answer = await ask(known, writeJobQuestion(jobNumber));
    // It may listen somewhere else by now.
    if (answer === undefined) known = undefined;
    return answer === undefined ? 'unknown' : toJobState(answer);
  };
}

async function findServer(run: RunCommand): Promise<Server | undefined> {
  const found = await run('lpstat', ['-H'], { timeoutMs: FIND_TIMEOUT_MS });
  return found.kind === 'exited' ? parseServer(found.stdout) : undefined;
}

type Server = { readonly socketPath: string } | { readonly host: string; readonly port: number };

/** `/run/cups/cups.sock`, or `127.0.0.1:631`. */
export function parseServer(stdout: string): Server | undefined {
  const text = stdout.trim();
  if (text.startsWith('/')) return { socketPath: text };
  const [, host, port] = /^\[?([^\s[\]]+?)\]?:(\d{1,5})$/.exec(text) ?? [];
  return host === undefined || port === undefined ? undefined : { host, port: Number(port) };
}

function writeJobQuestion(jobNumber: string): Uint8Array {
  return writeIppQuestion({
    operation: GET_JOB_ATTRIBUTES,
    requestId: 1,
    attributes: [
      { tag: IPP_TAGS.uri, name: 'job-uri', values: [`ipp://localhost/jobs/${jobNumber}`] },
      { tag: IPP_TAGS.keyword, name: 'requested-attributes', values: JOB_ATTRIBUTES },
    ],
  });
}

/**
 * Job states of RFC 8011: 3 to 6 are before the end, 7 is cancelled, 8 aborted, 9 completed. Of a cancelled job whose
 * turn had come the spooler does not always say by whom; one that nobody has cancelled was given up by the printer.
 */
export function toJobState({ status, attributes }: IppAnswer): JobState {
  if (status >= FIRST_ERROR_STATUS) return 'unknown';
  const state = attributes.get('job-state')?.[0];
  if (state === 9) return 'done';
  if (state === 8) return 'failed';
  if (state === 7) {
    const isOnPurpose = attributes.get('job-state-reasons')?.some((reason) => ON_PURPOSE.has(reason)) === true;
    return isOnPurpose || !attributes.has('time-at-processing') ? 'cancelled' : 'failed';
  }
  return typeof state === 'number' && state >= 3 && state <= 6 ? 'waiting' : 'unknown';
}

function ask(server: Server, question: Uint8Array): Promise<IppAnswer | undefined> {
  return new Promise((resolve) => {
    const request = http.request(
      { ...server, method: 'POST', path: '/', headers: { 'Content-Type': 'application/ipp' } },
      (response) => {
        const parts: Buffer[] = [];
        let size = 0;
        response.on('data', (part: Buffer) => {
          size += part.length;
          if (size > MAX_ANSWER_BYTES) request.destroy();
          else parts.push(part);
        });
        response.on('end', () => {
          resolve(readIppAnswer(Buffer.concat(parts)));
        });
        response.on('error', () => {
          resolve(undefined);
        });
      },
    );
    request.setTimeout(ANSWER_TIMEOUT_MS, () => request.destroy());
    // A spooler that has stopped: what became of the job is not known now.
    request.on('error', () => {
      resolve(undefined);
    });
    request.end(question);
  });
}
