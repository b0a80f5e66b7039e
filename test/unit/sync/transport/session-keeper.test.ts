import { describe, expect, it } from 'vitest';
import type { Sha256 } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { OperationBook } from '#test/fakes/operation-book.ts';
import { json, problem, textOf, WireBench, type SentRequest, noUpload } from './wire-bench.ts';

const NO_CHANGES = { changes: [], nextCursor: 0, hasMore: false };
const HASH = 'ab'.repeat(32) as Sha256;

describe('time', () => {
  const never = (_request: SentRequest, signal: AbortSignal): Promise<Response> =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });

  it('[TR7] aborts a call that takes too long', async () => {
    const wire = new WireBench();
    wire.replies.push(never);
    const answer = wire.client.fetchChanges(0, 10);
    await wire.scheduler.advance(29_999);
    expect(wire.scheduler.pending).toBe(1);
    await wire.scheduler.advance(1);
    expect(await answer).toEqual({ ok: false, error: { code: 'timedOut' } });
  });

  it('[TR7] gives an upload time by its size, and leaves no timer behind', async () => {
    const wire = new WireBench({ timeouts: { slowestUploadBytesPerSecond: 1_000 } });
    wire.replies.push(noUpload(), never);
    const answer = wire.client.uploadBlob(HASH, 'image/jpeg', new Uint8Array(60_000), new OperationBook().write());
    await wire.scheduler.advance(89_999);
    expect(wire.scheduler.pending).toBe(1);
    await wire.scheduler.advance(1);
    expect(await answer).toEqual({ ok: false, error: { code: 'timedOut' } });
    expect(wire.scheduler.pending).toBe(0);
  });
});

describe('sessions', () => {
  it('[TR6] opens one session by signature and uses it for every call', async () => {
    const wire = new WireBench();
    wire.replies.push(json(NO_CHANGES), json(NO_CHANGES));
    await wire.client.fetchChanges(0, 10);
    await wire.client.fetchChanges(0, 10);
    expect(wire.sessions).toBe(1);
    expect(wire.calls.map((call) => call.headers.get('authorization'))).toEqual(['Bearer token-1', 'Bearer token-1']);
    const [session] = wire.requests;
    const sent = JSON.parse(textOf(session)) as Record<string, string>;
    expect(wire.signed).toEqual([`qmc-session:${wire.station}:${sent['issuedAt']}:${sent['nonce']}`]);
    expect(sent['signature']).toBe('signature');
  });

  it('[TR6] renews once after a 401 and repeats the call', async () => {
    for (const refusal of [problem('sessionExpired', 401), problem('unauthorised', 401)]) {
      const wire = new WireBench();
      wire.replies.push(refusal, json(NO_CHANGES));
      expect(await wire.client.fetchChanges(0, 10)).toEqual({ ok: true, value: NO_CHANGES });
      expect(wire.calls.map((call) => call.headers.get('authorization'))).toEqual(['Bearer token-1', 'Bearer token-2']);
    }
  });

  it('[TR6] gives up after a second 401', async () => {
    const wire = new WireBench();
    wire.replies.push(problem('sessionExpired', 401), problem('sessionExpired', 401));
    expect(await wire.client.fetchChanges(0, 10)).toMatchObject({ ok: false, error: { code: 'sessionExpired' } });
    expect([wire.calls.length, wire.sessions]).toEqual([2, 2]);
  });

  it('[TR6] shares one renewal between parallel calls', async () => {
    const wire = new WireBench();
    wire.replies.push(json(NO_CHANGES), json(NO_CHANGES), json(NO_CHANGES));
    await Promise.all([0, 1, 2].map(() => wire.client.fetchChanges(0, 10)));
    expect(wire.sessions).toBe(1);
    wire.replies.push(
      problem('sessionExpired', 401),
      problem('sessionExpired', 401),
      json(NO_CHANGES),
      json(NO_CHANGES),
    );
    const both = await Promise.all([wire.client.fetchChanges(0, 10), wire.client.fetchChanges(0, 10)]);
    expect(both.map((answer) => answer.ok)).toEqual([true, true]);
    expect(wire.sessions).toBe(2);
  });

  it('[TR9] reports why no session is to be had', async () => {
    const blocked = new WireBench();
    blocked.sessionReplies.push(problem('stationBlocked', 403));
    expect(await blocked.client.fetchChanges(0, 10)).toMatchObject({ ok: false, error: { code: 'stationBlocked' } });
    const refused = new WireBench();
    refused.sessionReplies.push(problem('clockTooFarOff', 400));
    expect(await refused.client.fetchChanges(0, 10)).toMatchObject({ ok: false, error: { code: 'sessionExpired' } });
    const down = new WireBench();
    down.sessionReplies.push(json({}, 502));
    expect(await down.client.fetchChanges(0, 10)).toMatchObject({ ok: false, error: { code: 'serverError' } });
    expect([blocked, refused, down].map((wire) => wire.calls.length)).toEqual([0, 0, 0]);
  });

  it("[TR14] renews a session before it runs out, by the server's clock", async () => {
    const wire = new WireBench();
    wire.serverNow = '2031-01-01T00:00:00.000Z' as Instant;
    wire.sessionLifeMs = 600_000;
    wire.replies.push(json(NO_CHANGES), json(NO_CHANGES), json(NO_CHANGES));
    await wire.client.fetchChanges(0, 10);
    wire.clock.advance(539_999);
    await wire.client.fetchChanges(0, 10);
    expect(wire.sessions).toBe(1);
    wire.clock.advance(1);
    await wire.client.fetchChanges(0, 10);
    expect(wire.sessions).toBe(2);
  });

  it('[TR12] sends nothing without a station', async () => {
    const wire = new WireBench();
    wire.station = undefined;
    expect(await wire.client.fetchChanges(0, 10)).toEqual({ ok: false, error: { code: 'enrolmentInvalid' } });
    expect(wire.requests).toEqual([]);
    wire.replies.push(json({ stationId: '6f7b2c1e-9f0e-4d3a-8a5b-1c2d3e4f5a6b', stationName: 's', agencyCode: 'H99' }));
    const key = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } as const;
    expect((await wire.client.enrol({ enrolmentCode: 'c', stationName: 's', publicKey: key })).ok).toBe(true);
    expect(wire.requests.map((request) => request.headers.has('authorization'))).toEqual([false]);
  });
});
