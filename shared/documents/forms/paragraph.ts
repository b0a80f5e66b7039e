import { textBlocks, type Block } from '#shared/documents/layout/block.ts';
import type { Run } from '#shared/documents/layout/paper-type.ts';
import { englishStyle } from './fields.ts';
import type { Setting } from './form-style.ts';
import { englishOf, run, type Label } from './label.ts';

const FIRST_LINE_INDENT = 22;

/** A paragraph of running text with its first line set in, as in official letters. */
export function paragraph(setting: Setting, words: string | readonly Run[]): readonly Block[] {
  const { body } = setting.page;
  const column = { x: body.x + FIRST_LINE_INDENT, width: body.width - FIRST_LINE_INDENT };
  const runs = typeof words === 'string' ? run(words) : words;
  return textBlocks(setting.type, runs, column, { ...setting.body, hangingIndent: -FIRST_LINE_INDENT });
}

/** Numbered notes under the signatures, the English of each in small italics on a bilingual copy. */
export function notes(setting: Setting, texts: readonly Label[]): readonly Block[] {
  const style = { ...setting.note, hangingIndent: 8 };
  const { body } = setting.page;
  return texts.flatMap((of, index) => {
    const runs: readonly Run[] = [
      ...run(index === 0 ? 'Lưu ý: ' : '', 'bold'),
      ...run(`${String(index + 1)}. ${of.vi}`),
    ];
    const english = englishOf(setting, of);
    const column = { x: body.x + 8, width: body.width - 8 };
    return [
      ...textBlocks(setting.type, runs, body, style),
      ...(english === '' ? [] : textBlocks(setting.type, run(english, 'italic'), column, englishStyle(setting.note))),
    ];
  });
}

/** A telephone number stays on one line. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}
