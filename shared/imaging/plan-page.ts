import { mayBeBlank } from './blank-page.ts';
import { WHOLE, type Box } from './box.ts';
import { findPageBox } from './page-box.ts';
import { findReadingTurn, type ReadingTurn } from './reading-direction.ts';
import type { Grey } from './raster.ts';
import { findSkew } from './skew.ts';
import { findTone, type Tone } from './tone.ts';
import { cropGrey, turnGreyBack, type TurnedGrey } from './turn-grey.ts';

/** The long side of the small copy that a page is judged by: enough for a tenth of a degree, and a tenth of the pixels. */
export const JUDGED_LONGEST_PX = 800;

/** What is to be done with a page, found out on a small copy of it. */
export interface PagePlan {
  /** How far the page is turned clockwise; it is turned back by as much. */
  readonly skewDegrees: number;
  /** What is kept of the frame around the page once it has been turned back. */
  readonly box: Box;
  readonly tone: Tone | undefined;
  readonly isBlank: boolean;
  readonly turn: ReadingTurn;
}

/** @param grey a small copy, upright by its own orientation mark; see `JUDGED_LONGEST_PX` */
export function planPage(grey: Grey): PagePlan {
  const skewDegrees = findSkew(grey);
  const turned = turnGreyBack(grey, skewDegrees);
  const found = findPageBox(turned);
  const box = isWhole(found) ? withoutAddedMargin(turned, grey) : found;
  const page = cropGrey(turned, box);
  const isBlank = mayBeBlank(page);
  return { skewDegrees, box, tone: findTone(page), isBlank, turn: isBlank ? 0 : findReadingTurn(page) };
}

/** Whether the page is good as it is: then its bytes are kept as they are. */
export function isGoodAsItIs({ skewDegrees, box, tone }: PagePlan): boolean {
  return skewDegrees === 0 && isWhole(box) && tone === undefined;
}

function isWhole({ left, top, right, bottom }: Box): boolean {
  return left === 0 && top === 0 && right === 1 && bottom === 1;
}

/** Darker than this something may be printed there. */
const LIGHT = 170;

/** Turning back needs a larger frame. Where nothing is printed in what it adds, the page keeps the size it had. */
function withoutAddedMargin(turned: TurnedGrey, { widthPx, heightPx }: Grey): Box {
  const [across, down] = [(turned.widthPx - widthPx) >> 1, (turned.heightPx - heightPx) >> 1];
  if (across <= 0 && down <= 0) return WHOLE;
  for (let y = 0, at = 0; y < turned.heightPx; y += 1) {
    for (let x = 0; x < turned.widthPx; x += 1, at += 1) {
      const isAdded = x < across || x >= across + widthPx || y < down || y >= down + heightPx;
      if (isAdded && turned.isInside[at] === 1 && (turned.levels[at] ?? 0) < LIGHT) return WHOLE;
    }
  }
  return {
    left: across / turned.widthPx,
    top: down / turned.heightPx,
    right: (across + widthPx) / turned.widthPx,
    bottom: (down + heightPx) / turned.heightPx,
  };
}
