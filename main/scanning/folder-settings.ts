import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { IdSource } from '#shared/kernel/ports.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { replaceDurably } from '#main/papers/durable-file.ts';
import { toWriteErrorCode, type WriteErrorCode } from '#main/papers/write-error.ts';

const settingsSchema = v.object({
  folder: v.nullable(v.string()),
  /** Hashes of files that were taken, oldest first. */
  taken: v.array(v.string()),
});
export type FolderSettings = v.InferOutput<typeof settingsSchema>;

export interface FolderSettingsFile {
  /** A file that is not there or not ours to read is a station that watches no folder. */
  load(): Promise<FolderSettings>;
  save(settings: FolderSettings): Promise<Result<undefined, AppError<WriteErrorCode>>>;
}

const NOTHING: FolderSettings = { folder: null, taken: [] };

/** In main's own folder: the way to the watched folder never leaves main. */
export function createFolderSettingsFile(file: string, ids: IdSource): FolderSettingsFile {
  return {
    async load() {
      try {
        const parsed = v.safeParse(settingsSchema, JSON.parse(await readFile(file, 'utf8')));
        return parsed.success ? parsed.output : NOTHING;
      } catch {
        // Not there yet, or damaged: the officer sees that no folder is watched and chooses it again.
        return NOTHING;
      }
    },
    async save(settings) {
      try {
        await mkdir(path.dirname(file), { recursive: true });
        await replaceDurably(file, new TextEncoder().encode(JSON.stringify(settings)), `.${ids.next<string>()}.part`);
        return ok(undefined);
      } catch (error) {
        return err({ code: toWriteErrorCode(error) });
      }
    },
  };
}
