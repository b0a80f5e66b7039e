import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sha256 } from '#shared/kernel/ids.ts';
import { systemIds } from '#sync/gateway/app.ts';
import { BlobFiles } from '#sync/gateway/store/blob-files.ts';
import { sha256Of } from '#test/support/gateway-station.ts';

describe('BlobFiles', () => {
  let folder: string;
  let files: BlobFiles;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'qmc-blobs-'));
    files = await BlobFiles.open(folder, systemIds);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const filesBelow = async (): Promise<string[]> =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);

  it('keeps a stream of many pieces under its hash', async () => {
    const pieces = Array.from({ length: 50 }, (_, place) => Buffer.alloc(3_000, place));
    const hash = sha256Of(Buffer.concat(pieces));
    expect(await files.put(hash, Readable.from(pieces), 200_000)).toEqual({ ok: true, value: 150_000 });
    expect(await files.findSize(hash)).toBe(150_000);
    expect(await files.read(hash)).toEqual(Buffer.concat(pieces));
    expect(await filesBelow()).toEqual([hash]);
  });

  it('keeps nothing of a stream that is wrong, too long, empty or cut, and says which', async () => {
    const bytes = Buffer.from('trang quét');
    const put = async (hash: Sha256, stream: Readable, max = 1_000): Promise<unknown> => files.put(hash, stream, max);
    expect(await put(sha256Of('other'), Readable.from([bytes]))).toMatchObject({ error: { code: 'hashMismatch' } });
    expect(await put(sha256Of(bytes), Readable.from([bytes]), bytes.length - 1)).toMatchObject({
      error: { code: 'blobTooLarge' },
    });
    expect(await put(sha256Of(''), Readable.from([]))).toMatchObject({ error: { code: 'emptyBlob' } });
    const cut = Readable.from(
      (function* () {
        yield bytes;
        throw new Error('connection reset');
      })(),
    );
    expect(await put(sha256Of(bytes), cut)).toMatchObject({ error: { code: 'uploadCut' } });
    expect(await filesBelow()).toEqual([]);
    expect(await files.findSize(sha256Of(bytes))).toBeUndefined();
    expect(await files.read(sha256Of(bytes))).toBeUndefined();
  });

  it('never makes a path of anything but a hash', async () => {
    for (const name of ['../../etc/passwd', 'a'.repeat(63), '']) {
      await expect(files.findSize(name as Sha256)).rejects.toThrow('not a SHA-256');
    }
  });

  it('removes what cut uploads left behind, and only that', async () => {
    const hash = sha256Of('giữ lại');
    await files.put(hash, Readable.from([Buffer.from('giữ lại')]), 100);
    await writeFile(join(folder, 'incoming', 'left-over'), 'half');
    await files.removeLeftovers();
    expect(await filesBelow()).toEqual([hash]);
  });
});
