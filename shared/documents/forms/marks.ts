import { stack, textBlock, type Block, type Column } from '#shared/documents/layout/block.ts';
import { drawFrame, MM } from '#shared/documents/layout/drawing.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';
import { run } from './label.ts';

/** Printed on every page of a paper about invented data. */
export const SAMPLE_TEXT = 'DỮ LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ';

/** What a print is called from the second on, with its number in the print history; `undefined` for the original. */
export function reprintText(copyNumber: number): string | undefined {
  if (copyNumber <= 1) return undefined;
  return `BẢN IN LẠI LẦN ${String(copyNumber - 1)} (bản in số ${String(copyNumber)})`;
}

/** A short text in a frame, centred, a new line at each `\n`: marks that must not be overlooked. */
export function framedText(type: PaperType, text: string, column: Column): Block {
  const style = { size: 9, leading: 11, align: 'center' as const };
  const lines = text.split('\n');
  const inner = stack(lines.map((line) => textBlock(type, run(line, 'bold'), column, style)));
  const widths = lines.map((line) => type.widthOf(type.printable(line, 'bold'), 'bold', style.size));
  const width = Math.min(column.width, Math.max(...widths) + 4 * MM);
  const height = inner.height + 2.5;
  return {
    height: height + 0.5,
    draw: (page, top) => {
      drawFrame(page, column.x + (column.width - width) / 2, top, width, height);
      inner.draw(page, top + 1);
    },
  };
}
