import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sha256 } from '#shared/kernel/ids.ts';
import { OperationBook } from '#test/fakes/operation-book.ts';
import { json, noUpload, problem, uploadReply, WireBench } from '#test/unit/sync/transport/wire-bench.ts';

const HASH = 'ab'.repeat(32) as Sha256;
const SIZE = 200_000;
const SMALLEST_PART_BYTES = 30_000;
const LONGEST_SCHEDULE = 9;
const bytes = new Uint8Array(SIZE);
const operation = new OperationBook().writeBlob(bytes);

/** `tear`: half of the bytes arrive, or at least so many, and no answer comes. */
const TORN_BYTES = SMALLEST_PART_BYTES / 2;
const FAULTS = ['deliver', 'cut', 'loseAnswer', 'tear'] as const;
/** Three rounds of the schedule bring at least half a part: one for each time the same place is told, one for the part. */
const MOST_CALLS = 3 * LONGEST_SCHEDULE * (Math.ceil(SIZE / TORN_BYTES) + 2);
type Fault = (typeof FAULTS)[number];

/** A gateway for one upload, behind a link that treats requests by a schedule that comes round again and again. */
class ScheduledGateway {
  readonly #schedule: readonly Fault[];
  #turn = 0;
  #offset: number | undefined;
  isAnnounced = false;
  /** What the client has been told. */
  acknowledged = 0;
  /** Bytes that were sent although the client had been told that they are there. */
  sentAgain = 0;

  constructor(schedule: readonly Fault[]) {
    this.#schedule = schedule;
  }

  get isWhole(): boolean {
    return this.#offset === SIZE;
  }

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    await Promise.resolve();
    if (url.endsWith('/v1/sessions'))
      return json({ token: 't', expiresAt: '2030-01-01T00:00:00.000Z', serverNow: '2026-11-20T01:00:00.000Z' });
    const fault = this.#schedule[this.#turn % this.#schedule.length];
    this.#turn += 1;
    const sent = init.body instanceof Uint8Array ? init.body.byteLength : 0;
    if (init.method !== 'HEAD' && sent > 0) this.#noteSent(init);
    if (fault === 'cut') throw new TypeError('fetch failed');
    const answer = this.#answer(
      init,
      fault === 'tear' ? Math.min(sent, Math.max(TORN_BYTES, Math.ceil(sent / 2))) : sent,
    );
    if (fault !== 'deliver') throw new TypeError('fetch failed');
    if (answer.status < 300) this.acknowledged = Number(answer.headers.get('upload-offset'));
    return answer;
  };

  #noteSent(init: RequestInit): void {
    const from = Number(new Headers(init.headers).get('upload-offset') ?? '0');
    this.sentAgain += Math.max(0, this.acknowledged - from);
  }

  #answer(init: RequestInit, arrived: number): Response {
    const isAnnouncement = init.method === 'POST';
    if (isAnnouncement) this.isAnnounced = true;
    else if (this.#offset === undefined) return noUpload();
    const offset = this.#offset ?? 0;
    const from = isAnnouncement ? 0 : Number(new Headers(init.headers).get('upload-offset') ?? offset);
    if (init.method === 'PATCH' && from !== offset) return problem('uploadOffsetMismatch', 409);
    this.#offset = Math.max(offset, from + arrived);
    return uploadReply(this.#offset, SIZE, HASH, isAnnouncement ? 201 : 200);
  }
}

const schedules = fc
  .array(fc.constantFrom(...FAULTS), { minLength: 1, maxLength: LONGEST_SCHEDULE })
  .filter((schedule) => schedule.includes('deliver'));

describe('uploads over a link that follows a schedule', () => {
  it('[UP9] come to an end under every schedule that lets something through, and send nothing twice that was acknowledged', async () => {
    await fc.assert(
      fc.asyncProperty(schedules, fc.integer({ min: SMALLEST_PART_BYTES, max: SIZE }), async (schedule, partBytes) => {
        const gateway = new ScheduledGateway(schedule);
        const { client } = new WireBench({ fetch: gateway.fetch });
        const nextPart = (wanted: number): Promise<number> => Promise.resolve(Math.min(wanted, partBytes));
        let answer = await client.uploadBlob(HASH, 'image/jpeg', bytes, operation, { nextPart });
        for (let turn = 0; turn < MOST_CALLS && !answer.ok; turn += 1)
          answer = await client.uploadBlob(HASH, 'image/jpeg', bytes, operation, { nextPart });
        expect(answer).toMatchObject({ ok: true, value: { hash: HASH, sizeBytes: SIZE } });
        expect([gateway.isWhole, gateway.isAnnounced, gateway.sentAgain]).toEqual([true, true, 0]);
      }),
      { numRuns: 500 },
    );
  });
});
