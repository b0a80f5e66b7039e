import type { LineSegment } from './text-lines.ts';

/** What a page shows, in points from its top left corner. Lets layout be tested without a PDF. */
export type DrawOp =
  | {
      readonly kind: 'text';
      readonly x: number;
      /** Of the baseline. */
      readonly y: number;
      readonly size: number;
      readonly width: number;
      readonly segments: readonly LineSegment[];
    }
  /** A filled bar: every rule, frame and underline is one. */
  | {
      readonly kind: 'bar';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }
  /** A filled shape in units of its own; `scale` points per unit. */
  | {
      readonly kind: 'shape';
      readonly x: number;
      readonly y: number;
      readonly scale: number;
      readonly svgPath: string;
    };

export type TextOp = Extract<DrawOp, { kind: 'text' }>;

export interface PageDrawing {
  readonly ops: DrawOp[];
}

/** Points per millimetre. */
export const MM = 72 / 25.4;
/** Thickness of thin rules, points. */
export const HAIRLINE = 0.5;

/** Reaches half a thickness past both ends, so that rules which meet make a closed corner. */
export function drawHorizontalRule(page: PageDrawing, x: number, y: number, width: number, thickness = HAIRLINE): void {
  page.ops.push({
    kind: 'bar',
    x: x - thickness / 2,
    y: y - thickness / 2,
    width: width + thickness,
    height: thickness,
  });
}

export function drawVerticalRule(page: PageDrawing, x: number, y: number, height: number, thickness = HAIRLINE): void {
  page.ops.push({ kind: 'bar', x: x - thickness / 2, y, width: thickness, height });
}

export function drawFrame(page: PageDrawing, x: number, y: number, width: number, height: number): void {
  drawHorizontalRule(page, x, y, width);
  drawHorizontalRule(page, x, y + height, width);
  drawVerticalRule(page, x, y, height);
  drawVerticalRule(page, x + width, y, height);
}
