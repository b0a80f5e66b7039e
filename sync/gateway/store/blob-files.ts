import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { Sha256 } from '#shared/kernel/ids.ts';
import type { IdSource } from '#shared/kernel/ports.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { ignoreMissing, isDiskFull, syncFolder } from './durable-files.ts';
import { UploadFiles } from './upload-files.ts';

export type BlobRefusal = AppError<'hashMismatch' | 'blobTooLarge' | 'emptyBlob' | 'storageFull' | 'uploadCut'>;

const INCOMING = 'incoming';
const IS_NAME = /^[0-9a-f]{64}$/;

/**
 * Scans on disk, each under the hash of its bytes. A file is under its name only when all its bytes and the name itself
 * have reached the disk (temporary file → fsync → rename → fsync of the folders), so what `put` has answered for
 * survives a power cut, and a cut upload leaves nothing but a temporary file that the next start removes.
 */
export class BlobFiles {
  /** What has arrived of scans that are still being uploaded. */
  readonly uploads: UploadFiles;
  readonly #folder: string;
  readonly #ids: IdSource;

  private constructor(folder: string, uploads: UploadFiles, ids: IdSource) {
    this.#folder = folder;
    this.uploads = uploads;
    this.#ids = ids;
  }

  /** @param folder made when missing; must belong to running gateways only */
  static async open(folder: string, ids: IdSource): Promise<BlobFiles> {
    await mkdir(join(folder, INCOMING), { recursive: true, mode: 0o700 });
    const uploads = await UploadFiles.open(join(folder, 'uploads'));
    await syncFolder(folder);
    return new BlobFiles(folder, uploads, ids);
  }

  /** Removes what cut uploads left behind. Only for a gateway that has the folder to itself. */
  async removeLeftovers(): Promise<void> {
    const incoming = join(this.#folder, INCOMING);
    for (const name of await readdir(incoming)) await rm(join(incoming, name), { force: true });
  }

  /**
   * Stores the stream under `hash` and answers with its size, or keeps nothing. Reads no further than `maxBytes`.
   * @throws when the disk fails in another way than being full
   */
  async put(hash: Sha256, bytes: Readable, maxBytes: number): Promise<Result<number, BlobRefusal>> {
    const temporary = join(this.#folder, INCOMING, this.#ids.next());
    try {
      const written = await writeHashed(temporary, bytes, maxBytes);
      if (!written.ok) return written;
      if (written.value.hash !== hash) return err({ code: 'hashMismatch' });
      await this.#moveIntoPlace(temporary, hash);
      return ok(written.value.sizeBytes);
    } catch (error) {
      if (isDiskFull(error)) return err({ code: 'storageFull' });
      throw error;
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** Size of the stored file; undefined when there is none. */
  async findSize(hash: Sha256): Promise<number | undefined> {
    const found = await stat(this.#pathOf(hash)).catch(ignoreMissing);
    return found?.size;
  }

  async read(hash: Sha256): Promise<Uint8Array | undefined> {
    return readFile(this.#pathOf(hash)).catch(ignoreMissing);
  }

  async #moveIntoPlace(temporary: string, hash: Sha256): Promise<void> {
    const place = this.#placeOf(hash);
    await mkdir(place, { recursive: true, mode: 0o700 });
    await rename(temporary, join(place, hash));
    await syncFolder(place);
    await syncFolder(join(place, '..'));
    await syncFolder(this.#folder);
  }

  #placeOf(hash: Sha256): string {
    // The name becomes a path: anything but a hash here is a defect, and a dangerous one.
    if (!IS_NAME.test(hash)) throw new Error('not a SHA-256');
    return join(this.#folder, hash.slice(0, 2), hash.slice(2, 4));
  }

  #pathOf(hash: Sha256): string {
    return join(this.#placeOf(hash), hash);
  }
}

interface Written {
  readonly hash: Sha256;
  readonly sizeBytes: number;
}

async function writeHashed(path: string, bytes: Readable, maxBytes: number): Promise<Result<Written, BlobRefusal>> {
  const file = await open(path, 'wx', 0o600);
  try {
    const written = await copyHashed(bytes, file, maxBytes);
    if (written.ok) await file.sync();
    return written;
  } finally {
    await file.close();
  }
}

async function copyHashed(bytes: Readable, file: FileHandle, maxBytes: number): Promise<Result<Written, BlobRefusal>> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const chunks = chunksOf(bytes);
  for await (const chunk of chunks) {
    if (chunk === 'cut') return err({ code: 'uploadCut' });
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) return err({ code: 'blobTooLarge' });
    hash.update(chunk);
    for (let offset = 0; offset < chunk.length;) offset += (await file.write(chunk, offset)).bytesWritten;
  }
  if (sizeBytes === 0) return err({ code: 'emptyBlob' });
  return ok({ hash: hash.digest('hex') as Sha256, sizeBytes });
}

/** The stream's bytes; `'cut'` in the place of an error of the stream, so that it is not taken for an error of the disk. */
async function* chunksOf(bytes: Readable): AsyncGenerator<Buffer | 'cut'> {
  try {
    // Left open when reading stops early: the answer still has to go out on the same connection.
    for await (const chunk of bytes.iterator({ destroyOnReturn: false })) yield chunk as Buffer;
  } catch {
    yield 'cut';
  }
}
