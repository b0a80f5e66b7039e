import { brightPart, type BrightPart } from './bright-part.ts';
import { convexHull, shrinkToQuad } from './convex-hull.ts';
import { areaOf, cornerAt, isConvex, lengthOf, type Point, type Quad } from './quad.ts';
import type { Grey } from './raster.ts';

/** The long side that a frame is looked at with: edges are found between its pixels. */
export const LOOKED_AT_PX = 640;

/** A smaller one is a card or a reflection, or lies too far away to be read. */
const SMALLEST_SHARE = 0.1;
/** A larger one has its edges outside the picture. */
const LARGEST_SHARE = 0.98;
/** How much of four straight sides the bright part has to fill; print on it is dark. */
const FILLED_SHARE = 0.5;
/** Its outline bulges less than this beyond or below four straight sides. */
const STRAIGHT_SHARE = 0.93;

/**
 * The corners of the page that lies on something darker, clockwise from its top left, in pixels of the picture with
 * fractions; `undefined` when there is no such page. Brightness decides what is page, its outline where its sides run:
 * each side is a line fitted through all of its points, so that a folded corner or a finger moves it little.
 */
export function findPageCorners(grey: Grey): Quad | undefined {
  const part = brightPart(grey);
  if (part === undefined) return undefined;
  const hull = convexHull([...part.alongRows, ...part.alongColumns]);
  const rough = shrinkToQuad(hull);
  if (rough === undefined || !isPage(grey, part, hull, rough)) return undefined;
  const quad = fitSides(rough, part);
  return isConvex(quad) && isInFrame(grey, quad) ? startTopLeft(quad) : undefined;
}

function isPage({ widthPx, heightPx }: Grey, part: BrightPart, hull: readonly Point[], quad: Quad): boolean {
  const area = areaOf(quad);
  const share = areaOf(hull) / (widthPx * heightPx);
  return (
    share >= SMALLEST_SHARE &&
    share <= LARGEST_SHARE &&
    part.pixels >= area * FILLED_SHARE &&
    areaOf(hull) >= area * STRAIGHT_SHARE
  );
}

/** Fitted lines may meet a little outside. */
function isInFrame({ widthPx, heightPx }: Grey, quad: Quad): boolean {
  const most = Math.max(widthPx, heightPx) * 0.02;
  return quad.every(({ x, y }) => x >= -most && y >= -most && x <= widthPx + most && y <= heightPx + most);
}

interface Line {
  readonly through: Point;
  readonly along: Point;
}

/** Near the corners a side is rounded by the lens, or folded. */
const CORNER_SHARE = 0.06;
const FEWEST_POINTS = 12;
/** Points as far from the line as this still belong to the side: first in shares of its length, then in pixels. */
const ROUGH_SHARE = 0.02;
const FINE_PX = 1.5;

function fitSides(rough: Quad, part: BrightPart): Quad {
  const lineOf = (at: number): Line => {
    const [from, to] = [cornerAt(rough, at), cornerAt(rough, at + 1)];
    const isUpright = Math.abs(to.y - from.y) > Math.abs(to.x - from.x);
    const side = isUpright ? part.alongRows : part.alongColumns;
    const length = lengthOf(from, to);
    const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
    const points = side.filter((point) => {
      const share = ((point.x - from.x) * along.x + (point.y - from.y) * along.y) / length;
      return share > CORNER_SHARE && share < 1 - CORNER_SHARE;
    });
    const first = fitLine(points, { through: from, along }, Math.max(2.5, length * ROUGH_SHARE));
    return fitLine(points, first, FINE_PX);
  };
  const lines = [lineOf(0), lineOf(1), lineOf(2), lineOf(3)] as const;
  const meet = (before: Line, after: Line, otherwise: Point): Point => crossing(before, after) ?? otherwise;
  return [
    meet(lines[3], lines[0], rough[0]),
    meet(lines[0], lines[1], rough[1]),
    meet(lines[1], lines[2], rough[2]),
    meet(lines[2], lines[3], rough[3]),
  ];
}

/** Least squares of the distances to the line; the line itself where too few points are near it. */
function fitLine(points: readonly Point[], line: Line, nearPx: number): Line {
  const near = points.filter(({ x, y }) => {
    return Math.abs((x - line.through.x) * line.along.y - (y - line.through.y) * line.along.x) <= nearPx;
  });
  if (near.length < FEWEST_POINTS) return line;
  const mean = { x: 0, y: 0 };
  for (const { x, y } of near) {
    mean.x += x / near.length;
    mean.y += y / near.length;
  }
  let [xx, xy, yy] = [0, 0, 0];
  for (const { x, y } of near) {
    xx += (x - mean.x) ** 2;
    xy += (x - mean.x) * (y - mean.y);
    yy += (y - mean.y) ** 2;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  return { through: mean, along: { x: Math.cos(angle), y: Math.sin(angle) } };
}

function crossing(one: Line, other: Line): Point | undefined {
  const divisor = one.along.x * other.along.y - one.along.y * other.along.x;
  if (Math.abs(divisor) < 0.1) return undefined;
  const [dx, dy] = [other.through.x - one.through.x, other.through.y - one.through.y];
  const far = (dx * other.along.y - dy * other.along.x) / divisor;
  return { x: one.through.x + one.along.x * far, y: one.through.y + one.along.y * far };
}

function startTopLeft(quad: Quad): Quad {
  const first = [0, 1, 2, 3].reduce((best, at) => {
    const [point, known] = [cornerAt(quad, at), cornerAt(quad, best)];
    return point.x + point.y < known.x + known.y ? at : best;
  });
  return [cornerAt(quad, first), cornerAt(quad, first + 1), cornerAt(quad, first + 2), cornerAt(quad, first + 3)];
}
