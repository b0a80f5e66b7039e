import { space, stack, textBlock, type Block, type Column } from '#shared/documents/layout/block.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';
import { QR_QUIET_MODULES, renderQrSvgPath } from '#shared/documents/qr-symbol.ts';
import { HEAD_STYLE, QR_MIN_MODULE, QR_MIN_SIDE } from './form-style.ts';
import { run } from './label.ts';

/** What the symbol of a paper says, and the code in letters under it. */
export interface PaperCode {
  readonly qrPayload: string;
  readonly dossierCode: string;
  /** Mã tạm: the same as `dossierCode` while there is no official one. */
  readonly provisionalCode?: string | undefined;
}

/**
 * The symbol at a size that phones read from a creased sheet, with its quiet zone, in the middle of the column.
 * @param dot a module is a whole number of these points, for heads of few dots
 */
export function qrSymbol(payload: string, column: Column, dot?: number): Block {
  const symbol = renderQrSvgPath(payload);
  const least = Math.max(QR_MIN_SIDE / symbol.size, QR_MIN_MODULE);
  const module = dot === undefined ? least : Math.ceil(least / dot) * dot;
  const side = module * symbol.size;
  const x = column.x + (column.width - side) / 2;
  // Text below starts with white of its own above the letters, hence a little less than the whole quiet zone.
  const quiet = module * QR_QUIET_MODULES;
  const drawn: Block = {
    height: side + quiet - 2,
    draw: (page, top) => {
      page.ops.push({ kind: 'shape', x, y: top, scale: module, svgPath: symbol.path });
    },
  };
  return stack([space(quiet - 2), drawn]);
}

export function qrWithCode(type: PaperType, code: PaperCode, column: Column): Block {
  return stack([qrSymbol(code.qrPayload, column), ...codeLines(type, code, column)]);
}

/** The official code; on papers that began with a provisional one (mã tạm), that one as well and named as such. */
function codeLines(type: PaperType, { dossierCode, provisionalCode }: PaperCode, column: Column): readonly Block[] {
  const line = (text: string, face: 'bold' | 'regular'): Block =>
    textBlock(type, run(text, face), column, { ...HEAD_STYLE, leading: 10 });
  if (provisionalCode === undefined) return [line(dossierCode, 'bold')];
  if (provisionalCode === dossierCode) return [line(`Mã tạm: ${provisionalCode}`, 'bold')];
  return [line(dossierCode, 'bold'), line(`(Mã tạm: ${provisionalCode})`, 'regular')];
}
