import { describe, expect, it } from 'vitest';
import { PACK_ENTRY_BYTES } from '#shared/journal-format/pack-entry.ts';
import { createPackedScans, type PackedScans } from '#shared/journal-format/packed-scans.ts';
import { valueOf } from '#test/contract/journal.contract.ts';
import { MemoryPackDisk } from '#test/fakes/memory-pack-disk.ts';
import { sha256Of } from '#test/fakes/operation-book.ts';

const PACK_BYTES = 1_000;
const SCAN_BYTES = 200;
const FIRST = 'pack-000001.qms';

interface Scan {
  readonly hash: string;
  readonly bytes: Uint8Array;
}

function scan(turn: number, length = SCAN_BYTES): Scan {
  const bytes = Uint8Array.from({ length }, (_, index) => (turn * 37 + index * 11 + 1) % 251);
  return { hash: sha256Of(bytes), bytes };
}

const packs = (disk: MemoryPackDisk): PackedScans =>
  createPackedScans({ storage: disk, packBytes: PACK_BYTES, packsAhead: 3 });

async function keep(mirror: PackedScans, ...scans: readonly Scan[]): Promise<void> {
  for (const { hash, bytes } of scans) valueOf(await mirror.keepScan(hash, bytes));
}

/** Those of the scans that read back byte for byte. */
async function readable(mirror: PackedScans, scans: readonly Scan[]): Promise<readonly Scan[]> {
  const found: Scan[] = [];
  for (const one of scans) {
    const bytes = valueOf(await mirror.readScan(one.hash));
    if (bytes !== undefined && sha256Of(bytes) === one.hash) found.push(one);
  }
  return found;
}

const hashesOf = (scans: readonly Scan[]): readonly string[] => scans.map(({ hash }) => hash).sort();
const listed = async (mirror: PackedScans): Promise<readonly string[]> => [...valueOf(await mirror.listScans())].sort();

/** Three scans in the first pack of a disk that has settled. */
async function filled(): Promise<{ disk: MemoryPackDisk; mirror: PackedScans; scans: readonly [Scan, Scan, Scan] }> {
  const disk = new MemoryPackDisk();
  const mirror = packs(disk);
  const scans = [scan(1), scan(2), scan(3)] as const;
  await keep(mirror, ...scans);
  disk.settle();
  return { disk, mirror, scans };
}

const entryAt = (turn: number): number => PACK_ENTRY_BYTES + turn * (PACK_ENTRY_BYTES + SCAN_BYTES);

describe('packed scans: the power goes', () => {
  it('[JR26] what was kept is there after a cut, since the names it needs were made long before', async () => {
    const disk = new MemoryPackDisk();
    const mirror = packs(disk);
    valueOf(await mirror.open());
    expect([...disk.files.keys()]).toEqual([FIRST, 'pack-000002.qms', 'pack-000003.qms']);
    disk.settle();
    const all = Array.from({ length: 12 }, (_, turn) => scan(turn));
    await keep(mirror, ...all);
    const again = packs(disk.afterPowerCut());
    expect(await listed(again)).toEqual(hashesOf(all));
    expect(await readable(again, all)).toEqual(all);
  });

  it('[JR26] with each pack that fills up another is made, ahead of being needed', async () => {
    const disk = new MemoryPackDisk();
    const mirror = packs(disk);
    for (let turn = 0; turn < 40; turn += 1) {
      await keep(mirror, scan(turn));
      const unused = [...disk.files.values()].filter(({ bytes }) => bytes.byteLength === 0);
      expect(unused.length).toBeGreaterThanOrEqual(2);
    }
    expect(disk.files.size).toBe(12);
  });

  it('[JR27] a last scan cut at any byte is cut off, the others stay and the next follows them', async () => {
    const { disk, scans } = await filled();
    const whole = disk.bytesOf(FIRST);
    for (let end = entryAt(2); end < whole.byteLength; end += 1) {
      for (const isBlank of [false, true]) {
        const rest = new Uint8Array(isBlank ? whole.byteLength : end);
        rest.set(whole.subarray(0, end));
        const cut = new MemoryPackDisk();
        cut.replace(FIRST, rest);
        const mirror = packs(cut);
        expect(await listed(mirror)).toEqual(hashesOf(scans.slice(0, 2)));
        // With fewer zeros at its end it might be damage: that is left as it is.
        const isCutOff = !isBlank || whole.byteLength - end >= PACK_ENTRY_BYTES;
        expect(cut.bytesOf(FIRST).byteLength).toBe(isCutOff ? entryAt(2) : whole.byteLength);
        await keep(mirror, scan(4));
        expect(await readable(packs(cut), [...scans, scan(4)])).toEqual([scans[0], scans[1], scan(4)]);
      }
    }
  });

  it('[JR27] a full disk at any byte: nothing of the scan counts, the others stay, and it can be kept later', async () => {
    for (let room = 0; room < PACK_ENTRY_BYTES + SCAN_BYTES; room += 7) {
      const { disk, mirror, scans } = await filled();
      disk.room = room;
      const four = scan(4);
      expect(await mirror.keepScan(four.hash, four.bytes)).toEqual({ ok: false, error: { code: 'diskFull' } });
      expect(await listed(mirror)).toEqual(hashesOf(scans));
      disk.room = Infinity;
      await keep(mirror, four);
      expect(await readable(packs(disk), [...scans, four])).toEqual([...scans, four]);
    }
  });

  it('[JR27] on a disk without room for a pack the mirror opens, and refuses scans until there is room', async () => {
    const { disk, scans } = await filled();
    const full = disk.afterPowerCut();
    full.files.delete('pack-000003.qms');
    full.room = 0;
    const mirror = packs(full);
    valueOf(await mirror.open());
    expect(await readable(mirror, scans)).toEqual(scans);
    expect((await mirror.keepScan(scan(4).hash, scan(4).bytes)).ok).toBe(false);
  });
});

