import { ByteReader } from './byte-reader.ts';

/** One directory of a TIFF file, which describes one page: lists of numbers by tag. */
export interface TiffDirectory {
  readonly values: ReadonlyMap<number, readonly number[]>;
  /** Where the next one begins; 0 = none. */
  readonly nextAt: number;
}

export const TIFF_TAG = {
  newSubfileType: 254,
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  stripOffsets: 273,
  orientation: 274,
  samplesPerPixel: 277,
  stripByteCounts: 279,
  xResolution: 282,
  planarConfiguration: 284,
  resolutionUnit: 296,
  tileWidth: 322,
  tileOffsets: 324,
  tileByteCounts: 325,
} as const;

const HEAD_BYTES = 8;
const ENTRY_BYTES = 12;
/** Strips of one page; a page of 30,000 rows with a strip each stays below. */
const MOST_VALUES = 70_000;
/** Bytes of one value by its type, from 1 (BYTE) to 12 (DOUBLE); TIFF 6.0, section 2. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const [BYTE, SHORT, LONG, RATIONAL, UNDEFINED] = [1, 3, 4, 5, 7];

/** The reader of a TIFF's bytes; `undefined` when they do not begin as one. */
export function openTiff(bytes: Uint8Array): ByteReader | undefined {
  const order = String.fromCharCode(bytes[0] ?? 0, bytes[1] ?? 0);
  if (bytes.length < HEAD_BYTES || (order !== 'II' && order !== 'MM')) return undefined;
  const reader = new ByteReader(bytes, order === 'II');
  return reader.u16(2) === 42 ? reader : undefined;
}

/** Where the first directory begins. */
export const firstDirectoryAt = (reader: ByteReader): number => reader.u32(4);

/** @returns `undefined` when the directory or one of its values does not lie inside the file */
export function readTiffDirectory(reader: ByteReader, at: number): TiffDirectory | undefined {
  if (!holds(reader, at, 2)) return undefined;
  const end = at + 2 + reader.u16(at) * ENTRY_BYTES;
  if (!holds(reader, at, end + 4 - at)) return undefined;
  const values = new Map<number, readonly number[]>();
  for (let entry = at + 2; entry < end; entry += ENTRY_BYTES) {
    const read = readEntry(reader, entry);
    if (read === undefined) return undefined;
    values.set(reader.u16(entry), read);
  }
  return { values, nextAt: reader.u32(end) };
}

/** Whether so many bytes lie inside the file, behind its head. */
export function holds(reader: ByteReader, at: number, byteCount: number): boolean {
  return at >= HEAD_BYTES && at + byteCount <= reader.bytes.length;
}

/** The numbers of an entry; none for texts, and for lists longer than any that describes a page. */
function readEntry(reader: ByteReader, entry: number): readonly number[] | undefined {
  const type = reader.u16(entry + 2);
  const count = reader.u32(entry + 4);
  const valueBytes = TYPE_BYTES[type] ?? 0;
  const isInEntry = count * valueBytes <= 4;
  const from = isInEntry ? entry + 8 : reader.u32(entry + 8);
  if (!isInEntry && !holds(reader, from, count * valueBytes)) return undefined;
  const read = numberReader(reader, type);
  if (read === undefined || count > MOST_VALUES) return [];
  return Array.from({ length: count }, (_, index) => read(from + index * valueBytes));
}

function numberReader(reader: ByteReader, type: number): ((at: number) => number) | undefined {
  if (type === BYTE || type === UNDEFINED) return (at) => reader.u8(at);
  if (type === SHORT) return (at) => reader.u16(at);
  if (type === LONG) return (at) => reader.u32(at);
  if (type === RATIONAL) return (at) => reader.u32(at) / Math.max(1, reader.u32(at + 4));
  return undefined;
}
