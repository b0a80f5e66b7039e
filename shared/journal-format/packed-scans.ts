import type { Journal, JournalOutcome } from './journal.ts';
import { createLane, type Exclusively } from './lane.ts';
import { createPackShelf, type PackShelf } from './pack-shelf.ts';
import type { PackStorage } from './pack-storage.ts';
import { appendScan, dropScanFrom, empty, isSpent, readPlaced, type ScanCopy } from './scan-pack.ts';

/** A pack that holds so much gets no further scan; the last one may go beyond. */
const PACK_BYTES = 32 * 1024 * 1024;
/** Packs with room, the one in use among them: a name has minutes to reach the disk before scans depend on it. */
const PACKS_AHEAD = 3;

export interface PackedScans extends Pick<Journal, 'keepScan' | 'readScan' | 'listScans' | 'dropScan'> {
  /** Looks through all packs and makes those that will be needed; the first call of any other method does so, too. */
  open(): Promise<JournalOutcome<null>>;
}

export interface PackedScansOptions {
  readonly storage: PackStorage;
  readonly packBytes?: number;
  readonly packsAhead?: number;
  readonly exclusively?: Exclusively;
}

/**
 * Scans one after the other in files made long before they are needed, for disks that make the bytes of a file durable
 * but not its name. A pack whose scans are all dropped is emptied and filled again; no file is ever renamed or removed.
 */
export function createPackedScans(options: PackedScansOptions): PackedScans {
  const { storage, packBytes = PACK_BYTES, packsAhead = PACKS_AHEAD } = options;
  const inLane = createLane(storage, options.exclusively);
  const shelf = createPackShelf(storage, packBytes);
  let isOpen = false;
  const open = async (): Promise<null> => {
    await openShelf(shelf, storage, packsAhead);
    isOpen = true;
    return null;
  };
  const opened = <Value>(work: () => Promise<Value>): Promise<JournalOutcome<Value>> =>
    inLane(async () => {
      if (!isOpen) await open();
      return work();
    });
  return {
    open: () => inLane(open),
    keepScan: (hash, bytes) => opened(() => keep(shelf, packsAhead, hash, bytes)),
    readScan: (hash) => opened(() => readAnywhere(shelf, hash)),
    listScans: () =>
      opened(async () => {
        await shelf.look();
        return [...new Set(shelf.packs().flatMap(({ scans }) => [...scans.keys()]))];
      }),
    dropScan: (hash) =>
      opened(async () => {
        for (const pack of shelf.holding(hash)) {
          await shelf.use(pack, (file) => {
            dropScanFrom(pack, file, hash);
          });
        }
        return null;
      }),
  };
}

async function openShelf(shelf: PackShelf, storage: PackStorage, packsAhead: number): Promise<void> {
  await shelf.look();
  // The power went between the last drop and the emptying.
  for (const pack of shelf.packs().filter(isSpent)) {
    await shelf.use(pack, (file) => {
      if (isSpent(pack)) empty(pack, file);
    });
  }
  try {
    await shelf.makeRoom(packsAhead);
  } catch (cause) {
    // On a full disk the program opens all the same; the next scan tries again and is refused in words.
    if (storage.errorCode(cause) !== 'diskFull') throw cause;
  }
}

async function keep(shelf: PackShelf, packsAhead: number, hash: string, bytes: Uint8Array): Promise<null> {
  if ((await findCopy(shelf, hash))?.isSound === true) return null;
  for (;;) {
    const pack = await shelf.makeRoom(packsAhead);
    const isKept = await shelf.use(pack, (file) => {
      // Another window may have filled it meanwhile.
      if (!shelf.hasRoom(pack)) return false;
      appendScan(pack, file, hash, bytes);
      return true;
    });
    if (isKept) return null;
  }
}

async function readAnywhere(shelf: PackShelf, hash: string): Promise<Uint8Array | undefined> {
  const known = await findCopy(shelf, hash);
  if (known !== undefined) return known.bytes;
  // Another window may have kept it since this one looked.
  await shelf.look();
  const found = await findCopy(shelf, hash);
  // It may stand in a pack that the disk does not give.
  if (found === undefined) for (const cause of shelf.refusals()) throw cause;
  return found?.bytes;
}

/** A sound copy if there is one, else one that is not: whoever reads it compares it with its hash. */
async function findCopy(shelf: PackShelf, hash: string): Promise<ScanCopy | undefined> {
  let found: ScanCopy | undefined;
  for (const pack of shelf.holding(hash)) {
    const copy = await shelf.use(pack, (file) => {
      const placed = pack.scans.get(hash);
      return placed === undefined ? undefined : readPlaced(file, placed);
    });
    if (copy?.isSound === true) return copy;
    found ??= copy;
  }
  return found;
}
