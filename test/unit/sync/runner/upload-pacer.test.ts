import { describe, expect, it } from 'vitest';
import type { Instant, LocalTime } from '#shared/kernel/instant.ts';
import type { UploadPolicy } from '#sync/ports/upload-policy.ts';
import { UploadPacer } from '#sync/runner/upload-pacer.ts';
import { nextOpening } from '#sync/runner/upload-window.ts';
import { FakeClock } from '#test/fakes/fake-clock.ts';
import { VirtualScheduler } from '#test/fakes/virtual-scheduler.ts';

const time = (text: string): LocalTime => text as LocalTime;
const BREAK = { from: time('11:30'), to: time('13:30') };
const EVENING = { from: time('17:00'), to: time('07:00') };
/** A time of day in Vietnam on 20 November 2026. */
const at = (hour: number, minute = 0): Instant =>
  new Date(Date.UTC(2026, 10, 20, hour - 7, minute)).toISOString() as Instant;

class Room {
  readonly clock: FakeClock;
  readonly scheduler: VirtualScheduler;
  readonly waits: (Instant | null)[] = [];
  readonly pacer: UploadPacer;
  policy: UploadPolicy = { budgetKbps: null, windows: [] };

  constructor(now: Instant) {
    this.clock = new FakeClock(now);
    this.scheduler = new VirtualScheduler(this.clock);
    this.pacer = new UploadPacer({
      clock: this.clock,
      scheduler: this.scheduler,
      readPolicy: () => Promise.resolve(this.policy),
      onWait: (until) => {
        if (this.waits.at(-1) !== until) this.waits.push(until);
      },
    });
  }

  /** Asks for a part; `granted` is filled when it may go. */
  ask(wantedBytes: number): { granted?: number } {
    const part: { granted?: number } = {};
    void this.pacer
      .options()
      .nextPart(wantedBytes)
      .then((granted) => (part.granted = granted));
    return part;
  }
}

describe('parts of uploads', () => {
  it('[UP11] wait while operations are under way, and only then', async () => {
    const room = new Room(at(9));
    const answers: (() => void)[] = [];
    const batch = room.pacer.beside(() => new Promise<void>((resolve) => answers.push(resolve)));
    const part = room.ask(1_000);
    await room.scheduler.advance(60_000);
    expect(part).toEqual({});
    for (const answer of answers) answer();
    await batch;
    await room.scheduler.advance(1);
    expect(part).toEqual({ granted: 1_000 });
  });

  it('[UP11] go on when the operations beside them failed', async () => {
    const room = new Room(at(9));
    await expect(room.pacer.beside(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    const part = room.ask(1_000);
    await room.scheduler.advance(1);
    expect(part).toEqual({ granted: 1_000 });
  });

  it('[UP12] keep to the budget of the counter', async () => {
    const room = new Room(at(9));
    room.policy = { budgetKbps: 256, windows: [] };
    let sent = 0;
    for (let part = room.ask(4_000_000), turn = 0; turn < 60; turn += 1) {
      await room.scheduler.advance(1_000);
      if (part.granted === undefined) continue;
      sent += part.granted;
      part = room.ask(4_000_000);
    }
    // 256 kbit/s for a minute are 1,920,000 bytes.
    expect(sent).toBeGreaterThan(1_800_000);
    expect(sent).toBeLessThanOrEqual(1_920_000 + 64_000);
  });

  it('[UP13] wait for their time of day, and say until when', async () => {
    const room = new Room(at(9));
    room.policy = { budgetKbps: null, windows: [BREAK, EVENING] };
    const part = room.ask(1_000);
    await room.scheduler.advance(149 * 60_000);
    expect([part, room.waits]).toEqual([{}, [at(11, 30)]]);
    await room.scheduler.advance(60_000);
    expect([part, room.waits.at(-1)]).toEqual([{ granted: 1_000 }, null]);
  });

  it('[UP13] go at once when the officer changes the setting', async () => {
    const room = new Room(at(14));
    room.policy = { budgetKbps: null, windows: [EVENING] };
    const part = room.ask(1_000);
    await room.scheduler.advance(5 * 60_000);
    room.policy = { budgetKbps: null, windows: [] };
    await room.scheduler.advance(60_000);
    expect([part, room.waits]).toEqual([{ granted: 1_000 }, [at(17), null]]);
  });

  it('[UP11] end their waiting when uploads are stopped, and leave no timer', async () => {
    const room = new Room(at(9));
    room.policy = { budgetKbps: null, windows: [EVENING] };
    const { stop, nextPart } = room.pacer.options();
    const part = nextPart(1_000);
    await room.scheduler.advance(1);
    room.pacer.stop();
    await part;
    expect([stop.isStopped, room.pacer.options().stop.isStopped, room.scheduler.pending]).toEqual([true, false, 0]);
  });
});

describe('times of day for uploads', () => {
  it('[UP13] are open from the first minute to before the last, also over midnight', () => {
    const windows = [BREAK, EVENING];
    for (const open of [at(11, 30), at(13, 29), at(17), at(23, 59), at(6, 59)])
      expect(nextOpening(windows, open)).toBeNull();
    expect([at(7), at(11, 29), at(13, 30), at(16, 59)].map((now) => nextOpening(windows, now))).toEqual([
      at(11, 30),
      at(11, 30),
      at(17),
      at(17),
    ]);
    expect(nextOpening([BREAK], at(15))).toBe(at(35, 30));
    expect(nextOpening([], at(15))).toBeNull();
  });
});
