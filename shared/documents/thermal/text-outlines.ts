import type { TextOp } from '#shared/documents/layout/drawing.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}
/** Closed lines around what is black; a hole runs the other way round. */
export type Outline = readonly (readonly Point[])[];

interface Placing {
  /** Of the baseline's beginning. */
  readonly left: number;
  readonly top: number;
  /** Target units per point. */
  readonly scale: number;
}

/** The outline of each letter of a line of text, y downwards. */
export function outlinesOf(type: PaperType, op: TextOp, { left, top, scale }: Placing): readonly Outline[] {
  const outlines: Outline[] = [];
  let x = left;
  for (const { text, face } of op.segments) {
    const typeface = type.typeface(face);
    const perUnit = (op.size * scale) / typeface.font.unitsPerEm;
    for (const character of text) {
      const codePoint = character.codePointAt(0) ?? 0;
      const commands = typeface.font.glyphForCodePoint(codePoint)?.path.commands ?? [];
      const start = x;
      const outline = flatten(commands, (px, py) => ({ x: start + px * perUnit, y: top - py * perUnit }));
      if (outline.length > 0) outlines.push(outline);
      x += typeface.advanceOf(codePoint) * op.size * scale;
    }
  }
  return outlines;
}

interface PathCommand {
  readonly command: string;
  readonly args: readonly number[];
}

/** Straight pieces a curve is cut into: enough for letters of a few dozen dots. */
const PIECES = 6;

/** TrueType outlines are lines and quadratic curves. */
function flatten(commands: readonly PathCommand[], place: (x: number, y: number) => Point): Outline {
  const contours: Point[][] = [];
  for (const { command, args } of commands) {
    const [a = 0, b = 0, c = 0, d = 0] = args;
    const contour = contours.at(-1);
    const last = contour?.at(-1);
    if (command === 'moveTo') contours.push([place(a, b)]);
    else if (command === 'lineTo') contour?.push(place(a, b));
    else if (command === 'quadraticCurveTo' && last !== undefined) {
      contour?.push(...curve(last, place(a, b), place(c, d)));
    } else if (command !== 'closePath') throw new Error(`a TrueType outline has no ${command}`);
  }
  return contours;
}

function curve(from: Point, control: Point, to: Point): readonly Point[] {
  return Array.from({ length: PIECES }, (_, index) => {
    const t = (index + 1) / PIECES;
    const u = 1 - t;
    return {
      x: u * u * from.x + 2 * u * t * control.x + t * t * to.x,
      y: u * u * from.y + 2 * u * t * control.y + t * t * to.y,
    };
  });
}
