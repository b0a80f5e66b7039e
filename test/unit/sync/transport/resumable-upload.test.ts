import { describe, expect, it } from 'vitest';
import type { Sha256 } from '#shared/kernel/ids.ts';
import { StopSource } from '#sync/runner/stop-source.ts';
import { encodeOperationHeader } from '#sync/protocol/operation-header.ts';
import { OperationBook } from '#test/fakes/operation-book.ts';
import { noUpload, problem, uploadReply, WireBench } from './wire-bench.ts';

const HASH = 'ab'.repeat(32) as Sha256;
const SIZE = 3_000;
const bytes = Uint8Array.from({ length: SIZE }, (_, place) => place % 251);
const operation = new OperationBook().writeBlob(bytes);
const cut = (): never => {
  throw new TypeError('fetch failed');
};
const sizesOf = (wire: WireBench): (string | number)[] =>
  wire.calls.flatMap(({ method, body }) => [method, body instanceof Uint8Array ? body.byteLength : 0]);
const parts = (size: number) => (): Promise<number> => Promise.resolve(size);

describe('an upload', () => {
  it('[UP8] asks first how far the gateway is, and sends nothing of a blob it has', async () => {
    const wire = new WireBench();
    wire.replies.push(uploadReply(SIZE, SIZE, HASH), uploadReply(SIZE, SIZE, HASH, 201));
    const answer = await wire.client.uploadBlob(HASH, 'image/jpeg', bytes, operation);
    expect(answer).toMatchObject({ ok: true, value: { hash: HASH, sizeBytes: SIZE } });
    expect(sizesOf(wire)).toEqual(['HEAD', 0, 'POST', 0]);
    expect(wire.calls[1]?.headers.get('upload-metadata')).toContain(btoa(encodeOperationHeader(operation)));
  });

  it('[UP8] sends a small blob with the request that opens its upload', async () => {
    const wire = new WireBench();
    wire.replies.push(noUpload(), uploadReply(SIZE, SIZE, HASH, 201));
    expect(await wire.client.uploadBlob(HASH, 'image/png', bytes, operation)).toMatchObject({ ok: true });
    expect(sizesOf(wire)).toEqual(['HEAD', 0, 'POST', SIZE]);
    const metadata = wire.calls[1]?.headers.get('upload-metadata') ?? '';
    expect(
      metadata.split(',').map((pair) => pair.split(' ').map((text, place) => (place === 1 ? atob(text) : text))),
    ).toEqual([
      ['hash', HASH],
      ['mediaType', 'image/png'],
      ['operation', encodeOperationHeader(operation)],
    ]);
    expect(wire.calls.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer token-1', 'Bearer token-1']);
  });

  it('[UP8] goes on from what the gateway has, part by part, and tells how far it is', async () => {
    const wire = new WireBench();
    const offsets = [1_000, 2_000, 3_000];
    wire.replies.push(...offsets.map((offset) => uploadReply(offset, SIZE, HASH)), uploadReply(SIZE, SIZE, HASH, 201));
    const progress: number[] = [];
    const options = { nextPart: parts(1_000), onProgress: (stored: number) => void progress.push(stored) };
    expect(await wire.client.uploadBlob(HASH, 'image/jpeg', bytes, operation, options)).toMatchObject({ ok: true });
    expect(sizesOf(wire)).toEqual(['HEAD', 0, 'PATCH', 1_000, 'PATCH', 1_000, 'POST', 0]);
    expect(wire.calls.map(({ headers }) => headers.get('upload-offset'))).toEqual([null, '1000', '2000', null]);
    expect(progress).toEqual(offsets);
  });

  it('[UP15] counts nothing as accepted before the gateway knows its operation', async () => {
    const wire = new WireBench();
    wire.replies.push(uploadReply(SIZE, SIZE, HASH), problem('sequenceReused', 422));
    expect(await wire.client.uploadBlob(HASH, 'image/jpeg', bytes, operation)).toEqual({
      ok: false,
      error: { code: 'rejected', details: { problemCode: 'sequenceReused', status: 422 } },
    });
    const lost = new WireBench();
    lost.replies.push(uploadReply(SIZE, SIZE, HASH), uploadReply(0, SIZE, HASH, 201));
    expect(await lost.client.uploadBlob(HASH, 'image/jpeg', bytes, operation)).toEqual({
      ok: false,
      error: { code: 'busy' },
    });
    expect([...sizesOf(wire), ...sizesOf(lost)]).toEqual(['HEAD', 0, 'POST', 0, 'HEAD', 0, 'POST', 0]);
  });

  it('[UP9] goes on at once after a cut, as long as every attempt begins further on', async () => {
    const wire = new WireBench();
    wire.replies.push(noUpload(), cut, uploadReply(800, SIZE, HASH), cut, uploadReply(1_600, SIZE, HASH));
    wire.replies.push(uploadReply(SIZE, SIZE, HASH), uploadReply(SIZE, SIZE, HASH, 201));
    expect(await wire.client.uploadBlob(HASH, 'image/jpeg', bytes, operation)).toMatchObject({ ok: true });
    expect(sizesOf(wire)).toEqual([
      'HEAD',
      0,
      'POST',
      3_000,
      'HEAD',
      0,
      'PATCH',
      2_200,
      'HEAD',
      0,
      'PATCH',
      1_400,
      'POST',
      0,
    ]);
  });

  it('[UP9] gives the failure back when the link does not answer or nothing gets through', async () => {
    const dead = new WireBench();
    dead.replies.push(cut);
    expect(await dead.client.uploadBlob(HASH, 'image/jpeg', bytes, operation)).toEqual({
      ok: false,
      error: { code: 'unreachable' },
    });
    const stuck = new WireBench();
    stuck.replies.push(uploadReply(500, SIZE, HASH), cut, uploadReply(500, SIZE, HASH), cut);
    expect(await stuck.client.uploadBlob(HASH, 'image/jpeg', bytes, operation)).toEqual({
      ok: false,
      error: { code: 'unreachable' },
    });
    expect([dead.calls.length, stuck.calls.length]).toEqual([1, 4]);
  });

  it('[UP9] repeats a lost part in small, unasked, once the gateway has told the same place twice', async () => {
    const large = new Uint8Array(300_000);
    const wire = new WireBench();
    const upload = (): ReturnType<typeof wire.client.uploadBlob> =>
      wire.client.uploadBlob(HASH, 'image/jpeg', large, operation);
    wire.replies.push(uploadReply(100_000, 300_000, HASH), cut, uploadReply(100_000, 300_000, HASH), cut);
    expect(await upload()).toEqual({ ok: false, error: { code: 'unreachable' } });
    wire.replies.push(cut, cut);
    expect(await upload()).toMatchObject({ ok: false });
    wire.replies.push(uploadReply(165_536, 300_000, HASH), cut);
    wire.replies.push(uploadReply(230_000, 300_000, HASH), problem('uploadOffsetMismatch', 409));
    wire.replies.push(uploadReply(300_000, 300_000, HASH), uploadReply(300_000, 300_000, HASH, 201));
    expect(await upload()).toMatchObject({ ok: true });
    const small = 64 * 1024;
    expect(sizesOf(wire)).toEqual([
      ...['HEAD', 0, 'PATCH', 200_000, 'HEAD', 0, 'PATCH', small],
      ...['PATCH', small, 'PATCH', small],
      ...['PATCH', small, 'PATCH', 2 * small],
      ...['HEAD', 0, 'PATCH', small],
      ...['HEAD', 0, 'POST', 0],
    ]);
  });

  it('[UP9] [UP15] tells only the operation when that is all that is missing', async () => {
    const wire = new WireBench();
    wire.replies.push(uploadReply(SIZE, SIZE, HASH), cut);
    expect(await wire.client.uploadBlob(HASH, 'image/jpeg', bytes, operation)).toMatchObject({ ok: false });
    wire.replies.push(uploadReply(SIZE, SIZE, HASH, 201));
    expect(await wire.client.uploadBlob(HASH, 'image/jpeg', bytes, operation)).toMatchObject({ ok: true });
    expect(sizesOf(wire)).toEqual(['HEAD', 0, 'POST', 0, 'POST', 0]);
  });

  it('[UP10] begins anew when the upload has expired, and never parks a scan for being out of step', async () => {
    const wire = new WireBench();
    wire.replies.push(uploadReply(1_000, SIZE, HASH), problem('uploadExpired', 410));
    wire.replies.push(noUpload(), uploadReply(SIZE, SIZE, HASH, 201));
    expect(await wire.client.uploadBlob(HASH, 'image/jpeg', bytes, operation)).toMatchObject({ ok: true });
    const odd = new WireBench();
    for (let turn = 0; turn < 2; turn += 1)
      odd.replies.push(uploadReply(1_000, SIZE, HASH), problem('uploadOffsetMismatch', 409));
    expect(await odd.client.uploadBlob(HASH, 'image/jpeg', bytes, operation)).toEqual({
      ok: false,
      error: { code: 'busy' },
    });
  });

  it('[TR2] takes no answer that is not the gateway’s, and none that leads nowhere', async () => {
    const foreign = new Response(null, {
      status: 200,
      headers: { 'upload-offset': '0', 'upload-length': String(SIZE) },
    });
    const standing = [uploadReply(1_000, SIZE, HASH), uploadReply(1_000, SIZE, HASH)];
    const beyond = [uploadReply(1_000, SIZE, HASH), uploadReply(9_999, SIZE, HASH)];
    const portal = new Response('<html>', { status: 404, headers: { 'content-type': 'text/html' } });
    for (const replies of [[foreign], standing, beyond, [portal]]) {
      const wire = new WireBench();
      wire.replies.push(...replies);
      expect(await wire.client.uploadBlob(HASH, 'image/jpeg', bytes, operation)).toMatchObject({
        error: { code: 'notTheGateway' },
      });
      expect(wire.calls.length).toBe(replies.length);
    }
  });

  it('[TR6] [TR9] renews a refused session before anything is sent, and reports what pauses the queue', async () => {
    const wire = new WireBench();
    const refused = (code: string, status: number): Response =>
      new Response(null, { status, headers: { 'x-qmc-problem': code } });
    wire.replies.push(
      refused('sessionExpired', 401),
      uploadReply(SIZE, SIZE, HASH),
      uploadReply(SIZE, SIZE, HASH, 201),
    );
    expect(await wire.client.uploadBlob(HASH, 'image/jpeg', bytes, operation)).toMatchObject({ ok: true });
    wire.replies.push(refused('stationBlocked', 403));
    expect(await wire.client.uploadBlob(HASH, 'image/jpeg', bytes, operation)).toMatchObject({
      error: { code: 'stationBlocked' },
    });
    expect(wire.calls.every(({ body }) => body === null)).toBe(true);
  });

  it('[UP11] ends when it is stopped, also while it waits for its turn, and sends nothing afterwards', async () => {
    const wire = new WireBench();
    const stop = new StopSource();
    wire.replies.push(uploadReply(1_000, SIZE, HASH));
    const grants: (() => void)[] = [];
    const nextPart = (): Promise<number> => new Promise((go) => grants.push(() => go(1_000)));
    const answer = wire.client.uploadBlob(HASH, 'image/jpeg', bytes, operation, { stop, nextPart });
    await expect.poll(() => grants.length).toBe(1);
    stop.stop();
    expect(await answer).toEqual({ ok: false, error: { code: 'unreachable' } });
    for (const grant of grants) grant();
    expect(await wire.client.uploadBlob(HASH, 'image/jpeg', bytes, operation, { stop })).toMatchObject({ ok: false });
    expect([sizesOf(wire), wire.scheduler.pending]).toEqual([['HEAD', 0], 0]);
  });
});
