import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BlobResponse } from '#sync/protocol/messages.ts';
import { openGatewayForEach } from '#test/support/gateway-for-each.ts';
import type { TestGateway } from '#test/support/gateway-harness.ts';
import { parse, sha256Of, type CallAnswer, type TestStation } from '#test/support/gateway-station.ts';

const LIMIT_BYTES = 100_000;
const page = (fill: number, size = 5_000): Uint8Array => new Uint8Array(size).fill(fill);

describe('blobs', () => {
  let gateway: TestGateway;
  let station: TestStation;
  openGatewayForEach(
    async (opened) => {
      gateway = opened;
      station = await gateway.newStation();
      await station.stockNumbers();
    },
    { policy: { maxBlobBytes: LIMIT_BYTES } },
  );

  const head = (hash: string): Promise<CallAnswer> => station.uploadState(hash);
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
    expect(parse<BlobResponse>(await station.upload(bytes), 201)).toEqual({
      hash,
      sizeBytes: 5_000,
      storedAt: gateway.clock.now(),
    });
    const found = await head(hash);
    expect([found.status, found.headers['upload-offset'], found.headers['upload-length']]).toEqual([
      200,
      '5000',
      '5000',
    ]);
    expect(JSON.parse(found.headers['x-qmc-blob'] ?? '')).toMatchObject({ hash, sizeBytes: 5_000 });
    expect(await gateway.admin.readBlob(hash)).toEqual(Buffer.from(bytes));
    expect(await filesOnDisk()).toEqual([join(hash.slice(0, 2), hash.slice(2, 4), hash)]);
  });

  it('gives the same answer again without writing, and to another station as well', async () => {
    const first = await station.upload(page(2));
    gateway.clock.advance(60_000);
    const other = await gateway.newStation();
    for (const again of [await station.upload(page(2)), await other.upload(page(2))])
      expect(again).toMatchObject({ status: 201, text: first.text });
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
    expect((await station.upload(page(7, LIMIT_BYTES))).status).toBe(201);
  });

  it('refuses names that are not a hash, and content that is not a scan', async () => {
    for (const name of ['A'.repeat(64), 'a'.repeat(63), '../../etc', 'x', '']) {
      expect([name, ...problemOf(await station.upload(page(8), name))]).toEqual([name, 400, 'malformedUpload']);
    }
    for (const name of ['A'.repeat(64), '..%2f..%2fetc', 'x']) {
      expect((await head(name)).headers['x-qmc-problem']).toBe('uploadUnknown');
      expect(problemOf(await station.uploadPart(name, 0, page(8)))).toEqual([404, 'uploadUnknown']);
    }
    const hash = sha256Of(page(8));
    expect(problemOf(await station.openUpload(hash, 5_000, { mediaType: 'text/html' }))).toEqual([
      400,
      'malformedUpload',
    ]);
    const tus = { 'tus-resumable': '1.0.0', 'upload-length': '5000' };
    const asJson = await station.call({ method: 'POST', url: '/v1/uploads', headers: tus, body: { bytes: [] } });
    expect(problemOf(asJson)).toEqual([415, 'unsupportedMediaType']);
    const packed = { ...tus, 'content-type': 'application/offset+octet-stream', 'content-encoding': 'gzip' };
    const answer = await station.call({ method: 'POST', url: '/v1/uploads', headers: packed, body: page(8) });
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
      expect((await station.upload(bytes)).status).toBe(201);
      expect(await gateway.admin.readBlob(hash)).toEqual(Buffer.from(bytes));
    }
  });
});
