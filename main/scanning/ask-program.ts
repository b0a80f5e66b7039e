import type { Scheduler } from '#shared/kernel/ports.ts';
import type { ProgramEnd, StartProgram } from './scan-program.ts';

/** What a program answers; `undefined`: nothing in time, and it was ended. */
export type AskProgram = (args: readonly string[]) => Promise<ProgramEnd | undefined>;

export function createAskProgram(start: StartProgram, scheduler: Scheduler, askMs: number): AskProgram {
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
