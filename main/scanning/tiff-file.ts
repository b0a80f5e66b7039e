const HEAD_BYTES = 8;
const ENTRY_BYTES = 12;
/** More pages than any feeder takes: a list of pages that goes on for longer leads in a circle. */
const MAX_PAGES = 2_000;
/** Bytes of one value by its type, from 1 (BYTE) to 12 (DOUBLE); TIFF 6.0, section 2. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const SHORT = 3;
const STRIP_OFFSETS = 273;
const STRIP_LENGTHS = 279;
const TILE_OFFSETS = 324;
const TILE_LENGTHS = 325;

/** The directory of one page: where its pixels lie. */
interface Directory {
  readonly next: number;
  readonly values: ReadonlyMap<number, readonly number[]>;
}

/** @returns `undefined` when a page's directory, or a part of its pixels, lies behind the end: it is not written whole */
export function readTiff(bytes: Uint8Array): { readonly pages: number } | undefined {
  if (bytes.length < HEAD_BYTES) return undefined;
  const file = new TiffBytes(bytes);
  let pages = 0;
  for (let at = file.uint32(4); at !== 0; pages += 1) {
    const directory = pages < MAX_PAGES ? readDirectory(file, at) : undefined;
    if (directory === undefined || !hasPixels(file, directory)) return undefined;
    at = directory.next;
  }
  return pages === 0 ? undefined : { pages };
}

/** Numbers in the byte order that the file's head names. */
class TiffBytes {
  readonly length: number;
  readonly #view: DataView;
  readonly #isLittleEndian: boolean;

  constructor(bytes: Uint8Array) {
    this.length = bytes.length;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#isLittleEndian = bytes[0] === 0x49;
  }

  holds(at: number, byteCount: number): boolean {
    return at >= HEAD_BYTES && at + byteCount <= this.length;
  }

  uint16(at: number): number {
    return this.#view.getUint16(at, this.#isLittleEndian);
  }

  uint32(at: number): number {
    return this.#view.getUint32(at, this.#isLittleEndian);
  }
}

function readDirectory(file: TiffBytes, at: number): Directory | undefined {
  if (!file.holds(at, 2)) return undefined;
  const count = file.uint16(at);
  const end = at + 2 + count * ENTRY_BYTES;
  if (!file.holds(at, end + 4 - at)) return undefined;
  const values = new Map<number, readonly number[]>();
  for (let entry = at + 2; entry < end; entry += ENTRY_BYTES) {
    const read = readEntry(file, entry);
    if (read === undefined) return undefined;
    values.set(file.uint16(entry), read);
  }
  return { next: file.uint32(end), values };
}

/** The numbers of an entry; none for one whose kind says nothing about pixels. */
function readEntry(file: TiffBytes, entry: number): readonly number[] | undefined {
  const tag = file.uint16(entry);
  const type = file.uint16(entry + 2);
  const count = file.uint32(entry + 4);
  const valueBytes = TYPE_BYTES[type] ?? 0;
  const at = count * valueBytes <= 4 ? entry + 8 : file.uint32(entry + 8);
  if (!file.holds(at, count * valueBytes)) return undefined;
  if (![STRIP_OFFSETS, STRIP_LENGTHS, TILE_OFFSETS, TILE_LENGTHS].includes(tag)) return [];
  const read = (index: number): number =>
    type === SHORT ? file.uint16(at + index * valueBytes) : file.uint32(at + index * valueBytes);
  return valueBytes < 2 ? [] : Array.from({ length: count }, (_, index) => read(index));
}

function hasPixels(file: TiffBytes, { values }: Directory): boolean {
  const offsets = values.get(STRIP_OFFSETS) ?? values.get(TILE_OFFSETS) ?? [];
  const lengths = values.get(STRIP_LENGTHS) ?? values.get(TILE_LENGTHS) ?? [];
  if (offsets.length === 0 || offsets.length !== lengths.length) return false;
  return offsets.every((at, index) => file.holds(at, lengths[index] ?? 0));
}
