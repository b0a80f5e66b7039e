import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDigitising } from '#renderer/app/digitise-in-background.ts';
import { watchDigitising } from '#renderer/data/repositories/digitisation-repository.ts';
import { updateSettings } from '#renderer/data/repositories/settings-repository.ts';
import { digitiseComponent } from '#renderer/workflows/digitise-component.ts';
import type { Digitisation } from '#shared/domain/digitisation.ts';
import { FakeLeaderLock } from '#test/fakes/fake-leader-lock.ts';
import { VirtualScheduler } from '#test/fakes/virtual-scheduler.ts';
import { sampleJpeg } from '#test/support/sample-jpeg.ts';
import { acceptWithPages, capturePages } from '#test/support/scanned-dossier.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';

const MINUTE_MS = 60_000;

let bench: CounterBench;
let scheduler: VirtualScheduler;
let leader: FakeLeaderLock;
/** Components that were begun, by window. */
let begun: {
  readonly window: number;
  readonly componentId: string;
  readonly beganAt: number;
  endedAt?: number;
}[];
const ends: (() => void)[] = [];
beforeEach(async () => {
  bench = await new CounterBench().equip();
  scheduler = new VirtualScheduler(bench.clock);
  leader = new FakeLeaderLock();
  begun = [];
});
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

function openWindow(window: number, work?: (untilQuiet: () => Promise<void>) => Promise<void>): () => void {
  const { database, clock, logger, deps } = bench;
  const end = startDigitising({
    ...{ database, clock, logger, scheduler, leader },
    digitise: async (row, signal, untilQuiet) => {
      const one: (typeof begun)[number] = { window, componentId: row.componentId, beganAt: clock.monotonic() };
      begun.push(one);
      await work?.(untilQuiet);
      const digitised = await digitiseComponent(deps, row, signal);
      one.endedAt = clock.monotonic();
      return digitised;
    },
  });
  ends.push(end);
  return end;
}

async function accept(note: string): Promise<string> {
  const pages = await capturePages(bench.workflows, [sampleJpeg(note)]);
  const { dossier } = await acceptWithPages(bench.workflows, bench.session, bench.draft(), pages);
  const row = await bench.database.digitisations.where('dossierId').equals(dossier.dossierId).first();
  return row?.componentId ?? '';
}

const MOST_STEPS = 3_000;

/** Lets time pass in steps until it is so: the store answers in its own time. */
async function passUntil(isSo: () => boolean | Promise<boolean>, stepMs = 100): Promise<void> {
  for (let step = 0; !(await isSo()); step += 1) {
    if (step >= MOST_STEPS) throw new Error(`not so after ${String(step)} steps`);
    await scheduler.advance(stepMs);
    // The store's own turn: what it was asked before is answered before this.
    await bench.database.digitisations.count();
  }
}
const rowsThat = async (isSo: (row: Digitisation) => boolean): Promise<number> =>
  (await bench.database.digitisations.toArray()).filter(isSo).length;
const doneCount = (): Promise<number> => rowsThat(({ state }) => state === 'done');

describe('digitising in the background', () => {
  it('[DG8] makes what was accepted before the start, the oldest first, and what is accepted later', async () => {
    const first = await accept('một');
    bench.clock.advance(1_000);
    const second = await accept('hai');
    openWindow(1);
    await passUntil(async () => (await doneCount()) === 2);
    const third = await accept('ba');
    await passUntil(async () => (await doneCount()) === 3);
    expect(begun.map(({ componentId }) => componentId)).toEqual([first, second, third]);
  });

  it('[DG8] is the work of one window, and of the next when that one closes', async () => {
    const close = openWindow(1);
    openWindow(2);
    await accept('một');
    await passUntil(async () => (await doneCount()) === 1);
    close();
    await accept('hai');
    await passUntil(async () => (await doneCount()) === 2);
    expect(begun.map(({ window }) => window)).toEqual([1, 2]);
  });

  it('[DG8] rests while the officer has paused it', async () => {
    await updateSettings(bench.database, { isDigitisingPaused: true });
    openWindow(1);
    await accept('một');
    for (let second = 0; second < 60; second += 1) await scheduler.advance(1_000);
    expect(begun).toEqual([]);
    await updateSettings(bench.database, { isDigitisingPaused: false });
    await passUntil(async () => (await doneCount()) === 1);
  });

  it('[DG8] begins nothing and reads no further page within two seconds of an acceptance', async () => {
    const readAt: number[] = [];
    const acceptedAt: number[] = [];
    const acceptNow = async (note: string): Promise<void> => {
      acceptedAt.push(bench.clock.monotonic());
      await accept(note);
    };
    await acceptNow('một');
    // Hears of everything after the window does: what it has heard of, the window has.
    let heard = 0;
    openWindow(1, async (untilQuiet) => {
      if (begun.length === 1) {
        await acceptNow('hai');
        await expect.poll(() => heard, { interval: 1 }).toBe(2);
      }
      await untilQuiet();
      readAt.push(bench.clock.monotonic());
    });
    ends.push(
      watchDigitising(
        bench.database,
        ({ waitingCount }) => {
          heard = Math.max(heard, waitingCount);
        },
        (cause) => {
          throw cause;
        },
      ),
    );
    await passUntil(async () => (await doneCount()) === 2);
    expect(acceptedAt).toHaveLength(2);
    expect(readAt).toHaveLength(2);
    expect((readAt[0] ?? 0) - (acceptedAt[1] ?? 0)).toBeGreaterThanOrEqual(2_000);
  });

  it('[DG6] goes on with the others when one fails, and comes back to it later each time', async () => {
    const failing = await accept('một');
    const [page] = await bench.database.blobs.toArray();
    await bench.database.blobs.clear();
    bench.clock.advance(1_000);
    await accept('hai');
    openWindow(1);
    await passUntil(async () => (await doneCount()) === 1);
    const triesOf = (): typeof begun => begun.filter(({ componentId }) => componentId === failing);
    await passUntil(() => triesOf().filter(({ endedAt }) => endedAt !== undefined).length === 4, 1_000);
    const tries = triesOf();
    const waits = tries.slice(1).map(({ beganAt }, index) => beganAt - (tries[index]?.endedAt ?? Infinity));
    expect(waits.map((wait, index) => wait >= 2 ** index * MINUTE_MS)).toEqual([true, true, true]);
    expect(await rowsThat(({ failureCode }) => failureCode === 'pageLost')).toBe(1);
    if (page === undefined) throw new Error('no page was stored');
    await bench.database.blobs.put(page);
    await passUntil(async () => (await doneCount()) === 2, 1_000);
  });
});
