import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { Admission, type AdmissionPolicy, type Visit } from '#sync/gateway/services/admission.ts';
import { RetryAdvice } from '#sync/gateway/services/retry-advice.ts';
import { FakeClock } from '#test/fakes/fake-clock.ts';
import { settled, VirtualScheduler } from '#test/fakes/virtual-scheduler.ts';

const POLICY: AdmissionPolicy = {
  concurrent: 2,
  inHouse: 50,
  inHousePerStation: 3,
  heldBytes: 1_000,
  patienceMs: 15_000,
};
const station = (name: number | string): StationId => `station-${String(name)}` as StationId;

/** A door, and what became of everybody who came to it. */
class House {
  readonly clock = new FakeClock('2026-11-20T07:20:00.000Z' as Instant);
  readonly scheduler = new VirtualScheduler(this.clock);
  readonly admission: Admission;
  /** Names in the order in which their turn came. */
  readonly served: string[] = [];
  readonly inside = new Map<string, Visit>();
  readonly sentAway = new Map<string, { readonly code: string; readonly retryAfterSeconds: number }>();

  constructor(policy: Partial<AdmissionPolicy> = {}) {
    this.admission = new Admission({ ...POLICY, ...policy }, { clock: this.clock, scheduler: this.scheduler });
  }

  /** A request of a station comes; its name is the station's with a running letter. */
  async come(name: string, bytes = 1): Promise<void> {
    const entered = this.admission.enter(station(name.replace(/[a-z]+$/, '')), bytes);
    if (!entered.ok) {
      this.sentAway.set(name, entered.error);
      return;
    }
    this.inside.set(name, entered.value);
    void entered.value.turn().then((turned) => {
      if (turned.ok) this.served.push(name);
      else {
        this.sentAway.set(name, turned.error);
        this.leave(name);
      }
    });
    await settled();
  }

  leave(name: string): void {
    this.inside.get(name)?.leave();
    this.inside.delete(name);
  }

  /** Finishes whoever is served, the longest served first, until nobody is left. */
  async finishAll(): Promise<void> {
    for (let done = 0; done < this.served.length; done += 1) {
      this.leave(this.served[done] ?? '');
      await settled();
    }
  }
}

describe('admission of work', () => {
  it('[GW20] works on no more requests at once than its bound, and serves the others in turn', async () => {
    const house = new House();
    for (const name of ['1a', '2a', '3a', '4a']) await house.come(name);
    expect(house.served).toEqual(['1a', '2a']);
    house.leave('2a');
    await settled();
    expect(house.served).toEqual(['1a', '2a', '3a']);
    await house.finishAll();
    expect(house.served).toEqual(['1a', '2a', '3a', '4a']);
    expect(house.scheduler.pending).toBe(0);
  });

  it('[GW20] sends away what is beyond the number or the bytes in the house, and lets in again when there is room', async () => {
    const few = new House({ inHouse: 2 });
    for (const name of ['1a', '2a', '3a']) await few.come(name);
    expect([...few.sentAway.keys()]).toEqual(['3a']);
    few.leave('1a');
    await few.come('3b');
    expect(few.served).toEqual(['1a', '2a', '3b']);

    const light = new House();
    await light.come('1a', 600);
    await light.come('2a', 500);
    await light.come('3a', 400);
    expect([...light.sentAway]).toMatchObject([['2a', { code: 'gatewayBusy' }]]);
    expect(light.served).toEqual(['1a', '3a']);
  });

  it('[GW20] lets one request into an empty house however large it is', async () => {
    const house = new House();
    await house.come('1a', 5_000);
    expect(house.served).toEqual(['1a']);
  });

  it('[GW21] lets a station that floods neither fill the house nor delay another by more than one turn', async () => {
    const house = new House({ concurrent: 1 });
    for (const name of ['1a', '1b', '1c', '1d', '1e']) await house.come(name);
    await house.come('2a');
    await house.come('3a');
    expect([...house.sentAway.keys()]).toEqual(['1d', '1e']);
    await house.finishAll();
    expect(house.served).toEqual(['1a', '1b', '2a', '3a', '1c']);
  });

  it('[GW21] works on one request of a station at a time', async () => {
    const house = new House();
    for (const name of ['1a', '1b', '2a']) await house.come(name);
    expect(house.served).toEqual(['1a', '2a']);
  });

  it('[GW21] serves a station that was turned away before those that were not, once', async () => {
    const house = new House({ concurrent: 1, inHouse: 3 });
    for (const name of ['1a', '2a', '3a', '4a']) await house.come(name);
    expect([...house.sentAway.keys()]).toEqual(['4a']);
    house.leave('1a');
    await settled();
    await house.come('4b');
    house.leave('2a');
    await settled();
    await house.come('5a');
    await house.finishAll();
    expect(house.served).toEqual(['1a', '2a', '4b', '3a', '5a']);
  });

  it('[GW22] sends away who has waited too long, with a time to come again', async () => {
    const house = new House({ concurrent: 1 });
    await house.come('1a');
    await house.come('2a');
    await house.scheduler.advance(POLICY.patienceMs);
    const answer = house.sentAway.get('2a');
    expect(answer?.code).toBe('gatewayBusy');
    expect(answer?.retryAfterSeconds).toBeGreaterThanOrEqual(1);
    expect([...house.inside.keys()]).toEqual(['1a']);
  });

  it('[GW22] spreads those it sends away over the time that those inside still need, and never beyond a minute', () => {
    const advice = new RetryAdvice(1);
    const advised = (inHouse: number): number[] =>
      Array.from({ length: 1_000 }, (_, index) => advice.secondsFor(station(index), inHouse));
    const byStation = advised(200);
    expect(Math.min(...byStation)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...byStation)).toBeLessThanOrEqual(20);
    const most = Math.max(...Array.from({ length: 21 }, (_, second) => byStation.filter((at) => at === second).length));
    expect(most).toBeLessThan(200);
    expect(advised(200)).toEqual(byStation);
    for (let turn = 0; turn < 100; turn += 1) advice.noteTurn(60_000);
    expect(new Set(advised(200))).toEqual(new Set([60]));
  });

  it('[GW25] lets nobody in once it is closed, sends away who waits, and leaves alone what is worked on', async () => {
    const house = new House({ concurrent: 1 });
    await house.come('1a');
    await house.come('2a');
    house.admission.close();
    await settled();
    await house.come('3a');
    expect([...house.sentAway]).toMatchObject([
      ['2a', { code: 'gatewayStopping' }],
      ['3a', { code: 'gatewayStopping' }],
    ]);
    house.leave('1a');
    await settled();
    expect([house.served, house.scheduler.pending]).toEqual([['1a'], 0]);
  });

  it('[GW20] keeps its bounds, and serves everybody it let in, whatever the order of coming and going', async () => {
    const step = fc.record({ who: fc.nat(5), bytes: fc.integer({ min: 1, max: 400 }), leaves: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const house = new House({ inHouse: 8 });
        let running = 0;
        for (const [index, { who, bytes, leaves }] of steps.entries()) {
          await house.come(`${String(who)}${'a'.repeat(index + 1)}`, bytes);
          const working = house.served.filter((name) => house.inside.has(name));
          running = Math.max(running, working.length);
          for (const name of working.slice(0, leaves)) house.leave(name);
          await settled();
        }
        await house.finishAll();
        expect(running).toBeLessThanOrEqual(POLICY.concurrent);
        expect(house.served.length + house.sentAway.size).toBe(steps.length);
        expect([house.inside.size, house.scheduler.pending]).toEqual([0, 0]);
      }),
      { numRuns: 60 },
    );
  });
});
