export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Corners of a page in a picture, clockwise from its top left. */
export type Quad = readonly [topLeft: Point, topRight: Point, bottomRight: Point, bottomLeft: Point];

export const lengthOf = (from: Point, to: Point): number => Math.hypot(to.x - from.x, to.y - from.y);

/** The corners of the picture itself. */
export function wholePicture(widthPx: number, heightPx: number): Quad {
  return [
    { x: 0, y: 0 },
    { x: widthPx, y: 0 },
    { x: widthPx, y: heightPx },
    { x: 0, y: heightPx },
  ];
}

export function scaleQuad(quad: Quad, scale: number): Quad {
  const scaled = ({ x, y }: Point): Point => ({ x: x * scale, y: y * scale });
  return [scaled(quad[0]), scaled(quad[1]), scaled(quad[2]), scaled(quad[3])];
}

/** Positive where the three points turn clockwise (y grows downwards). */
export const turnOf = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);

/** Whether the corners go round clockwise without a dent, as those of any flat sheet do. */
export function isConvex(quad: Quad): boolean {
  return [0, 1, 2, 3].every((at) => turnOf(cornerAt(quad, at), cornerAt(quad, at + 1), cornerAt(quad, at + 2)) > 0);
}

export function areaOf(points: readonly Point[]): number {
  let sum = 0;
  for (const [index, from] of points.entries()) {
    const to = points[(index + 1) % points.length] ?? from;
    sum += from.x * to.y - to.x * from.y;
  }
  return Math.abs(sum) / 2;
}

/** @param at any whole number, counted round the page */
export function cornerAt(quad: Quad, at: number): Point {
  return quad[(at & 3) as 0 | 1 | 2 | 3];
}
