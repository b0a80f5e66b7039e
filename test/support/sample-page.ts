import type { Point, Quad } from '#shared/imaging/quad.ts';
import type { Grey, Raster } from '#shared/imaging/raster.ts';

export const PAPER = 235;
export const INK = 30;

/** A grey picture that tests may draw into. */
export interface Sheet extends Grey {
  readonly levels: Uint8Array<ArrayBuffer>;
}

export function blankSheet(widthPx: number, heightPx: number, level = PAPER): Sheet {
  return { widthPx, heightPx, levels: new Uint8Array(widthPx * heightPx).fill(level) };
}

/** A page of made-up letters in lines and words, A4 upright unless told otherwise. */
export function textSheet(heightPx: number, widthPx = Math.round(heightPx / Math.SQRT2), seed = 1): Sheet {
  const sheet = blankSheet(widthPx, heightPx);
  const next = randomNumbers(seed);
  const letter = Math.max(4, Math.round(heightPx / 110));
  const margin = Math.round(widthPx * 0.1);
  for (let y = margin; y < heightPx - margin; y += letter * 2) {
    for (let x = margin; x < widthPx - margin; x += letter) {
      if (next() < 0.18) continue;
      drawLetter(sheet, x, y, letter, next);
    }
  }
  return sheet;
}

/** One upright stroke and one or two level ones, as most letters have. */
function drawLetter(sheet: Sheet, x: number, y: number, letter: number, next: () => number): void {
  const stroke = Math.max(1, Math.round(letter / 6));
  fill(sheet, x, y, stroke, letter, INK);
  fill(sheet, x, y + letter - stroke, Math.round(letter * 0.7), stroke, INK);
  if (next() < 0.5) fill(sheet, x, y + Math.floor(letter / 2), Math.round(letter * 0.6), stroke, INK);
}

export function fill(sheet: Sheet, x: number, y: number, width: number, height: number, level: number): void {
  const [left, top] = [Math.round(x), Math.round(y)];
  for (let row = Math.max(0, top); row < Math.min(sheet.heightPx, top + height); row += 1) {
    const from = row * sheet.widthPx;
    sheet.levels.fill(level, from + Math.max(0, left), from + Math.min(sheet.widthPx, left + width));
  }
}

/** A coffee ring: soft and large, darker by so much in its middle. */
export function stain(sheet: Sheet, at: Point, radius: number, darker: number): void {
  for (let y = 0; y < sheet.heightPx; y += 1) {
    for (let x = 0; x < sheet.widthPx; x += 1) {
      const near = 1 - Math.hypot(x - at.x, y - at.y) / radius;
      const place = y * sheet.widthPx + x;
      if (near > 0) sheet.levels[place] = (sheet.levels[place] ?? 0) - darker * Math.min(1, near * 4);
    }
  }
}

/** The same scene through a cheap camera: brightness that wavers by up to so much. */
export function addGrain(sheet: Sheet, most: number, seed = 7): Sheet {
  const next = randomNumbers(seed);
  return { ...sheet, levels: sheet.levels.map((level) => Math.max(0, Math.min(255, level + (2 * next() - 1) * most))) };
}

/** A sheet lying in a picture with its corners there, seen at a slant; each pixel is the mean of four looks. */
export function placeSheet(sheet: Sheet, ground: Sheet, corners: Quad): Sheet {
  const toSheet = inverseOf(corners);
  const placed = { ...ground, levels: ground.levels.slice() };
  const looks = [0.25, 0.75];
  for (let y = 0; y < ground.heightPx; y += 1) {
    for (let x = 0; x < ground.widthPx; x += 1) {
      const behind = ground.levels[y * ground.widthPx + x] ?? 0;
      let sum = 0;
      for (const dy of looks) {
        for (const dx of looks) sum += levelAt(sheet, toSheet({ x: x + dx, y: y + dy })) ?? behind;
      }
      placed.levels[y * ground.widthPx + x] = Math.round(sum / 4);
    }
  }
  return placed;
}

/** Corners of a sheet of this size in the middle of a picture, turned clockwise. */
export function turnedCorners(sheet: Grey, picture: Grey, degrees: number): Quad {
  const angle = (degrees * Math.PI) / 180;
  const corner = (left: number, up: number): Point => {
    const [x, y] = [(left * sheet.widthPx) / 2, (up * sheet.heightPx) / 2];
    return {
      x: picture.widthPx / 2 + x * Math.cos(angle) - y * Math.sin(angle),
      y: picture.heightPx / 2 + x * Math.sin(angle) + y * Math.cos(angle),
    };
  };
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
}

export function toRaster({ widthPx, heightPx, levels }: Grey): Raster {
  const rgba = new Uint8ClampedArray(levels.length * 4);
  for (const [at, level] of levels.entries()) rgba.set([level, level, level, 255], at * 4);
  return { widthPx, heightPx, rgba };
}

/** The sheet's level at a place in shares of its width and height; `undefined` beside it. */
function levelAt({ widthPx, heightPx, levels }: Grey, { x, y }: Point): number | undefined {
  if (x < 0 || x >= 1 || y < 0 || y >= 1) return undefined;
  return levels[Math.floor(y * heightPx) * widthPx + Math.floor(x * widthPx)];
}

/** From a picture to shares of the sheet whose corners lie there: eight equations, solved by elimination. */
function inverseOf(corners: Quad): (point: Point) => Point {
  const ends: Quad = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
    { x: 0, y: 1 },
  ];
  const rows = corners.flatMap(({ x, y }, index) => {
    const { x: u, y: v } = ends[index as 0 | 1 | 2 | 3];
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = solve(rows);
  return ({ x, y }) => {
    const depth = g * x + h * y + 1;
    return { x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth };
  };
}

/** Gauss and Jordan; each row ends with its right side. */
function solve(rows: number[][]): readonly number[] {
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    const below = rows.slice(column);
    const best = below.reduce((most, row) => (Math.abs(row[column] ?? 0) > Math.abs(most[column] ?? 0) ? row : most));
    rows.splice(rows.indexOf(best), 1);
    rows.splice(column, 0, best);
    const from = [...best];
    const pivot = best[column] ?? 1;
    for (const [index, row] of rows.entries()) {
      const share = index === column ? 1 - 1 / pivot : (row[column] ?? 0) / pivot;
      for (const [at, value] of from.entries()) row[at] = (row[at] ?? 0) - share * value;
    }
  }
  return rows.map((row) => row[size] ?? 0);
}

function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
