import type { PageDrawing, TextOp } from '#shared/documents/layout/drawing.ts';

export function lineTextOf(op: TextOp): string {
  return op.segments.map((segment) => segment.text).join('');
}

/** The lines of text on a page, in the order they were drawn. */
export function textsOf(page: PageDrawing): readonly string[] {
  return page.ops.flatMap((op) => (op.kind === 'text' ? [lineTextOf(op)] : []));
}
