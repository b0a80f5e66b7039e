import { beside, stack, textBlocks, type Block, type Column, type TextStyle } from '#shared/documents/layout/block.ts';
import type { PaperFace, Run } from '#shared/documents/layout/paper-type.ts';
import type { Setting } from './form-style.ts';
import { ENGLISH_SMALLER, englishOf, label, run, type Label } from './label.ts';

/** What a form shows where the citizen gave nothing: a blank could be filled in afterwards. */
export const NOT_GIVEN = 'không có';

/** A label with what belongs to it. */
export interface Entry {
  readonly label: Label;
  readonly value: string;
  readonly face: PaperFace;
}

export function entry(of: Label | string, value: string, face: PaperFace = 'regular'): Entry {
  return { label: typeof of === 'string' ? label(of) : of, value, face };
}

/** `Nhãn: giá trị` over the whole width. */
export function field(
  setting: Setting,
  of: Label | string,
  value: string,
  face: PaperFace = 'regular',
): readonly Block[] {
  return entryBlocks(setting, entry(of, value, face), setting.page.body);
}

const PAIR_GAP = 10;

/** Two fields on one line where both fit, the second from the middle or flush right; otherwise one under the other. */
export function pair(setting: Setting, left: Entry, right: Entry): readonly Block[] {
  const { body } = setting.page;
  const leftWidth = widthOf(setting, left);
  const rightWidth = widthOf(setting, right);
  if (leftWidth + PAIR_GAP + rightWidth > body.width) {
    return [...entryBlocks(setting, left, body), ...entryBlocks(setting, right, body)];
  }
  const middle = body.width / 2;
  const fitsInHalves = leftWidth + PAIR_GAP <= middle && rightWidth <= middle;
  const start = fitsInHalves ? middle : body.width - rightWidth;
  const rightColumn = { x: body.x + start, width: body.width - start };
  return [beside([stack(entryBlocks(setting, left, body)), stack(entryBlocks(setting, right, rightColumn))])];
}

function entryBlocks(setting: Setting, of: Entry, column: Column): readonly Block[] {
  const english = englishOf(setting, of.label);
  // A label that leaves no room beside it stands on lines of its own, without its English.
  const isTooWide =
    widthOf(setting, of) > column.width + 0.02 && labelWidthOf(setting, of) > column.width * LABEL_AT_MOST;
  if (english === '' || isTooWide) return textBlocks(setting.type, runsOf(of), column, setting.body);
  return bilingualBlocks(setting, of, english, column);
}

/** Lines of a value that stay beside its label; what is longer runs over to the next page line by line. */
const LINES_TOGETHER = 3;
const LABEL_GAP = 4;
const LABEL_AT_MOST = 0.6;

/** Vietnamese label, English under it in small italics, the value beside both. */
function bilingualBlocks(setting: Setting, of: Entry, english: string, column: Column): readonly Block[] {
  const { type, body } = setting;
  const labelWidth = labelWidthOf(setting, of);
  const valueColumn = { x: column.x + labelWidth + LABEL_GAP, width: column.width - labelWidth - LABEL_GAP };
  const words = stack([
    ...textBlocks(type, run(`${of.label.vi}:`), column, body),
    ...textBlocks(type, run(english, 'italic'), column, englishStyle(body)),
  ]);
  const lines = textBlocks(type, run(of.value, of.face), valueColumn, body);
  return [beside([words, stack(lines.slice(0, LINES_TOGETHER))]), ...lines.slice(LINES_TOGETHER)];
}

export function englishStyle(style: TextStyle): TextStyle {
  return { ...style, size: style.size - ENGLISH_SMALLER, leading: style.leading - ENGLISH_SMALLER - 0.75 };
}

function labelWidthOf(setting: Setting, of: Entry): number {
  const { type, body } = setting;
  const vietnamese = type.widthOf(type.printable(`${of.label.vi}:`, 'regular'), 'regular', body.size);
  const english = type.widthOf(type.printable(of.label.en, 'italic'), 'italic', englishStyle(body).size);
  return Math.max(vietnamese, english);
}

function runsOf(of: Entry): readonly Run[] {
  return [...run(`${of.label.vi}: `), ...run(of.value, of.face)];
}

function widthOf(setting: Setting, of: Entry): number {
  const { type, body } = setting;
  const measured = (runs: readonly Run[]): number =>
    runs.reduce((sum, { text, face }) => sum + type.widthOf(type.printable(text, face), face, body.size), 0);
  if (englishOf(setting, of.label) === '') return measured(runsOf(of));
  return labelWidthOf(setting, of) + LABEL_GAP + measured(run(of.value, of.face)) + 0.01;
}
