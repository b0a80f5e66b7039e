import { formatFormDate } from '#shared/documents/form-text.ts';
import {
  beside,
  space,
  stack,
  textBlock,
  type Block,
  type Column,
  type TextStyle,
} from '#shared/documents/layout/block.ts';
import { drawHorizontalRule } from '#shared/documents/layout/drawing.ts';
import type { Run } from '#shared/documents/layout/paper-type.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { englishStyle } from './fields.ts';
import { HEAD_STYLE, headStyle, TITLE_STYLE, type Setting } from './form-style.ts';
import { englishOf, label, run, type Label } from './label.ts';
import { framedText, reprintText } from './marks.ts';
import { qrWithCode, type PaperCode } from './qr-block.ts';

export interface FormHead {
  readonly superiorBody: string;
  readonly officeName: string;
  readonly placeName: string;
  readonly issuedAt: Instant;
  /** `\n` where a long title is divided. */
  readonly title: Label | string;
  /** Under the title, in italics: what the paper is about. */
  readonly subtitle?: string | undefined;
  readonly code?: PaperCode | undefined;
  /** `Số: …`, under the issuing body. */
  readonly numberText?: string | undefined;
  /** Lines under place and date, e.g. volume and order number. */
  readonly registration?: readonly (readonly Run[])[];
  /** In frames under the registration: what must not be overlooked. */
  readonly warnings?: readonly string[];
  readonly copyNumber: number;
}

/**
 * Issuing body, number and QR symbol on the left; state name and motto, place and date, registration on the right;
 * title (NĐ 30/2020/NĐ-CP, Appendix I, II).
 */
export function formHead(setting: Setting, head: FormHead): Block {
  const { x, width } = setting.page.body;
  const left: Column = { x, width: width * 0.42 };
  const right: Column = { x: x + width * 0.43, width: width * 0.57 };
  const reprint = reprintText(head.copyNumber);
  const warnings = [...(head.warnings ?? []), ...(reprint === undefined ? [] : [reprint])];
  return stack([
    beside([
      stack([
        ...issuingBody(setting, head, left),
        ...(head.code === undefined ? [] : [qrWithCode(setting.type, head.code, left)]),
      ]),
      stack([
        ...stateName(setting, right),
        ...registration(setting, head, right),
        ...warnings.flatMap((text) => [space(4), framedText(setting.type, text, right)]),
      ]),
    ]),
    space(head.code === undefined ? 8 : 3),
    ...title(setting, head),
    space(2.5),
  ]);
}

function issuingBody(setting: Setting, head: FormHead, column: Column): readonly Block[] {
  const { type } = setting;
  const style = headStyle(setting, HEAD_STYLE);
  return [
    textBlock(type, run(head.superiorBody.toUpperCase()), column, style),
    textBlock(type, run(head.officeName.toUpperCase(), 'bold'), column, style),
    shortRule(column),
    ...(head.numberText === undefined ? [] : [textBlock(type, run(head.numberText), column, style)]),
  ];
}

function shortRule(column: Column): Block {
  const width = column.width * 0.36;
  return {
    height: 4,
    draw: (page, top) => {
      drawHorizontalRule(page, column.x + (column.width - width) / 2, top + 1.5, width, 0.7);
    },
  };
}

const STATE = label('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'SOCIALIST REPUBLIC OF VIET NAM');
const MOTTO = label('Độc lập - Tự do - Hạnh phúc', 'Independence - Freedom - Happiness');
const MOTTO_STYLE: TextStyle = { size: 9.5, leading: 12, align: 'center', isUnderlined: true };

function stateName(setting: Setting, column: Column): readonly Block[] {
  const { type } = setting;
  const english = [englishOf(setting, STATE), englishOf(setting, MOTTO)].filter((text) => text !== '').join(' – ');
  return [
    textBlock(type, run(STATE.vi, 'bold'), column, headStyle(setting, HEAD_STYLE)),
    textBlock(type, run(MOTTO.vi, 'bold'), column, headStyle(setting, MOTTO_STYLE)),
    ...(english === '' ? [] : [space(2), textBlock(type, run(english, 'italic'), column, SMALL_ENGLISH)]),
    space(english === '' ? 12 : 5),
  ];
}

const SMALL_ENGLISH: TextStyle = { size: 6.25, leading: 7.5, align: 'center' };
const CENTRED: TextStyle = { size: 9.5, leading: 11.8, align: 'center' };

function registration(setting: Setting, head: FormHead, column: Column): readonly Block[] {
  const { type } = setting;
  const dateLine = run(`${head.placeName}, ${formatFormDate(head.issuedAt)}`, 'italic');
  const lines = head.registration ?? [];
  const style = headStyle(setting, CENTRED);
  return [
    textBlock(type, dateLine, column, style),
    ...(lines.length === 0 ? [] : [space(6)]),
    ...lines.map((runs) => textBlock(type, runs, column, style)),
  ];
}

function title(setting: Setting, head: FormHead): readonly Block[] {
  const { type, page } = setting;
  const both = typeof head.title === 'string' ? label(head.title) : head.title;
  const english = englishOf(setting, both);
  const under: TextStyle = { ...setting.body, align: 'center' };
  return [
    ...both.vi
      .split('\n')
      .map((line) => textBlock(type, run(line, 'bold'), page.body, headStyle(setting, TITLE_STYLE))),
    ...(english === '' ? [] : [textBlock(type, run(english, 'italic'), page.body, englishStyle(under))]),
    ...(head.subtitle === undefined ? [] : [textBlock(type, run(head.subtitle, 'italic'), page.body, under)]),
  ];
}
