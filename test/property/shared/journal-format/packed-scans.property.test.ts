import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPackedScans, type PackedScans } from '#shared/journal-format/packed-scans.ts';
import { valueOf } from '#test/contract/journal.contract.ts';
import { MemoryPackDisk, type Unflushed } from '#test/fakes/memory-pack-disk.ts';
import { sha256Of } from '#test/fakes/operation-book.ts';

const PACK_BYTES = 700;
const WINDOWS = 2;

type Step =
  | { readonly kind: 'keep' | 'drop'; readonly window: number; readonly scan: number }
  /** The disk has only so much room while a scan is kept. */
  | { readonly kind: 'full'; readonly window: number; readonly scan: number; readonly room: number }
  /** One window is loaded anew. */
  | { readonly kind: 'reload'; readonly window: number }
  /** The power goes so many bytes into the keeping of a scan. */
  | { readonly kind: 'cut'; readonly scan: number; readonly after: number; readonly unflushed: Unflushed };

const SCANS = Array.from({ length: 9 }, (_, turn) => {
  // No file ends in as many zeros as a power cut leaves.
  const bytes = Uint8Array.from({ length: 20 + turn * 37 }, (__, index) => 1 + ((turn * 53 + index) % 255));
  return { hash: sha256Of(bytes), bytes };
});

const scan = fc.nat(SCANS.length - 1);
const window = fc.nat(WINDOWS - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('keep' as const, 'drop' as const), window, scan }) },
  fc.record({ kind: fc.constant('full' as const), window, scan, room: fc.nat(400) }),
  fc.record({ kind: fc.constant('reload' as const), window }),
  fc.record({
    ...{ kind: fc.constant('cut' as const), scan, after: fc.nat(500) },
    unflushed: fc.constantFrom<Unflushed>('nothing', 'what was written', 'its length and zeros'),
  }),
);

/** A station with two windows over one disk, and what it has been answered. */
class Station {
  readonly kept = new Set<number>();
  /** Was begun and not answered: may be there or not. */
  readonly open = new Set<number>();
  disk = new MemoryPackDisk();
  windows = this.#makeWindows();

  /** The first start of all, some minutes ago. */
  async setUp(): Promise<void> {
    valueOf(await this.windows[0]!.open());
    this.disk.settle();
  }

  async play(one: Step): Promise<void> {
    switch (one.kind) {
      case 'keep':
        valueOf(await this.#keep(one));
        this.kept.add(one.scan);
        this.open.delete(one.scan);
        break;
      case 'drop':
        // As after each start: the list tells what there is to drop.
        valueOf(await this.windows[one.window]!.listScans());
        valueOf(await this.windows[one.window]!.dropScan(SCANS[one.scan]!.hash));
        this.kept.delete(one.scan);
        this.open.delete(one.scan);
        break;
      case 'full':
        this.disk.room = one.room;
        if ((await this.#keep(one)).ok) this.kept.add(one.scan);
        this.disk.room = Infinity;
        break;
      case 'reload':
        this.windows[one.window] = packsOn(this.disk);
        break;
      case 'cut':
        await this.#losePower(one);
    }
    // Scans are small against a pack: names have had their minutes.
    this.disk.settle();
  }

  #makeWindows(): PackedScans[] {
    return Array.from({ length: WINDOWS }, () => packsOn(this.disk));
  }

  #keep({ window: at, scan: turn }: { readonly window: number; readonly scan: number }) {
    return this.windows[at]!.keepScan(SCANS[turn]!.hash, SCANS[turn]!.bytes);
  }

  async #losePower({ scan: turn, after, unflushed }: Extract<Step, { kind: 'cut' }>): Promise<void> {
    this.disk.diesAfter = after;
    if ((await this.#keep({ window: 0, scan: turn })).ok) this.kept.add(turn);
    else if (!this.kept.has(turn)) this.open.add(turn);
    this.disk = this.disk.afterPowerCut(unflushed);
    this.windows = this.#makeWindows();
  }

  async judge(): Promise<void> {
    for (const mirror of this.windows) {
      for (const [turn, { hash, bytes }] of SCANS.entries()) {
        const found = valueOf(await mirror.readScan(hash));
        if (this.kept.has(turn)) expect(found).toEqual(bytes);
        else if (found !== undefined) expect([this.open.has(turn), found]).toEqual([true, bytes]);
      }
      const listed = valueOf(await mirror.listScans());
      const missing = [...this.kept].filter((turn) => !listed.includes(SCANS[turn]!.hash));
      expect(missing).toEqual([]);
    }
  }
}

const packsOn = (disk: MemoryPackDisk): PackedScans =>
  createPackedScans({ storage: disk, packBytes: PACK_BYTES, packsAhead: 3 });

describe('packed scans under power cuts, full disks and two windows', () => {
  it('[JR26] lose no scan that was answered, and give back none that was dropped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        const station = new Station();
        await station.setUp();
        for (const one of steps) {
          await station.play(one);
          await station.judge();
        }
      }),
      { numRuns: 300 },
    );
  });
});
