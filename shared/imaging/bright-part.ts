import type { Point } from './quad.ts';
import type { Grey } from './raster.ts';

/** The largest connected part of a picture that is brighter than the rest. */
export interface BrightPart {
  readonly pixels: number;
  /** Where its outline crosses each row, between pixels: the first and the last place. */
  readonly alongRows: readonly Point[];
  /** The same of each column. */
  readonly alongColumns: readonly Point[];
}

/** Page and desk have to differ by at least this much on average. */
const LEAST_CONTRAST = 25;

export function brightPart(grey: Grey): BrightPart | undefined {
  const threshold = splitLevel(grey);
  if (threshold === undefined) return undefined;
  const { labels, label, pixels } = largestPart(grey, threshold);
  if (pixels === 0) return undefined;
  const { widthPx, heightPx, levels } = grey;
  const cross = (from: number, step: number, length: number): readonly number[] => {
    let [first, last] = [-1, -1];
    for (let along = 0, at = from; along < length; along += 1, at += step) {
      if (labels[at] !== label) continue;
      if (first < 0) first = along;
      last = along;
    }
    const levelAt = (along: number): number => levels[from + along * step] ?? 0;
    return first < 0 ? [] : [edge(levelAt, first, -1, length, threshold), edge(levelAt, last, 1, length, threshold)];
  };
  const rows = Array.from({ length: heightPx }, (_, y) =>
    cross(y * widthPx, 1, widthPx).map((x): Point => ({ x, y: y + 0.5 })),
  );
  const columns = Array.from({ length: widthPx }, (_, x) =>
    cross(x, widthPx, heightPx).map((y): Point => ({ x: x + 0.5, y })),
  );
  return { pixels, alongRows: rows.flat(), alongColumns: columns.flat() };
}

/** Where the brightness crosses the threshold on the way out of the part, with fractions of a pixel. */
function edge(
  levelAt: (along: number) => number,
  inside: number,
  outwards: 1 | -1,
  length: number,
  threshold: number,
): number {
  const outside = inside + outwards;
  if (outside < 0 || outside >= length) return outside < 0 ? 0 : length;
  const [bright, dark] = [levelAt(inside), levelAt(outside)];
  const share = bright === dark ? 0.5 : Math.min(1, Math.max(0, (bright - threshold) / (bright - dark)));
  return inside + 0.5 + outwards * share;
}

/** The level that divides the picture's brightness best into two (Otsu's method); `undefined` when it is all alike. */
function splitLevel({ levels }: Grey): number | undefined {
  const counts = new Float64Array(256);
  for (const level of levels) counts[level] = (counts[level] ?? 0) + 1;
  const sumOfAll = counts.reduce((sum, count, level) => sum + count * level, 0);
  let [below, sumBelow] = [0, 0];
  let best = { between: 0, split: 0, contrast: 0 };
  for (let level = 0; level < 255; level += 1) {
    below += counts[level] ?? 0;
    sumBelow += level * (counts[level] ?? 0);
    const above = levels.length - below;
    if (below === 0 || above === 0) continue;
    const [darkMean, brightMean] = [sumBelow / below, (sumOfAll - sumBelow) / above];
    const contrast = brightMean - darkMean;
    const between = below * above * contrast * contrast;
    // Halfway between the two, so that an edge is where a pixel is half page and half desk.
    if (between > best.between) best = { between, split: (darkMean + brightMean) / 2, contrast };
  }
  return best.contrast < LEAST_CONTRAST ? undefined : best.split;
}

function largestPart(
  { widthPx, heightPx, levels }: Grey,
  threshold: number,
): { readonly labels: Int32Array; readonly label: number; readonly pixels: number } {
  const labels = new Int32Array(levels.length);
  const waiting = new Int32Array(levels.length);
  let largest = { label: 0, pixels: 0 };
  let label = 0;
  for (let start = 0; start < levels.length; start += 1) {
    if (labels[start] !== 0 || (levels[start] ?? 0) < threshold) continue;
    label += 1;
    let [pixels, left] = [0, 0];
    const take = (at: number): void => {
      if (labels[at] !== 0 || (levels[at] ?? 0) < threshold) return;
      labels[at] = label;
      waiting[left] = at;
      left += 1;
      pixels += 1;
    };
    take(start);
    while (left > 0) {
      left -= 1;
      const at = waiting[left] ?? 0;
      const x = at % widthPx;
      if (x > 0) take(at - 1);
      if (x < widthPx - 1) take(at + 1);
      if (at >= widthPx) take(at - widthPx);
      if (at < widthPx * (heightPx - 1)) take(at + widthPx);
    }
    if (pixels > largest.pixels) largest = { label, pixels };
  }
  return { labels, ...largest };
}
