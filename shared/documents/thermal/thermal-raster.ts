import type { ThermalSlip } from '#shared/domain/papers/thermal-slip.ts';
import { MM, type DrawOp } from '#shared/documents/layout/drawing.ts';
import { PaperType, type PaperFonts } from '#shared/documents/layout/paper-type.ts';
import type { PaperOptions } from '#shared/documents/render-paper.ts';
import { layOutPaper } from '#shared/documents/render-paper.ts';
import { THERMAL_EDGE } from '#shared/documents/papers/thermal-slip.ts';
import { parseQrSvgPath } from '#shared/documents/qr-symbol.ts';
import { BitRaster } from './bit-raster.ts';
import { outlinesOf } from './text-outlines.ts';

/** Eight dots to the millimetre (203 dpi), 576 on the 72 mm that the head of an 80 mm printer reaches. */
export const THERMAL_WIDTH_DOTS = 576;
export const DOTS_PER_POINT = 8 / MM;

/** A slip as the dots to be burnt. */
export interface ThermalRaster {
  readonly widthDots: number;
  readonly heightDots: number;
  /** Row by row, 8 dots a byte, the leftmost in the highest bit; 1 = black. */
  readonly rows: Uint8Array;
  readonly missingGlyphs: readonly string[];
}

/**
 * The slip in black and white at the dots of the print head.
 * @throws as renderPaper
 */
export function renderThermalRaster(content: ThermalSlip, fonts: PaperFonts, options: PaperOptions): ThermalRaster {
  const type = new PaperType(fonts);
  const { pages, size } = layOutPaper(type, content, options);
  const raster = new BitRaster(THERMAL_WIDTH_DOTS, Math.ceil(size.height * DOTS_PER_POINT));
  for (const op of pages.flatMap((page) => page.ops)) paint(raster, type, op);
  const { widthDots, heightDots, rows } = raster;
  return { widthDots, heightDots, rows, missingGlyphs: type.missingGlyphs };
}

function paint(raster: BitRaster, type: PaperType, op: DrawOp): void {
  const left = (op.x - THERMAL_EDGE) * DOTS_PER_POINT;
  const top = op.y * DOTS_PER_POINT;
  if (op.kind === 'bar') {
    // Whole dots: a rule is as thick at the end as at the beginning.
    const height = Math.max(1, Math.round(op.height * DOTS_PER_POINT));
    const width = Math.max(1, Math.round(op.width * DOTS_PER_POINT));
    raster.fillRectangle(Math.round(left), Math.round(top), width, height);
  } else if (op.kind === 'shape') {
    paintModules(raster, op.svgPath, Math.round(left), Math.round(top), Math.round(op.scale * DOTS_PER_POINT));
  } else {
    for (const outline of outlinesOf(type, op, { left, top, scale: DOTS_PER_POINT })) raster.fill(outline);
  }
}

/** Every module has the same number of dots. */
function paintModules(raster: BitRaster, svgPath: string, left: number, top: number, module: number): void {
  for (const { column, row, run } of parseQrSvgPath(svgPath)) {
    raster.fillRectangle(left + column * module, top + row * module, run * module, module);
  }
}
