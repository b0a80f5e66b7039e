import type { PackFile, PackStorage } from './pack-storage.ts';
import { lookThrough, makeScanPack, type ScanPack } from './scan-pack.ts';

const PACK_NAME = /^pack-(\d{6})\.qms$/;

/** All packs of a station, as far as this window knows them. */
export interface PackShelf {
  /** Oldest name first. */
  packs(): readonly ScanPack[];
  holding(hash: string): readonly ScanPack[];
  hasRoom(pack: ScanPack): boolean;
  look(): Promise<void>;
  /** Works on a pack after having looked through it. */
  use<Value>(pack: ScanPack, work: (file: PackFile) => Value): Promise<Value>;
  /** Makes packs until so many have room. @returns the one whose name is the oldest */
  makeRoom(ahead: number): Promise<ScanPack>;
  /** What kept packs from being read at the last attempt. */
  refusals(): readonly unknown[];
}

export function createPackShelf(storage: PackStorage, packBytes: number): PackShelf {
  const packs = new Map<string, ScanPack>();
  const refused = new Map<string, unknown>();
  const inOrder = (): readonly ScanPack[] => [...packs.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const hasRoom = (pack: ScanPack): boolean => pack.end < packBytes && !pack.isDamaged && !refused.has(pack.name);
  const use = createUse(storage, refused);
  return {
    packs: inOrder,
    holding: (hash) => inOrder().filter(({ scans }) => scans.has(hash)),
    hasRoom,
    use,
    async look() {
      for (const name of (await storage.list()).filter((one) => PACK_NAME.test(one))) {
        const pack = packs.get(name) ?? makeScanPack(name);
        const isRead = await use(pack, () => true).catch(() => false);
        // One that cannot be read does not hide the others; `refused` keeps why.
        packs.set(name, isRead ? pack : makeScanPack(name));
      }
    },
    async makeRoom(ahead) {
      for (;;) {
        const withRoom = inOrder().filter(hasRoom);
        if (withRoom[0] !== undefined && withRoom.length >= ahead) return withRoom[0];
        const pack = makeScanPack(nameAfter(inOrder()));
        await use(pack, (file) => {
          file.flush();
        });
        packs.set(pack.name, pack);
      }
    },
    refusals: () => [...refused.values()],
  };
}

function createUse(storage: PackStorage, refused: Map<string, unknown>): PackShelf['use'] {
  return async (pack, work) => {
    try {
      const value = await storage.use(pack.name, (file) => {
        lookThrough(pack, file);
        return work(file);
      });
      refused.delete(pack.name);
      return value;
    } catch (cause) {
      // A full disk says nothing about this pack.
      if (storage.errorCode(cause) !== 'diskFull') refused.set(pack.name, cause);
      throw cause;
    }
  };
}

function nameAfter(packs: readonly ScanPack[]): string {
  const turn = Number(PACK_NAME.exec(packs.at(-1)?.name ?? '')?.[1] ?? 0) + 1;
  return `pack-${String(turn).padStart(6, '0')}.qms`;
}
