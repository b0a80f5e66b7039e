import { readdir, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sha256 } from '#shared/kernel/ids.ts';
import type { BlobResponse } from '#sync/protocol/messages.ts';
import { openTestGateway, TestCluster, type TestGateway } from '#test/support/gateway-harness.ts';
import { parse, sha256Of, type CallAnswer, type TestStation } from '#test/support/gateway-station.ts';

const LIMIT_BYTES = 100_000;
const page = (fill: number, size = 5_000): Uint8Array => new Uint8Array(size).fill(fill);

describe('blobs', () => {
  let cluster: TestCluster;
  let gateway: TestGateway;
  let station: TestStation;
  beforeAll(async () => {
    cluster = await TestCluster.start();
  });
  afterAll(() => cluster.stop());
  beforeEach(async () => {
    gateway = await openTestGateway(cluster, { policy: { maxBlobBytes: LIMIT_BYTES } });
    station = await gateway.newStation();
    await station.stockNumbers();
  });
  afterEach(() => gateway.stop());

  const head = (hash: string): Promise<CallAnswer> => station.call({ method: 'HEAD', url: `/v1/blobs/${hash}` });
  const problemOf = (answer: CallAnswer): [number, unknown] => [
    answer.status,
    (JSON.parse(answer.text) as Record<string, unknown>)['code'],
  ];
  /** Every file in the blob folder, by path below it. */
  const filesOnDisk = async (): Promise<string[]> => {
    const entries = await readdir(gateway.blobFolder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(gateway.blobFolder.length + 1));
  };

  it('stores bytes under their hash and gives the hash it computed', async () => {
    const bytes = page(1);
    const hash = sha256Of(bytes);
    expect((await head(hash)).status).toBe(404);
    expect(parse<BlobResponse>(await station.upload(bytes), 200)).toEqual({
      hash,
      sizeBytes: 5_000,
      storedAt: gateway.clock.now(),
    });
    const found = await head(hash);
    expect([found.status, found.headers['content-length']]).toEqual([200, '5000']);
    expect(await gateway.admin.readBlob(hash)).toEqual(Buffer.from(bytes));
    expect(await filesOnDisk()).toEqual([join(hash.slice(0, 2), hash.slice(2, 4), hash)]);
  });

  it('gives the same answer again without writing, and to another station as well', async () => {
    const first = await station.upload(page(2));
    gateway.clock.advance(60_000);
    const other = await gateway.newStation();
    for (const again of [await station.upload(page(2)), await other.upload(page(2))])
      expect(again).toMatchObject({ status: 200, text: first.text });
    expect(await gateway.admin.summary()).toMatchObject({ blobs: 1, blobBytes: 5_000 });
  });

  it('gives one answer to many uploads of one scan at once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => station.upload(page(3))));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(await filesOnDisk()).toHaveLength(1);
  });

  it('keeps nothing of bytes that do not have the hash, are too many or none', async () => {
    expect(problemOf(await station.upload(page(4), sha256Of('other')))).toEqual([422, 'hashMismatch']);
    expect(problemOf(await station.upload(page(5, LIMIT_BYTES + 1)))).toEqual([413, 'blobTooLarge']);
    expect(problemOf(await station.upload(page(6, 0)))).toEqual([422, 'emptyBlob']);
    expect(await filesOnDisk()).toEqual([]);
    expect((await gateway.admin.summary()).blobs).toBe(0);
    expect((await station.upload(page(7, LIMIT_BYTES))).status).toBe(200);
  });

  it('refuses names that are not a hash, and content that is not a scan', async () => {
    const headers = { 'content-type': 'image/jpeg' };
    for (const name of ['A'.repeat(64), 'a'.repeat(63), '..%2f..%2fetc', 'x']) {
      const answer = await station.call({ method: 'PUT', url: `/v1/blobs/${name}`, headers, body: page(8) });
      expect([name, ...problemOf(answer)]).toEqual([name, 400, 'malformedQuery']);
      expect((await head(name)).status).toBe(400);
    }
    const url = `/v1/blobs/${sha256Of(page(8))}`;
    const asJson = await station.call({ method: 'PUT', url, body: { bytes: [] } });
    expect(problemOf(asJson)).toEqual([415, 'unsupportedMediaType']);
    const packed = { ...headers, 'content-encoding': 'gzip' };
    const answer = await station.call({ method: 'PUT', url, headers: packed, body: page(8) });
    expect(problemOf(answer)).toEqual([415, 'unsupportedEncoding']);
    expect(await filesOnDisk()).toEqual([]);
  });

  it('calls a dossier complete when every scan it names is stored', async () => {
    const scans = [page(9), page(10)] as const;
    await station.send([
      station.acceptDossier(station.newDossier({}, scans.map(sha256Of))),
      station.acceptDossier(station.newDossier()),
    ]);
    const isComplete = async (): Promise<boolean | undefined> => (await gateway.admin.listDossiers())[0]?.isComplete;
    expect(await gateway.admin.summary()).toMatchObject({ dossiers: 2, completeDossiers: 1 });
    await station.upload(scans[0]);
    expect(await isComplete()).toBe(false);
    await station.upload(scans[1]);
    expect(await isComplete()).toBe(true);
    expect(await gateway.admin.summary()).toMatchObject({ completeDossiers: 2 });
    expect((await gateway.admin.listDossiers())[0]?.blobHashes).toEqual(scans.map(sha256Of).sort());
  });

  it('writes a scan again whose file was lost or cut behind its back', async () => {
    const bytes = page(11);
    const hash = sha256Of(bytes);
    await station.upload(bytes);
    const path = join(gateway.blobFolder, hash.slice(0, 2), hash.slice(2, 4), hash);
    for (const damage of [() => rm(path), () => writeFile(path, 'cut')]) {
      await damage();
      expect((await head(hash)).status).toBe(404);
      expect((await station.upload(bytes)).status).toBe(200);
      expect(await gateway.admin.readBlob(hash)).toEqual(Buffer.from(bytes));
    }
  });

  it('keeps nothing of an upload that is broken off, and takes the whole one afterwards', async () => {
    const url = await gateway.app.listen({ port: 0, host: '127.0.0.1' });
    const bytes = page(12, 80_000);
    const hash = sha256Of(bytes);
    const headers = station.uploadHeaders(station.storeBlob(bytes));
    await new Promise<void>((resolve) => {
      const upload = httpRequest(`${url}/v1/blobs/${hash}`, {
        method: 'PUT',
        headers: { ...headers, 'content-length': bytes.length },
      });
      upload.on('error', () => resolve());
      upload.write(bytes.subarray(0, 40_000), () => upload.destroy());
    });
    expect((await head(hash)).status).toBe(404);
    const answer = await fetch(`${url}/v1/blobs/${hash}`, { method: 'PUT', headers, body: new Uint8Array(bytes) });
    expect(answer.status).toBe(200);
    // The gateway notices the broken connection in its own time.
    await expect.poll(filesOnDisk).toEqual([join(hash.slice(0, 2), hash.slice(2, 4), hash)]);
  });

  it('refuses an unannounced stream beyond the limit over a real connection', async () => {
    const url = await gateway.app.listen({ port: 0, host: '127.0.0.1' });
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const upload = httpRequest(`${url}/v1/blobs/${'a'.repeat(64)}`, {
        method: 'PUT',
        headers: station.uploadHeaders(station.storeBlob(new Uint8Array(1), 'a'.repeat(64) as Sha256)),
      });
      upload.on('response', (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      upload.on('error', reject);
      upload.write(page(13, LIMIT_BYTES));
      upload.end(page(13, LIMIT_BYTES));
    });
    expect(status).toBe(413);
    expect(await filesOnDisk()).toEqual([]);
  });
});