describe('packed scans: damage', () => {
  it('[JR28] one damaged byte anywhere takes at most the scan it stands in, and no byte is thrown away', async () => {
    const { disk, scans } = await filled();
    const whole = disk.bytesOf(FIRST);
    for (let at = 0; at < whole.byteLength; at += 3) {
      const damaged = whole.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      const broken = new MemoryPackDisk();
      broken.replace(FIRST, damaged);
      const mirror = packs(broken);
      valueOf(await mirror.open());
      const hit = scans[Math.floor((at - PACK_ENTRY_BYTES) / (PACK_ENTRY_BYTES + SCAN_BYTES))];
      expect(await readable(mirror, scans)).toEqual(scans.filter((one) => one !== hit));
      expect(broken.bytesOf(FIRST)).toEqual(damaged);
      // What the local store still has is mirrored again.
      await keep(mirror, ...scans);
      expect(await readable(packs(broken), scans)).toEqual(scans);
    }
  });

  it('[JR28] a pack with damage is never emptied', async () => {
    const { disk, scans } = await filled();
    const damaged = disk.bytesOf(FIRST).slice();
    damaged[entryAt(1)] = 0;
    disk.replace(FIRST, damaged);
    const mirror = packs(disk);
    for (const { hash } of scans) valueOf(await mirror.dropScan(hash));
    expect(await listed(packs(disk))).toEqual([]);
    expect(disk.bytesOf(FIRST).subarray(0, damaged.byteLength)).toEqual(damaged);
  });

  it('[JR28] a pack that the disk does not give hides no other; what may stand in it is not called missing', async () => {
    const { disk, scans } = await filled();
    const late = [scan(4), scan(5)];
    await keep(packs(disk), ...late);
    disk.unreadable.add(FIRST);
    const mirror = packs(disk);
    expect(await listed(mirror)).toEqual([late[1]?.hash]);
    expect(await mirror.readScan(scans[0].hash)).toEqual({ ok: false, error: { code: 'notWritable' } });
    await keep(mirror, scan(6));
    disk.unreadable.clear();
    expect(await readable(mirror, [...scans, ...late, scan(6)])).toHaveLength(6);
  });
});

describe('packed scans: room', () => {
  it('[JR29] a pack whose scans are all dropped is emptied and filled again, and no name comes or goes', async () => {
    const disk = new MemoryPackDisk();
    const mirror = packs(disk);
    valueOf(await mirror.open());
    disk.settle();
    const names = [...disk.files.keys()];
    for (let day = 0; day < 5; day += 1) {
      const scans = [scan(10 * day), scan(10 * day + 1), scan(10 * day + 2)];
      await keep(mirror, ...scans);
      expect(await readable(packs(disk.afterPowerCut()), scans)).toEqual(scans);
      for (const { hash } of scans) valueOf(await mirror.dropScan(hash));
      expect(disk.bytesOf(FIRST).byteLength).toBe(PACK_ENTRY_BYTES);
    }
    expect([...disk.files.keys()]).toEqual(names);
  });

  it('[JR29] a drop that was answered holds after a cut, also when the emptying was not finished', async () => {
    const { disk, mirror, scans } = await filled();
    valueOf(await mirror.dropScan(scans[1].hash));
    expect(await listed(packs(disk.afterPowerCut()))).toEqual(hashesOf([scans[0], scans[2]]));
    valueOf(await mirror.dropScan(scans[0].hash));
    const before = disk.bytesOf(FIRST);
    valueOf(await mirror.dropScan(scans[2].hash));
    const cut = new MemoryPackDisk();
    for (const left of [before, new Uint8Array(0)]) {
      cut.replace(FIRST, left);
      const again = packs(cut);
      for (const hash of await listed(again)) valueOf(await again.dropScan(hash));
      await keep(again, scan(7));
      expect(await listed(packs(cut))).toEqual([scan(7).hash]);
    }
  });

  it('[JR29] windows side by side see what the other has kept, dropped and filled anew', async () => {
    const { disk, mirror, scans } = await filled();
    const other = packs(disk);
    valueOf(await other.open());
    await keep(mirror, scan(4));
    expect(await readable(other, [scan(4)])).toEqual([scan(4)]);
    for (const { hash } of [...scans, scan(4)]) valueOf(await other.dropScan(hash));
    await keep(other, scans[0], scan(5), scan(6), scan(7));
    expect(await readable(mirror, [...scans, scan(4)])).toEqual([scans[0]]);
    await keep(mirror, scan(8));
    const all = [scans[0], scan(5), scan(6), scan(7), scan(8)];
    for (const one of [mirror, other, packs(disk)]) expect(await readable(one, all)).toEqual(all);
    expect(await listed(mirror)).toEqual(hashesOf(all));
  });

  it('[JR29] a start reads where the scans are and of each pack at most the last scan', async () => {
    const disk = new MemoryPackDisk();
    const large = Array.from({ length: 5 }, (_, turn) => scan(turn, 100_000));
    const options = { storage: disk, packBytes: 10_000_000 };
    for (const { hash, bytes } of large) valueOf(await createPackedScans(options).keepScan(hash, bytes));
    disk.bytesRead = 0;
    expect(valueOf(await createPackedScans(options).listScans())).toHaveLength(5);
    expect(disk.bytesRead).toBeLessThan(2 * 100_000 + 2_000);
  });
});
