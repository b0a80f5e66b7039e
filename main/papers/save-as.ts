import type { AppError } from '#shared/kernel/app-error.ts';
import type { IdSource } from '#shared/kernel/ports.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { replaceDurably } from './durable-file.ts';
import { toWriteErrorCode, type WriteErrorCode } from './write-error.ts';

/** Asks the officer where to and writes the file there. Errors: `cancelled`, `diskFull`, `notWritable`. */
export type SaveTarget = (
  suggestedName: string,
  bytes: Uint8Array,
) => Promise<Result<undefined, AppError<WriteErrorCode | 'cancelled'>>>;

export interface SaveAsOptions {
  /** Shows the host's dialog, which also asks before replacing a file; `undefined` when the officer cancels. */
  readonly chooseFile: (suggestedName: string) => Promise<string | undefined>;
  readonly ids: IdSource;
}

export function createSaveAs(options: SaveAsOptions): SaveTarget {
  return async (suggestedName, bytes) => {
    const file = await options.chooseFile(suggestedName);
    if (file === undefined) return err({ code: 'cancelled' });
    try {
      await replaceDurably(file, bytes, `.${options.ids.next<string>()}.part`);
      return ok(undefined);
    } catch (error) {
      return err({ code: toWriteErrorCode(error) });
    }
  };
}
