import type { Grey } from './raster.ts';

/** Farther than this a paper was not laid down crooked, it was laid down otherwise. */
export const MAX_SKEW_DEGREES = 10;

/** Lower edges of strokes stand out from their ground by at least this much. */
const EDGE_STEP = 40;
const COARSE_DEGREES = 0.5;
const FINE_DEGREES = 0.05;
/** Fewer edges than this are no lines of text. */
const FEWEST_EDGES = 150;
/** More than this tell nothing new and cost time: to find the direction, and to find it exactly. */
const COARSE_EDGES = 3_000;
const FINE_EDGES = 10_000;
/** How far the best direction has to stand out from the usual one. */
const STANDS_OUT = 1.2;
/** Below this nobody sees it, and every turn costs a little sharpness. */
const TOO_SMALL_DEGREES = 0.2;

/**
 * How far the lines of a page are turned clockwise, in degrees. 0 when it is straight, when it has no lines to judge by,
 * or when it is turned farther than `MAX_SKEW_DEGREES`.
 *
 * The lower edges of strokes are counted along lines of every direction (a projection profile): along the lines of text
 * they heap up in few places. Stains and photographs have edges in all directions and heap up nowhere.
 */
export function findSkew(grey: Grey): number {
  const edges = findLowerEdges(grey);
  if (edges.count < FEWEST_EDGES) return 0;
  const measure = createMeasure(grey, edges, COARSE_EDGES);
  const scores: Scored[] = [];
  for (let degrees = -MAX_SKEW_DEGREES - 1; degrees <= MAX_SKEW_DEGREES + 1; degrees += COARSE_DEGREES) {
    scores.push({ degrees, score: measure(degrees) });
  }
  const coarse = scores.reduce((best, one) => (one.score > best.score ? one : best));
  const usual = scores.map(({ score }) => score).sort((a, b) => a - b)[scores.length >> 1] ?? 0;
  if (Math.abs(coarse.degrees) > MAX_SKEW_DEGREES || coarse.score < usual * STANDS_OUT) return 0;
  const best = refine(createMeasure(grey, edges, FINE_EDGES), coarse.degrees);
  return Math.abs(best) < TOO_SMALL_DEGREES ? 0 : best;
}

export const toRadians = (degrees: number): number => (degrees * Math.PI) / 180;

interface Scored {
  readonly degrees: number;
  readonly score: number;
}

/** Places in the picture, of which the first so many count. */
interface Edges {
  readonly places: Int32Array;
  readonly count: number;
}

function findLowerEdges({ widthPx, heightPx, levels }: Grey): Edges {
  const places = new Int32Array(levels.length);
  let count = 0;
  const margin = Math.ceil(Math.max(widthPx, heightPx) * 0.01);
  for (let y = margin; y < heightPx - margin - 2; y += 1) {
    for (let x = margin, at = y * widthPx + margin; x < widthPx - margin; x += 1, at += 1) {
      if ((levels[at + 2 * widthPx] ?? 0) - (levels[at] ?? 0) < EDGE_STEP) continue;
      places[count] = at;
      count += 1;
    }
  }
  return { places, count };
}

type Measure = (degrees: number) => number;

/** @param most at most so many of the edges are looked at, evenly over the page */
function createMeasure({ widthPx, heightPx }: Grey, { places, count }: Edges, most: number): Measure {
  const step = Math.max(1, count / most);
  const looked = Math.floor(count / step);
  const [xs, ys] = [new Float64Array(looked), new Float64Array(looked)];
  for (let index = 0; index < looked; index += 1) {
    const at = places[Math.floor(index * step)] ?? 0;
    xs[index] = at % widthPx;
    ys[index] = Math.floor(at / widthPx);
  }
  const reach = Math.ceil(Math.hypot(widthPx, heightPx));
  const counts = new Float64Array(2 * reach + 2);
  return (degrees) => {
    const [sin, cos] = [Math.sin(toRadians(degrees)), Math.cos(toRadians(degrees))];
    counts.fill(0);
    for (let index = 0; index < looked; index += 1) {
      // Shared between two neighbours, so that the measure changes smoothly with the angle.
      const place = (ys[index] ?? 0) * cos - (xs[index] ?? 0) * sin + reach;
      const lower = Math.floor(place);
      counts[lower] = (counts[lower] ?? 0) + lower + 1 - place;
      counts[lower + 1] = (counts[lower + 1] ?? 0) + place - lower;
    }
    let sum = 0;
    for (let place = 0; place < counts.length; place += 1) sum += (counts[place] ?? 0) ** 2;
    return sum;
  };
}

function refine(measure: Measure, around: number): number {
  let best: Scored = { degrees: around, score: 0 };
  for (let step = -COARSE_DEGREES; step <= COARSE_DEGREES; step += FINE_DEGREES) {
    const degrees = around + step;
    const score = measure(degrees);
    if (score > best.score) best = { degrees, score };
  }
  return best.degrees;
}
