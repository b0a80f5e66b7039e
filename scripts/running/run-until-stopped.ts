import { findRunningPid, takeRunLock } from '#scripts/processes/run-lock.ts';
import { DATA_FOLDER } from '#scripts/project-paths.ts';
import { complain, say } from '#scripts/terminal.ts';
import { texts } from '#scripts/texts.ts';

/** Something that was started and must be stopped again. */
export interface Stoppable {
  stop(): Promise<void>;
}

/** Handed to the work: everything it starts is registered, and a signal can be waited for. */
export interface Run {
  /** Stopped in reverse order of registration, whatever ends the run. */
  add<Started extends Stoppable>(started: Started): Started;
  /** Resolves on Ctrl+C, SIGTERM or a closed terminal. */
  readonly interrupted: Promise<void>;
  /** True from the first signal on: what ends then was told to. */
  isStopping(): boolean;
}

/**
 * Runs `work` as the only run on this data folder, and stops everything it started when it ends, fails or is told to.
 * @param work resolves with the exit code of the command
 */
export async function runUntilStopped(work: (run: Run) => Promise<number>): Promise<void> {
  const release = takeRunLock(DATA_FOLDER);
  if (release === undefined) {
    complain(texts.alreadyRunning(findRunningPid(DATA_FOLDER) ?? 0));
    process.exitCode = 1;
    return;
  }
  const started: Stoppable[] = [];
  let isStopping = false;
  const interrupted = new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        isStopping = true;
        resolve();
      });
    }
  });
  const run: Run = {
    add(thing) {
      started.push(thing);
      return thing;
    },
    interrupted,
    isStopping: () => isStopping,
  };
  try {
    process.exitCode = await Promise.race([work(run), interrupted.then(() => 0)]);
  } catch (error) {
    complain(error instanceof Error ? error.message : 'failed');
    process.exitCode = 1;
  }
  isStopping = true;
  if (started.length > 0) say(texts.stopping);
  for (const thing of started.reverse()) await thing.stop();
  release();
  say(texts.stopped);
  // A child that is still being started when the signal comes would keep this process alive.
  process.exit();
}
