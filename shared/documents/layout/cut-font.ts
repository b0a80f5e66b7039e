/** What a font program inside a PDF needs: outlines and metrics; characters are named by glyph there (ISO 32000-1, 9.9). */
const KEPT_TABLES = ['cvt ', 'fpgm', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'prep'];

const TABLE_RECORD = 16;
const HEAD_LOCA_FORMAT = 50;

/** Flags of one part of a composite glyph (OpenType, `glyf`). */
const ARGUMENTS_ARE_WORDS = 0x0001;
const HAS_SCALE = 0x0008;
const MORE_PARTS = 0x0020;
const HAS_TWO_SCALES = 0x0040;
const HAS_MATRIX = 0x0080;

interface Table {
  readonly tag: string;
  readonly bytes: Uint8Array;
}

/**
 * A TrueType font with the outlines of some glyphs only; the others keep their numbers and are empty. Nothing is packed
 * or renumbered, so that it costs a paper no time worth mentioning.
 * @throws RangeError when the file is no TrueType font
 */
export function cutFont(font: Uint8Array, glyphIds: Iterable<number>): Uint8Array {
  const tables = readTables(font);
  const loca = get(tables, 'loca');
  const isLong = view(get(tables, 'head')).getInt16(HEAD_LOCA_FORMAT) === 1;
  const offsets = view(loca);
  const offsetOf = (id: number): number => (isLong ? offsets.getUint32(id * 4) : offsets.getUint16(id * 2) * 2);
  const outlines = get(tables, 'glyf');
  const outlineOf = (id: number): Uint8Array => outlines.subarray(offsetOf(id), offsetOf(id + 1));

  const kept = withParts(glyphIds, outlineOf);
  const glyphCount = loca.length / (isLong ? 4 : 2) - 1;
  const cutLoca = new Uint8Array(loca.length);
  const cutOffsets = view(cutLoca);
  const setOffset = (id: number, offset: number): void => {
    if (isLong) cutOffsets.setUint32(id * 4, offset);
    else cutOffsets.setUint16(id * 2, offset / 2);
  };
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let id = 0; id < glyphCount; id += 1) {
    setOffset(id, length);
    if (!kept.has(id)) continue;
    parts.push(outlineOf(id));
    length += outlineOf(id).length;
  }
  setOffset(glyphCount, length);
  const changed: Readonly<Record<string, Uint8Array>> = { glyf: joined(parts, length), loca: cutLoca };
  return writeFont(tables.map(({ tag, bytes }) => ({ tag, bytes: changed[tag] ?? bytes })));
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function readTables(font: Uint8Array): readonly Table[] {
  const directory = view(font);
  const count = directory.getUint16(4);
  const tables: Table[] = [];
  for (let at = 12; at < 12 + count * TABLE_RECORD; at += TABLE_RECORD) {
    const tag = String.fromCharCode(...font.subarray(at, at + 4));
    const start = directory.getUint32(at + 8);
    if (KEPT_TABLES.includes(tag))
      tables.push({ tag, bytes: font.subarray(start, start + directory.getUint32(at + 12)) });
  }
  return tables.sort((a, b) => (a.tag < b.tag ? -1 : 1));
}

function get(tables: readonly Table[], tag: string): Uint8Array {
  const table = tables.find((candidate) => candidate.tag === tag);
  if (table === undefined) throw new RangeError(`the font has no ${tag} table`);
  return table.bytes;
}

/** The glyphs, the stand-in for what is missing (0), and those that any of them is put together from. */
function withParts(glyphIds: Iterable<number>, outlineOf: (id: number) => Uint8Array): ReadonlySet<number> {
  const kept = new Set<number>();
  const open = [0, ...glyphIds];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (kept.has(id)) continue;
    kept.add(id);
    open.push(...partsOf(outlineOf(id)));
  }
  return kept;
}

function partsOf(outline: Uint8Array): readonly number[] {
  const data = view(outline);
  const isComposite = outline.length > 0 && data.getInt16(0) < 0;
  const parts: number[] = [];
  let hasMore = isComposite;
  for (let at = 10; hasMore;) {
    const flags = data.getUint16(at);
    parts.push(data.getUint16(at + 2));
    at += 4 + ((flags & ARGUMENTS_ARE_WORDS) === 0 ? 2 : 4);
    if ((flags & HAS_SCALE) !== 0) at += 2;
    else if ((flags & HAS_TWO_SCALES) !== 0) at += 4;
    else if ((flags & HAS_MATRIX) !== 0) at += 8;
    hasMore = (flags & MORE_PARTS) !== 0;
  }
  return parts;
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Table directory and tables, each from a multiple of four (OpenType, "Organization of an OpenType Font"). */
function writeFont(tables: readonly Table[]): Uint8Array {
  const starts: number[] = [];
  let length = 12 + tables.length * TABLE_RECORD;
  for (const { bytes } of tables) {
    starts.push(length);
    length += Math.ceil(bytes.length / 4) * 4;
  }
  const font = new Uint8Array(length);
  const directory = view(font);
  const power = Math.floor(Math.log2(tables.length));
  directory.setUint32(0, 0x00010000);
  directory.setUint16(4, tables.length);
  directory.setUint16(6, 2 ** power * TABLE_RECORD);
  directory.setUint16(8, power);
  directory.setUint16(10, (tables.length - 2 ** power) * TABLE_RECORD);
  tables.forEach(({ tag, bytes }, index) => {
    const at = 12 + index * TABLE_RECORD;
    const start = starts[index] ?? 0;
    font.set(bytes, start);
    for (let letter = 0; letter < 4; letter += 1) font[at + letter] = tag.charCodeAt(letter);
    directory.setUint32(at + 4, checksum(directory, start, bytes.length));
    directory.setUint32(at + 8, start);
    directory.setUint32(at + 12, bytes.length);
  });
  return font;
}

function checksum(file: DataView, start: number, length: number): number {
  let sum = 0;
  for (let at = start; at < start + length; at += 4) sum = (sum + file.getUint32(at)) >>> 0;
  return sum;
}
