import { createReadStream } from 'node:fs';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ignoreMissing, syncFolder } from './durable-files.ts';
import type { UploadKey } from './uploads-store.ts';

const IS_NAME = /^[0-9a-f-]{36}\.[0-9a-f]{64}$/;

/**
 * The bytes of unfinished uploads, one file each. Every length that is told has been synced first, so it is never more
 * than what a power cut leaves: the length of the file is the offset from which the upload goes on.
 */
export class UploadFiles {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(folder: string): Promise<UploadFiles> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new UploadFiles(folder);
  }

  /** Makes an empty file unless there is one. */
  async create(key: UploadKey): Promise<void> {
    const file = await open(this.#pathOf(key), 'a', 0o600);
    await file.sync().finally(() => file.close());
    await syncFolder(this.#folder);
  }

  /** How much is safely on disk; `undefined` when there is no such file. */
  async findLength(key: UploadKey): Promise<number | undefined> {
    const file = await open(this.#pathOf(key), 'r+').catch(ignoreMissing);
    return file === undefined ? undefined : lengthAfterSync(file).finally(() => file.close());
  }

  /**
   * Writes from `offset` on, which must not lie beyond the end of the file, and answers with the length that is safely
   * on disk, or `undefined` when there is no such file. When the stream breaks off, what came before stays: the next
   * part goes on there.
   * @throws when the disk fails
   */
  async write(key: UploadKey, bytes: Readable, offset: number): Promise<number | undefined> {
    const file = await open(this.#pathOf(key), 'r+').catch(ignoreMissing);
    if (file === undefined) return undefined;
    try {
      let position = offset;
      for await (const chunk of untilCut(bytes)) {
        for (let from = 0; from < chunk.length;) {
          const { bytesWritten } = await file.write(chunk, from, chunk.length - from, position);
          from += bytesWritten;
          position += bytesWritten;
        }
      }
      return await lengthAfterSync(file);
    } finally {
      await file.close();
    }
  }

  /** Everything written so far, from the start. */
  read(key: UploadKey): Readable {
    return createReadStream(this.#pathOf(key));
  }

  async remove(key: UploadKey): Promise<void> {
    await rm(this.#pathOf(key), { force: true });
  }

  #pathOf({ stationId, hash }: UploadKey): string {
    const name = `${stationId}.${hash}`;
    // The name becomes a path: anything but ids here is a defect, and a dangerous one.
    if (!IS_NAME.test(name)) throw new Error('not an upload');
    return join(this.#folder, name);
  }
}

async function lengthAfterSync(file: FileHandle): Promise<number> {
  await file.sync();
  return (await file.stat()).size;
}

/** The stream's bytes up to its end or to where it breaks off. An error of the disk is not one of the stream. */
async function* untilCut(bytes: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of bytes) yield chunk as Buffer;
  } catch {
    // The sender is gone: whoever waits for the answer learns it from the connection.
  }
}
