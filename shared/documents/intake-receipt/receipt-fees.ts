import type { IntakeReceipt } from '#shared/domain/issued-document.ts';
import { formatFormAmount } from '#shared/documents/form-text.ts';
import { beside, textBlock, textBlocks, type Block } from '#shared/documents/layout/block.ts';
import { field } from './receipt-fields.ts';
import { BODY, type Setting } from './receipt-style.ts';

const AMOUNT_WIDTH = 80;
const INDENT = 8;
const ITEM_COLUMN = { x: BODY.x + INDENT, width: BODY.width - AMOUNT_WIDTH - INDENT };
const AMOUNT_COLUMN = { x: BODY.x + BODY.width - AMOUNT_WIDTH, width: AMOUNT_WIDTH };

/** One line per fee or charge, then the total in figures and in words and whether it has been paid. */
export function feeLines(setting: Setting, content: IntakeReceipt): readonly Block[] {
  if (content.feeItems.length === 0 && content.feeTotalVnd === 0) {
    return field(setting, 'Phí, lệ phí', content.feeStateText, 'bold');
  }
  return [
    ...content.feeItems.map((item) => itemLine(setting, `– ${item.name}`, formatFormAmount(item.amountVnd))),
    ...textBlocks(
      setting.type,
      [
        { text: 'Tổng phí, lệ phí: ', face: 'regular' },
        { text: formatFormAmount(content.feeTotalVnd), face: 'bold' },
        { text: ` (${content.feeTotalInWords}). `, face: 'italic' },
        { text: content.feeStateText, face: 'bold' },
      ],
      BODY,
      setting.body,
    ),
  ];
}

function itemLine(setting: Setting, text: string, amount: string): Block {
  const itemStyle = { ...setting.body, hangingIndent: INDENT };
  const amountStyle = { ...setting.body, align: 'right' as const };
  return beside([
    textBlock(setting.type, [{ text, face: 'regular' }], ITEM_COLUMN, itemStyle),
    textBlock(setting.type, [{ text: amount, face: 'regular' }], AMOUNT_COLUMN, amountStyle),
  ]);
}
