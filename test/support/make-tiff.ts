const ENTRY_BYTES = 12;
const SIDE_PX = 8;

type Field = readonly [tag: number, type: 3 | 4, value: number];

/** How the pages of a TIFF differ from plain grey ones. */
export interface TiffPlan {
  readonly isLittleEndian?: boolean;
  /** Tag 259. */
  readonly compression?: number;
  /** Tag 262. */
  readonly photometric?: number;
  /** Tag 277. */
  readonly samplesPerPixel?: number;
  readonly side?: number;
  /** The bytes of a page's one strip, as compressed; every pixel has the page's number without it. */
  readonly stripOf?: (page: number) => Uint8Array;
}

/** A TIFF of pages of 8 × 8 pixels, one strip each: head, then for every page its directory and its pixels. */
export function makeTiff(pages: number, plan: TiffPlan | boolean = {}): Uint8Array<ArrayBuffer> {
  const { isLittleEndian = true, ...kind } = typeof plan === 'boolean' ? { isLittleEndian: plan } : plan;
  const { compression = 1, photometric = 1, samplesPerPixel, side = SIDE_PX } = kind;
  const stripOf = kind.stripOf ?? ((page: number) => new Uint8Array(side * side).fill(page));
  const fieldsOf = (pixelsAt: number, stripBytes: number): readonly Field[] => [
    ...([[256, 3, side] as const, [257, 3, side] as const, [258, 3, 8] as const] as const),
    ...([[259, 3, compression] as const, [262, 3, photometric] as const, [273, 4, pixelsAt] as const] as const),
    ...(samplesPerPixel === undefined ? [] : [[277, 3, samplesPerPixel] as const]),
    ...([[278, 3, side] as const, [279, 4, stripBytes] as const] as const),
  ];
  const directoryBytes = 2 + fieldsOf(0, 0).length * ENTRY_BYTES + 4;
  const strips = Array.from({ length: pages }, (_, page) => stripOf(page + 1));
  const bytes = new Uint8Array(strips.reduce((sum, strip) => sum + directoryBytes + strip.length, 8));
  const view = new DataView(bytes.buffer);
  bytes.set(isLittleEndian ? [0x49, 0x49] : [0x4d, 0x4d]);
  view.setUint16(2, 42, isLittleEndian);
  view.setUint32(4, pages === 0 ? 0 : 8, isLittleEndian);
  let at = 8;
  for (const [page, strip] of strips.entries()) {
    const fields = fieldsOf(at + directoryBytes, strip.length);
    view.setUint16(at, fields.length, isLittleEndian);
    for (const [index, [tag, type, value]] of fields.entries()) {
      const entry = at + 2 + index * ENTRY_BYTES;
      view.setUint16(entry, tag, isLittleEndian);
      view.setUint16(entry + 2, type, isLittleEndian);
      view.setUint32(entry + 4, 1, isLittleEndian);
      if (type === 3) view.setUint16(entry + 8, value, isLittleEndian);
      else view.setUint32(entry + 8, value, isLittleEndian);
    }
    const nextAt = at + directoryBytes + strip.length;
    view.setUint32(at + directoryBytes - 4, page === pages - 1 ? 0 : nextAt, isLittleEndian);
    bytes.set(strip, at + directoryBytes);
    at = nextAt;
  }
  return bytes;
}
