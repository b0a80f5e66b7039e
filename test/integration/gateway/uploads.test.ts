import { readdir, stat } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MS_PER_DAY } from '#shared/kernel/instant.ts';
import { removeExpiredUploads } from '#sync/gateway/services/uploads.ts';
import type { BlobResponse } from '#sync/protocol/messages.ts';
import { openGatewayForEach } from '#test/support/gateway-for-each.ts';
import type { TestGateway } from '#test/support/gateway-harness.ts';
import { parse, sha256Of, type CallAnswer, type TestStation } from '#test/support/gateway-station.ts';

const LIMIT_BYTES = 400_000;
const scan = (seed: number, size = 100_000): Uint8Array =>
  Uint8Array.from({ length: size }, (_, place) => (place * 31 + seed * 7 + (place >> 8)) % 256);

describe('resumable uploads', () => {
  let gateway: TestGateway;
  let station: TestStation;
  openGatewayForEach(
    async (opened) => {
      gateway = opened;
      station = await gateway.newStation();
    },
    { policy: { maxBlobBytes: LIMIT_BYTES } },
  );

  const offsetOf = (answer: CallAnswer): number => Number(answer.headers['upload-offset']);
  const problemOf = (answer: CallAnswer): [number, unknown] => [
    answer.status,
    answer.text === '' ? answer.headers['x-qmc-problem'] : (JSON.parse(answer.text) as { code: unknown }).code,
  ];
  const partsOnDisk = (): Promise<string[]> => readdir(join(gateway.blobFolder, 'uploads'));
  const linkedOperations = async ({ stationId }: TestStation): Promise<unknown[]> => {
    const links = await gateway.deps.database.query<{ readonly id: string }>(
      'SELECT operation_id AS id FROM chain_links WHERE station_id = $1',
      [stationId],
    );
    return links.map(({ id }) => id);
  };
  const refusal = async (answer: Promise<CallAnswer>): Promise<[number, unknown]> => problemOf(await answer);

  it('[UP1] gives the same upload to whoever asks twice, also to a station that has forgotten everything', async () => {
    const bytes = scan(1);
    const hash = sha256Of(bytes);
    const opened = await station.openUpload(hash, bytes.length);
    expect([opened.status, opened.headers['location']]).toEqual([201, `/v1/uploads/${hash}`]);
    expect(offsetOf(await station.uploadPart(hash, 0, bytes.subarray(0, 60_000)))).toBe(60_000);
    expect((await station.openUpload(hash, bytes.length)).headers['location']).toBe(opened.headers['location']);
    expect(offsetOf(await station.uploadState(hash))).toBe(60_000);
    const answer = await station.uploadPart(hash, 60_000, bytes.subarray(60_000));
    expect(parse<BlobResponse>(answer, 200)).toMatchObject({ hash, sizeBytes: 100_000 });
    expect(await gateway.admin.readBlob(hash)).toEqual(Buffer.from(bytes));
    expect(await partsOnDisk()).toEqual([]);
  });

  it('[UP2] never tells an offset beyond what is in the file, and takes no part that leaves a gap', async () => {
    const bytes = scan(2);
    const hash = sha256Of(bytes);
    await station.openUpload(hash, bytes.length, { first: bytes.subarray(0, 10_000) });
    const file = join(gateway.blobFolder, 'uploads', `${station.stationId}.${hash}`);
    expect((await stat(file)).size).toBe(10_000);
    expect(await refusal(station.uploadPart(hash, 20_000, bytes.subarray(20_000, 30_000)))).toEqual([
      409,
      'uploadOffsetMismatch',
    ]);
    expect(await refusal(station.uploadPart(hash, 5_000, bytes.subarray(5_000)))).toEqual([
      409,
      'uploadOffsetMismatch',
    ]);
    expect([offsetOf(await station.uploadState(hash)), (await stat(file)).size]).toEqual([10_000, 10_000]);
  });

  it('[UP3] removes bytes that do not have the hash, and takes the right ones afterwards', async () => {
    const bytes = scan(3);
    const hash = sha256Of(bytes);
    const wrong = bytes.slice();
    wrong[70_000] = (wrong[70_000] ?? 0) ^ 1;
    await station.openUpload(hash, bytes.length, { first: wrong.subarray(0, 50_000) });
    expect(await refusal(station.uploadPart(hash, 50_000, wrong.subarray(50_000)))).toEqual([422, 'hashMismatch']);
    expect(await partsOnDisk()).toEqual([]);
    expect(await gateway.admin.readBlob(hash)).toBeUndefined();
    expect(await refusal(station.uploadState(hash))).toEqual([404, 'uploadUnknown']);
    expect((await station.upload(bytes)).status).toBe(201);
  });

  it('[UP3] accepts on the next question an upload whose last byte came just before the gateway stopped', async () => {
    const bytes = scan(4);
    const hash = sha256Of(bytes);
    await station.openUpload(hash, bytes.length);
    const key = { stationId: station.stationId, hash };
    const { Readable } = await import('node:stream');
    await gateway.deps.blobFiles.uploads.write(key, Readable.from([Buffer.from(bytes)]), 0);
    const state = await station.uploadState(hash);
    expect(JSON.parse(state.headers['x-qmc-blob'] ?? '')).toMatchObject({ hash, sizeBytes: 100_000 });
    expect(await gateway.admin.readBlob(hash)).toEqual(Buffer.from(bytes));
  });

  it('[UP4] answers a scan that the agency has handed in as complete, without a byte of it', async () => {
    const bytes = scan(5);
    const hash = sha256Of(bytes);
    const first = await station.upload(bytes);
    const colleague = await gateway.newStation();
    const opened = await colleague.openUpload(hash, bytes.length);
    expect([opened.status, opened.text, offsetOf(opened)]).toEqual([201, first.text, 100_000]);
    expect(offsetOf(await colleague.uploadState(hash))).toBe(100_000);
    expect((await gateway.admin.summary()).blobs).toBe(1);
  });

  it('[UP4] does not tell another agency that a scan is stored before it has handed it in itself', async () => {
    const bytes = scan(6);
    const hash = sha256Of(bytes);
    await station.upload(bytes);
    const stranger = await gateway.newStation('H99.02');
    expect(await refusal(stranger.uploadState(hash))).toEqual([404, 'uploadUnknown']);
    expect(offsetOf(await stranger.openUpload(hash, bytes.length))).toBeNaN();
    expect((await stranger.uploadPart(hash, 0, bytes)).status).toBe(200);
    expect(offsetOf(await stranger.uploadState(hash))).toBe(100_000);
    expect((await gateway.admin.summary()).blobs).toBe(1);
  });

  it('[UP15] [UP4] records the operation of whoever announces a scan, also of one that is stored already', async () => {
    const bytes = scan(13);
    const hash = sha256Of(bytes);
    await station.upload(bytes);
    const colleague = await gateway.newStation();
    await colleague.uploadState(hash);
    expect(await linkedOperations(colleague)).toEqual([]);
    const operation = colleague.storeBlob(bytes);
    for (let turn = 0; turn < 2; turn += 1) await colleague.openUpload(hash, bytes.length, { operation });
    expect(await linkedOperations(colleague)).toHaveLength(1);
    expect(await refusal(colleague.openUpload(hash, bytes.length, { operation: station.storeBlob(bytes) }))).toEqual([
      422,
      'foreignStation',
    ]);
  });

  it('[UP15] [UP4] records the operation of an upload that a colleague finishes first', async () => {
    const bytes = scan(17);
    const hash = sha256Of(bytes);
    const colleague = await gateway.newStation();
    const operation = colleague.storeBlob(bytes);
    await colleague.openUpload(hash, bytes.length, { first: bytes.subarray(0, 10), operation });
    await station.upload(bytes);
    expect(offsetOf(await colleague.uploadPart(hash, 10, bytes.subarray(10, 20)))).toBe(100_000);
    expect([await linkedOperations(colleague), await partsOnDisk()]).toEqual([[operation.operationId], []]);
  });

  it('[UP15] opens nothing for an operation that is wrong, and keeps nothing of one that is refused at the end', async () => {
    const bytes = scan(14);
    const hash = sha256Of(bytes);
    const operation = station.storeBlob(bytes);
    const forged = { ...operation, signature: 'A'.repeat(86) };
    expect(await refusal(station.openUpload(hash, bytes.length, { operation: forged }))).toEqual([
      422,
      'signatureInvalid',
    ]);
    expect(await refusal(station.openUpload(hash, bytes.length - 1, { operation }))).toEqual([
      422,
      'payloadHashMismatch',
    ]);
    expect(await refusal(station.uploadState(hash))).toEqual([404, 'uploadUnknown']);
    const other = scan(15, 10);
    await station.upload(other, sha256Of(other), station.storeBlob(other));
    const reused = station.reseal({ ...operation, stationSequence: operation.stationSequence + 1 });
    await station.openUpload(hash, bytes.length, { first: bytes.subarray(0, 10), operation: reused });
    expect(await refusal(station.uploadPart(hash, 10, bytes.subarray(10)))).toEqual([422, 'sequenceReused']);
    expect([await partsOnDisk(), await gateway.admin.summary()]).toMatchObject([[], { blobs: 1 }]);
    expect((await station.upload(bytes, hash, operation)).status).toBe(201);
  });

  it('[UP15] goes on under the operation that an upload is announced with last', async () => {
    const bytes = scan(16);
    const hash = sha256Of(bytes);
    await station.openUpload(hash, bytes.length, { first: bytes.subarray(0, 10) });
    const last = station.storeBlob(bytes);
    expect(offsetOf(await station.openUpload(hash, bytes.length, { operation: last }))).toBeNaN();
    expect((await station.uploadPart(hash, 10, bytes.subarray(10))).status).toBe(200);
    expect(await linkedOperations(station)).toEqual([last.operationId]);
  });

  it("[UP5] shows nobody another station's upload, and takes no part of it from them", async () => {
    const bytes = scan(7);
    const hash = sha256Of(bytes);
    await station.openUpload(hash, bytes.length, { first: bytes.subarray(0, 40_000) });
    const other = await gateway.newStation();
    expect(await refusal(other.uploadState(hash))).toEqual([404, 'uploadUnknown']);
    expect(await refusal(other.uploadPart(hash, 40_000, bytes.subarray(40_000)))).toEqual([404, 'uploadUnknown']);
    await other.openUpload(hash, bytes.length, { first: bytes.subarray(0, 10) });
    expect([offsetOf(await station.uploadState(hash)), offsetOf(await other.uploadState(hash))]).toEqual([40_000, 10]);
    const anonymous = await gateway.call({ method: 'HEAD', url: `/v1/uploads/${hash}` });
    expect(problemOf(anonymous)).toEqual([401, 'sessionExpired']);
  });

  it('[UP6] forgets an upload that was not finished in time, and takes it from the start', async () => {
    const bytes = scan(8);
    const hash = sha256Of(bytes);
    await station.openUpload(hash, bytes.length, { first: bytes.subarray(0, 40_000) });
    gateway.clock.advance(7 * MS_PER_DAY);
    await station.openSession();
    expect(await refusal(station.uploadState(hash))).toEqual([410, 'uploadExpired']);
    expect(await refusal(station.uploadPart(hash, 40_000, bytes.subarray(40_000)))).toEqual([410, 'uploadExpired']);
    expect(await removeExpiredUploads(gateway.deps)).toBe(1);
    expect(await partsOnDisk()).toEqual([]);
    expect(await refusal(station.uploadState(hash))).toEqual([404, 'uploadUnknown']);
    expect((await station.upload(bytes)).status).toBe(201);
    expect(await removeExpiredUploads(gateway.deps)).toBe(0);
  });

  it('[UP6] begins an expired upload anew before it has been cleaned up', async () => {
    const bytes = scan(9);
    const hash = sha256Of(bytes);
    await station.openUpload(hash, bytes.length, { first: scan(10).subarray(0, 40_000) });
    gateway.clock.advance(7 * MS_PER_DAY);
    await station.openSession();
    expect((await station.upload(bytes)).status).toBe(201);
  });

  it('[UP7] refuses sizes that are too large, none or a lie, at the first request', async () => {
    const hash = sha256Of('x');
    expect(await refusal(station.openUpload(hash, LIMIT_BYTES + 1))).toEqual([413, 'blobTooLarge']);
    expect(await refusal(station.openUpload(hash, 0))).toEqual([422, 'emptyBlob']);
    expect(await refusal(station.openUpload(hash, -1))).toEqual([400, 'malformedUpload']);
    expect(await refusal(station.openUpload(hash, 10, { first: scan(1, 11) }))).toEqual([413, 'blobTooLarge']);
    await station.openUpload(hash, 10);
    expect(await refusal(station.uploadPart(hash, 0, scan(1, 11)))).toEqual([413, 'blobTooLarge']);
    expect(offsetOf(await station.uploadState(hash))).toBe(0);
  });

  it('[UP7] refuses what is not tus 1.0', async () => {
    const hash = sha256Of(scan(11));
    const url = `/v1/uploads/${hash}`;
    await station.openUpload(hash, 100_000);
    const call = (headers: Record<string, string>): Promise<CallAnswer> =>
      station.call({ method: 'PATCH', url, headers, body: scan(11, 10) });
    const part = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
    expect(await refusal(call(part))).toEqual([412, 'unsupportedUploadVersion']);
    expect(await refusal(call({ ...part, 'tus-resumable': '0.2.2' }))).toEqual([412, 'unsupportedUploadVersion']);
    const tus = { 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream' };
    for (const offset of ['-1', 'x', '1.5']) {
      expect(await refusal(call({ ...tus, 'upload-offset': offset }))).toEqual([400, 'malformedUpload']);
    }
    expect(await refusal(call(tus))).toEqual([400, 'malformedUpload']);
    expect(await refusal(station.call({ method: 'DELETE', url }))).toEqual([404, 'notFound']);
  });

  it('[UP2] keeps what came of a part that was broken off', async () => {
    const baseUrl = await gateway.app.listen({ port: 0, host: '127.0.0.1' });
    const bytes = scan(12, 300_000);
    const hash = sha256Of(bytes);
    await station.openUpload(hash, bytes.length);
    await new Promise<void>((resolve) => {
      const part = httpRequest(`${baseUrl}/v1/uploads/${hash}`, {
        method: 'PATCH',
        headers: {
          authorization: `Bearer ${station.token}`,
          'tus-resumable': '1.0.0',
          'content-type': 'application/offset+octet-stream',
          'upload-offset': '0',
          'content-length': bytes.length,
        },
      });
      part.on('error', () => resolve());
      part.write(bytes.subarray(0, 120_000), () => part.destroy());
    });
    // What was broken off may still be arriving: a sender that is told 409 asks anew where to go on.
    const goOn = async (): Promise<number> => {
      const kept = offsetOf(await station.uploadState(hash));
      expect(kept).toBeLessThanOrEqual(120_000);
      return (await station.uploadPart(hash, kept, bytes.subarray(kept))).status;
    };
    await expect.poll(goOn, { timeout: 20_000, interval: 25 }).toBe(200);
    expect(await gateway.admin.readBlob(hash)).toEqual(Buffer.from(bytes));
  });
});
