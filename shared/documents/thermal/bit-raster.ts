import type { Outline, Point } from './text-outlines.ts';

/** Scan lines within one row of dots. */
const LINES_PER_DOT = 4;
/** Part of a dot that must be covered: less than half, so that the thin strokes of letters do not break up. */
const BLACK_FROM = 0.4;

/** A picture of single dots, drawn by filling outlines. */
export class BitRaster {
  readonly widthDots: number;
  readonly heightDots: number;
  /** Row by row, 8 dots a byte, the leftmost in the highest bit. */
  readonly rows: Uint8Array;
  readonly #rowBytes: number;

  constructor(widthDots: number, heightDots: number) {
    this.widthDots = widthDots;
    this.heightDots = heightDots;
    this.#rowBytes = Math.ceil(widthDots / 8);
    this.rows = new Uint8Array(this.#rowBytes * heightDots);
  }

  isBlack(x: number, y: number): boolean {
    return ((this.rows[y * this.#rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
  }

  /** What lies outside is left out. */
  fillRectangle(left: number, top: number, width: number, height: number): void {
    for (let y = Math.max(0, top); y < Math.min(this.heightDots, top + height); y += 1) {
      for (let x = Math.max(0, left); x < Math.min(this.widthDots, left + width); x += 1) this.#blacken(x, y);
    }
  }

  /** Fills by the non-zero rule, as TrueType asks: every dot that is covered enough becomes black. */
  fill(outline: Outline): void {
    const points = outline.flat();
    const first = Math.max(0, Math.floor(least(points.map(({ y }) => y))));
    const last = Math.min(this.heightDots - 1, Math.floor(most(points.map(({ y }) => y))));
    const left = Math.max(0, Math.floor(least(points.map(({ x }) => x))));
    const right = Math.min(this.widthDots, Math.ceil(most(points.map(({ x }) => x))) + 1);
    if (right <= left) return;
    const cover = new Float64Array(right - left);
    for (let row = first; row <= last; row += 1) {
      cover.fill(0);
      for (let line = 0; line < LINES_PER_DOT; line += 1) {
        addSpans(cover, left, crossingsAt(outline, row + (line + 0.5) / LINES_PER_DOT));
      }
      cover.forEach((part, index) => {
        if (part / LINES_PER_DOT >= BLACK_FROM) this.#blacken(left + index, row);
      });
    }
  }

  #blacken(x: number, y: number): void {
    const at = y * this.#rowBytes + (x >> 3);
    this.rows[at] = (this.rows[at] ?? 0) | (0x80 >> (x & 7));
  }
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);

interface Crossing {
  readonly x: number;
  /** +1 when the line goes down here, −1 when it goes up. */
  readonly turn: number;
}

function crossingsAt(outline: Outline, y: number): readonly Crossing[] {
  const crossings: Crossing[] = [];
  for (const contour of outline) {
    let from = contour.at(-1);
    for (const to of contour) {
      const crossing = from === undefined ? undefined : crossingOf(from, to, y);
      if (crossing !== undefined) crossings.push(crossing);
      from = to;
    }
  }
  return crossings.sort((a, b) => a.x - b.x);
}

function crossingOf(from: Point, to: Point, y: number): Crossing | undefined {
  if (from.y <= y === to.y <= y) return undefined;
  return { x: from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x), turn: from.y < to.y ? 1 : -1 };
}

/** Adds to each dot how much of it lies inside. */
function addSpans(cover: Float64Array, left: number, crossings: readonly Crossing[]): void {
  let turns = 0;
  let start = 0;
  for (const { x, turn } of crossings) {
    if (turns === 0) start = x;
    turns += turn;
    if (turns === 0) addSpan(cover, start - left, x - left);
  }
}

function addSpan(cover: Float64Array, from: number, to: number): void {
  for (let dot = Math.max(0, Math.floor(from)); dot < Math.min(cover.length, to); dot += 1) {
    cover[dot] = (cover[dot] ?? 0) + Math.min(to, dot + 1) - Math.max(from, dot);
  }
}
