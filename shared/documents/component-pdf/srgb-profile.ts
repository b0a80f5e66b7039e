/** sRGB (IEC 61966-2-1) in the colours of the profile connection space, adapted to D50 as ICC profiles are. */
const COLOURS = {
  wtpt: [0.9642, 1, 0.8249],
  rXYZ: [0.43607, 0.22249, 0.01392],
  gXYZ: [0.38515, 0.71687, 0.09708],
  bXYZ: [0.14307, 0.06061, 0.7141],
} as const;
const CURVE_POINTS = 1024;
const HEADER_BYTES = 128;

/** A display profile, ICC version 2.1, which says what the numbers of a picture look like. The same bytes each time. */
export function buildSrgbProfile(): Uint8Array {
  const curve = curveTag();
  const tags: readonly (readonly [string, Uint8Array])[] = [
    ['desc', descriptionTag('sRGB IEC61966-2.1')],
    ['cprt', textTag('No copyright, use freely')],
    ...Object.entries(COLOURS).map(([name, xyz]) => [name, xyzTag(xyz)] as const),
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const places = new Map<Uint8Array, number>();
  let size = HEADER_BYTES + 4 + tags.length * 12;
  for (const [, body] of tags) {
    if (places.has(body)) continue;
    places.set(body, size);
    size += Math.ceil(body.length / 4) * 4;
  }
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  writeHeader(bytes, view);
  view.setUint32(HEADER_BYTES, tags.length);
  tags.forEach(([name, body], index) => {
    const at = HEADER_BYTES + 4 + index * 12;
    const place = places.get(body) ?? 0;
    writeAscii(bytes, at, name);
    view.setUint32(at + 4, place);
    view.setUint32(at + 8, body.length);
    bytes.set(body, place);
  });
  return bytes;
}

/** ICC.1:2001-04, 6.1; the date is that of the sRGB standard. */
function writeHeader(bytes: Uint8Array, view: DataView): void {
  view.setUint32(0, bytes.length);
  view.setUint32(8, 0x02100000);
  writeAscii(bytes, 12, 'mntrRGB XYZ ');
  [1999, 10, 18].forEach((value, index) => {
    view.setUint16(24 + index * 2, value);
  });
  writeAscii(bytes, 36, 'acsp');
  COLOURS.wtpt.forEach((value, index) => {
    view.setInt32(68 + index * 4, toFixed(value));
  });
}

function toFixed(value: number): number {
  return Math.round(value * 65_536);
}

function writeAscii(bytes: Uint8Array, at: number, text: string): void {
  bytes.set(new TextEncoder().encode(text), at);
}

function newTag(type: string, length: number): { readonly bytes: Uint8Array; readonly view: DataView } {
  const bytes = new Uint8Array(length);
  writeAscii(bytes, 0, type);
  return { bytes, view: new DataView(bytes.buffer) };
}

function textTag(text: string): Uint8Array {
  const { bytes } = newTag('text', 8 + text.length + 1);
  writeAscii(bytes, 8, text);
  return bytes;
}

/** Besides the ASCII text a description has places for two more writings, which stay empty. */
function descriptionTag(text: string): Uint8Array {
  const { bytes, view } = newTag('desc', 12 + text.length + 1 + 78);
  view.setUint32(8, text.length + 1);
  writeAscii(bytes, 12, text);
  return bytes;
}

function xyzTag(xyz: readonly number[]): Uint8Array {
  const { bytes, view } = newTag('XYZ ', 20);
  xyz.forEach((value, index) => {
    view.setInt32(8 + index * 4, toFixed(value));
  });
  return bytes;
}

function curveTag(): Uint8Array {
  const { bytes, view } = newTag('curv', 12 + CURVE_POINTS * 2);
  view.setUint32(8, CURVE_POINTS);
  for (let point = 0; point < CURVE_POINTS; point += 1) {
    const shown = point / (CURVE_POINTS - 1);
    const light = shown <= 0.04045 ? shown / 12.92 : ((shown + 0.055) / 1.055) ** 2.4;
    view.setUint16(12 + point * 2, Math.round(light * 65_535));
  }
  return bytes;
}
