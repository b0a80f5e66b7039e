import type { Grey } from './raster.ts';

/** Degrees clockwise by which a page is to be turned so that it can be read. */
export type ReadingTurn = 0 | 90 | 180 | 270;

/** Ink is darker than the paper by so much. */
const INK_STEP = 60;
/** Height of a line of print in the small copy: beyond it is a picture, a stamp or a table. */
const [LEAST_LINE_PX, MOST_LINE_PX] = [5, 45];
/** A page with fewer lines does not say how it is to be read. */
const LEAST_LINES = 5;
/** How much more sharply lines stand out one way than across it. */
const CLEARLY_ACROSS = 1.6;
/** Share by which the marks over the letters outweigh what hangs below them. */
const CLEARLY_UPRIGHT = 0.12;

/**
 * How a page of Vietnamese print is to be turned to be read. Lines of print show whether it lies on its side; letters with
 * marks and strokes above them (đ, ấ, ở, capitals) far outnumber those that reach below the line (g, y, ợ), which shows
 * whether it stands on its head. 0 unless it is clear.
 * @param grey a small copy, straightened; see `JUDGED_LONGEST_PX`
 */
export function findReadingTurn(grey: Grey): ReadingTurn {
  const { along, across } = profilesOf(grey, paperOf(grey) - INK_STEP);
  const isOnItsSide = sharpness(across) > CLEARLY_ACROSS * sharpness(along);
  const lines = leanOf(isOnItsSide ? across : along);
  if (lines.count < LEAST_LINES || Math.abs(lines.lean) < CLEARLY_UPRIGHT) return 0;
  if (isOnItsSide) return lines.lean > 0 ? 270 : 90;
  return lines.lean > 0 ? 0 : 180;
}

/** The level of the paper: a quarter of the page is at least as light. */
function paperOf({ levels }: Grey): number {
  const counts = new Uint32Array(256);
  for (let at = 0; at < levels.length; at += 1) {
    const level = levels[at] ?? 0;
    counts[level] = (counts[level] ?? 0) + 1;
  }
  let paper = 255;
  for (let seen = 0; paper > 0 && seen < levels.length / 4; paper -= 1) seen += counts[paper] ?? 0;
  return paper;
}

/** Dark pixels in each row, and in each row of the page turned a quarter to the left. */
function profilesOf(
  { widthPx, heightPx, levels }: Grey,
  darkerThan: number,
): { readonly along: Uint32Array; readonly across: Uint32Array } {
  const along = new Uint32Array(heightPx);
  const columns = new Uint32Array(widthPx);
  for (let y = 0, at = 0; y < heightPx; y += 1) {
    let row = 0;
    for (let x = 0; x < widthPx; x += 1, at += 1) {
      if ((levels[at] ?? 255) >= darkerThan) continue;
      row += 1;
      columns[x] = (columns[x] ?? 0) + 1;
    }
    along[y] = row;
  }
  return { along, across: columns.reverse() };
}

/** How sharply rows differ from the next: high along lines of print, low across them. */
function sharpness(rows: Uint32Array): number {
  let sum = 0;
  let total = 1;
  for (let y = 1; y < rows.length; y += 1) {
    sum += ((rows[y] ?? 0) - (rows[y - 1] ?? 0)) ** 2;
    total += rows[y] ?? 0;
  }
  return sum / total;
}

/** Which side of the bodies of letters has more ink: +1 all of it above, -1 all of it below. */
function leanOf(rows: Uint32Array): { readonly lean: number; readonly count: number } {
  let [above, below, count] = [0, 0, 0];
  for (const [from, to] of linesOf(rows)) {
    const line = rows.subarray(from, to);
    const body = Math.max(...line) / 2;
    const first = line.findIndex((row) => row >= body);
    const last = line.findLastIndex((row) => row >= body);
    for (let y = 0; y < first; y += 1) above += line[y] ?? 0;
    for (let y = last + 1; y < line.length; y += 1) below += line[y] ?? 0;
    count += 1;
  }
  return { lean: above + below === 0 ? 0 : (above - below) / (above + below), count };
}

function linesOf(rows: Uint32Array): readonly (readonly [number, number])[] {
  const lines: [number, number][] = [];
  let from = -1;
  for (let y = 0; y <= rows.length; y += 1) {
    const isInk = (rows[y] ?? 0) > 1;
    if (isInk && from < 0) from = y;
    if (isInk || from < 0) continue;
    if (y - from >= LEAST_LINE_PX && y - from <= MOST_LINE_PX) lines.push([from, y]);
    from = -1;
  }
  return lines;
}
