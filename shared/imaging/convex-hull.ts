import { areaOf, turnOf, type Point, type Quad } from './quad.ts';

/** The points that a rubber band around all of them touches, clockwise (Andrew's monotone chain). */
export function convexHull(points: readonly Point[]): readonly Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (ordered: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of ordered) {
      for (;;) {
        const [before, last] = [chain.at(-2), chain.at(-1)];
        if (before === undefined || last === undefined || turnOf(before, last, point) > 0) break;
        chain.pop();
      }
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/**
 * The four-sided figure around a hull, found by taking away one side after another, each time the one whose neighbours
 * meet with the least gain. `undefined` when there is none.
 */
export function shrinkToQuad(hull: readonly Point[]): Quad | undefined {
  let points = hull;
  while (points.length > 4) {
    const smaller = withoutCheapestSide(points);
    if (smaller === undefined) return undefined;
    points = smaller;
  }
  const [a, b, c, d] = points;
  return a === undefined || b === undefined || c === undefined || d === undefined ? undefined : [a, b, c, d];
}

function withoutCheapestSide(points: readonly Point[]): readonly Point[] | undefined {
  const at = (index: number): Point => points[(index + points.length) % points.length] ?? { x: 0, y: 0 };
  let best: { readonly side: number; readonly corner: Point; readonly gain: number } | undefined;
  for (let side = 0; side < points.length; side += 1) {
    const corner = whereTheyMeet(at(side - 1), at(side), at(side + 1), at(side + 2));
    if (corner === undefined) continue;
    const gain = areaOf([at(side), corner, at(side + 1)]);
    if (best === undefined || gain < best.gain) best = { side, corner, gain };
  }
  if (best === undefined) return undefined;
  const { side, corner } = best;
  const second = (side + 1) % points.length;
  return points.map((point, index) => (index === side ? corner : point)).filter((_, index) => index !== second);
}

/** Where the sides before and after `from`–`to` meet beyond it; `undefined` when they run apart. */
function whereTheyMeet(before: Point, from: Point, to: Point, after: Point): Point | undefined {
  const one = { x: from.x - before.x, y: from.y - before.y };
  const other = { x: to.x - after.x, y: to.y - after.y };
  const divisor = one.x * other.y - one.y * other.x;
  // Both have to be prolonged forwards to meet.
  if (divisor >= 0) return undefined;
  const far = ((to.x - from.x) * other.y - (to.y - from.y) * other.x) / divisor;
  return far < 0 ? undefined : { x: from.x + one.x * far, y: from.y + one.y * far };
}
