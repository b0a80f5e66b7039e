import { formatFormAmount } from '#shared/documents/form-text.ts';
import { beside, textBlock, textBlocks, type Block } from '#shared/documents/layout/block.ts';
import type { Setting } from './form-style.ts';
import { englishOf, label, run, type Label } from './label.ts';

const AMOUNT_WIDTH = 80;
const INDENT = 8;

/** A line with its amount at the right edge. */
export function amountLine(
  setting: Setting,
  text: string,
  amountVnd: number,
  face: 'regular' | 'bold' = 'regular',
): Block {
  const { x, width } = setting.page.body;
  const itemColumn = { x: x + INDENT, width: width - AMOUNT_WIDTH - INDENT };
  const amountColumn = { x: x + width - AMOUNT_WIDTH, width: AMOUNT_WIDTH };
  return beside([
    textBlock(setting.type, run(text, face), itemColumn, { ...setting.body, hangingIndent: INDENT }),
    textBlock(setting.type, run(formatFormAmount(amountVnd), face), amountColumn, { ...setting.body, align: 'right' }),
  ]);
}

/** Total in figures and words with what became of it: `Tổng …: 8.000 đ (Tám nghìn đồng). Đã thu`. */
export function totalLine(
  setting: Setting,
  of: Label | string,
  total: { readonly amountVnd: number; readonly inWords: string; readonly stateText: string },
): readonly Block[] {
  const both = typeof of === 'string' ? label(of) : of;
  const english = englishOf(setting, both);
  const runs = [
    ...run(both.vi),
    ...run(english === '' ? '' : ` (${english})`, 'italic'),
    ...run(': '),
    ...run(formatFormAmount(total.amountVnd), 'bold'),
    ...run(` (${total.inWords}). `, 'italic'),
    ...run(total.stateText, 'bold'),
  ];
  return textBlocks(setting.type, runs, setting.page.body, setting.body);
}
