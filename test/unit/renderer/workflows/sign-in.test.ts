import { beforeEach, describe, expect, it } from 'vitest';
import { putStation } from '#renderer/data/repositories/station-repository.ts';
import type { OfficerId } from '#shared/kernel/ids.ts';
import { MS_PER_DAY } from '#shared/kernel/instant.ts';
import { CounterBench, PIN } from '#test/unit/renderer/counter-bench.ts';
import { id, NOW, officer, station, valueOf } from '#test/unit/shared/domain/samples.ts';

let bench: CounterBench;
beforeEach(async () => {
  bench = await new CounterBench().equip();
});
const signIn = (pin = PIN) => bench.workflows.signIn(officer.officerId, pin);

describe('signing in', () => {
  it('with the right PIN opens a shift of this officer at this station', async () => {
    const session = valueOf(await signIn());
    expect(session.officer.officerId).toBe(officer.officerId);
    expect(session.shift).toMatchObject({ officerId: officer.officerId, stationId: station.stationId, openedAt: NOW });
    expect(await bench.database.shifts.toArray()).toEqual([session.shift]);
  });

  it.each(['', '135791', `${PIN} `, `${PIN}0`])('with the wrong PIN "%s" is refused and opens nothing', async (pin) => {
    expect(await signIn(pin)).toEqual({ ok: false, error: { code: 'wrongPin' } });
    expect(await bench.database.shifts.count()).toBe(0);
  });

  it('again on the same day goes on with the shift; the next day begins a new one', async () => {
    const first = valueOf(await signIn()).shift;
    bench.clock.advance(MS_PER_DAY / 4);
    expect(valueOf(await signIn()).shift).toEqual(first);
    bench.clock.advance(MS_PER_DAY);
    const next = valueOf(await signIn()).shift;
    expect(next.shiftId).not.toBe(first.shiftId);
    expect(await bench.database.shifts.count()).toBe(2);
  });

  it('as somebody who is not on the list is refused', async () => {
    expect(await bench.workflows.signIn(id(99) as OfficerId, PIN)).toEqual({
      ok: false,
      error: { code: 'unknownOfficer' },
    });
  });

  it('needs an enrolled station and a catalogue', async () => {
    const bare = new CounterBench();
    const notEnrolled = { ok: false, error: { code: 'notEnrolled' } };
    expect(await bare.workflows.signIn(officer.officerId, PIN)).toEqual(notEnrolled);
    await putStation(bare.database, station);
    expect(await bare.workflows.signIn(officer.officerId, PIN)).toEqual(notEnrolled);
  });
});
