const ENTRY_BYTES = 12;
const PIXELS_PER_PAGE = 64;

type Field = readonly [tag: number, type: 3 | 4, value: number];

/** A TIFF of grey pages of 8 × 8 pixels, one strip each: head, then for every page its directory and its pixels. */
export function makeTiff(pages: number, isLittleEndian = true): Uint8Array<ArrayBuffer> {
  const fieldsOf = (pixelsAt: number): readonly Field[] => [
    ...([[256, 3, 8] as const, [257, 3, 8] as const, [258, 3, 8] as const, [259, 3, 1] as const] as const),
    ...([[262, 3, 1] as const, [273, 4, pixelsAt] as const, [278, 3, 8] as const] as const),
    [279, 4, PIXELS_PER_PAGE],
  ];
  const directoryBytes = 2 + fieldsOf(0).length * ENTRY_BYTES + 4;
  const pageBytes = directoryBytes + PIXELS_PER_PAGE;
  const bytes = new Uint8Array(8 + pages * pageBytes);
  const view = new DataView(bytes.buffer);
  bytes.set(isLittleEndian ? [0x49, 0x49] : [0x4d, 0x4d]);
  view.setUint16(2, 42, isLittleEndian);
  view.setUint32(4, pages === 0 ? 0 : 8, isLittleEndian);
  for (let page = 0; page < pages; page += 1) {
    const at = 8 + page * pageBytes;
    const fields = fieldsOf(at + directoryBytes);
    view.setUint16(at, fields.length, isLittleEndian);
    for (const [index, [tag, type, value]] of fields.entries()) {
      const entry = at + 2 + index * ENTRY_BYTES;
      view.setUint16(entry, tag, isLittleEndian);
      view.setUint16(entry + 2, type, isLittleEndian);
      view.setUint32(entry + 4, 1, isLittleEndian);
      if (type === 3) view.setUint16(entry + 8, value, isLittleEndian);
      else view.setUint32(entry + 8, value, isLittleEndian);
    }
    const isLast = page === pages - 1;
    view.setUint32(at + directoryBytes - 4, isLast ? 0 : at + pageBytes, isLittleEndian);
    bytes.fill(page + 1, at + directoryBytes, at + pageBytes);
  }
  return bytes;
}
