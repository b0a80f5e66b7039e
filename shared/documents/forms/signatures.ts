import {
  beside,
  space,
  stack,
  textBlock,
  textBlocks,
  type Block,
  type Column,
} from '#shared/documents/layout/block.ts';
import type { PaperFace } from '#shared/documents/layout/paper-type.ts';
import { englishStyle } from './fields.ts';
import type { Setting } from './form-style.ts';
import { englishOf, label, run, type Label } from './label.ts';

/** One place to sign. */
export interface SignaturePlace {
  /** Capital lines above, e.g. `KT. CHỦ TỊCH` and `PHÓ CHỦ TỊCH`. */
  readonly roles: readonly (Label | string)[];
  /** Under the role, in italics. */
  readonly hint?: Label | string;
  /** `''` where the name is written by hand. */
  readonly name: string;
}

const BY_HAND = label('(ký và ghi rõ họ tên)', '(signature and full name)');
const GUTTER = 0.04;

/** Places next to each other, in equal columns; a single one stands on the right, as in official letters. */
export function signatures(setting: Setting, places: readonly SignaturePlace[]): Block {
  const columns = columnsFor(setting, places.length);
  return stack([space(4), beside(places.map((place, index) => signature(setting, place, columns[index])))]);
}

/** The signer on the right, and on the left where the paper goes (Nơi nhận). */
export function signatureWithRecipients(setting: Setting, recipients: readonly string[], place: SignaturePlace): Block {
  const [left, right] = columnsFor(setting, 2);
  const style = { ...setting.note, hangingIndent: 6 };
  const list =
    left === undefined
      ? []
      : [
          ...textBlocks(setting.type, run('Nơi nhận:', 'bold'), left, {
            ...setting.note,
            size: setting.note.size + 0.5,
          }),
          ...recipients.flatMap((line) => textBlocks(setting.type, run(`- ${line}`), left, style)),
        ];
  return stack([space(4), beside([stack(list), signature(setting, place, right)])]);
}

function columnsFor({ page }: Setting, places: number): readonly Column[] {
  const { x, width } = page.body;
  if (places === 1) return [{ x: x + width * (0.5 + GUTTER / 2), width: width * (0.5 - GUTTER / 2) }];
  const each = (width * (1 - GUTTER * (places - 1))) / places;
  return Array.from({ length: places }, (_, index) => ({ x: x + index * (each + width * GUTTER), width: each }));
}

function signature(setting: Setting, place: SignaturePlace, column: Column = setting.page.body): Block {
  const style = { ...setting.body, align: 'center' as const };
  const line = (of: Label | string, face: PaperFace, size: number): readonly Block[] => {
    const both = typeof of === 'string' ? label(of) : of;
    const english = englishOf(setting, both);
    return [
      textBlock(setting.type, run(both.vi, face), column, { ...style, size }),
      ...(english === '' ? [] : [textBlock(setting.type, run(english, 'italic'), column, englishStyle(style))]),
    ];
  };
  return stack([
    ...place.roles.flatMap((role) => line(role, 'bold', style.size)),
    ...line(place.hint ?? BY_HAND, 'italic', style.size - 0.5),
    space(setting.signatureHeight),
    textBlock(setting.type, run(place.name, 'bold'), column, style),
  ]);
}
