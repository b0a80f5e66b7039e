import type { IntakeReceipt } from '#shared/domain/issued-document.ts';
import { formatFormCount, formatFormDate } from '#shared/documents/form-text.ts';
import { beside, space, stack, textBlock, type Block, type Column } from '#shared/documents/layout/block.ts';
import { drawFrame, drawHorizontalRule, MM } from '#shared/documents/layout/drawing.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';
import { QR_QUIET_MODULES, renderQrSvgPath } from '#shared/documents/qr-symbol.ts';
import { BODY, HEAD_STYLE, QR_MIN_MODULE, QR_MIN_SIDE, TITLE_STYLE } from './receipt-style.ts';

/** Liên: which of the two identical prints this is. */
export type ReceiptPart = 'applicant' | 'office';

export interface PrintMarks {
  /** 1 is the original, 2 the first reprint. */
  readonly copyNumber: number;
  readonly part: ReceiptPart;
}

const PART_TEXTS: Readonly<Record<ReceiptPart, string>> = {
  applicant: 'Liên giao người nộp hồ sơ',
  office: 'Liên lưu tại bộ phận tiếp nhận',
};

/** Names the note in receipt-foot.ts that says what to do. */
const PROVISIONAL_TEXT = 'MÃ TẠM: chưa có mã chính thức, xem Lưu ý 3';

const LEFT: Column = { x: BODY.x, width: BODY.width * 0.42 };
const RIGHT: Column = { x: BODY.x + BODY.width * 0.43, width: BODY.width * 0.57 };

/** Issuing body, QR symbol; state name and motto, place and date, volume and order number; title. */
export function receiptHead(type: PaperType, content: IntakeReceipt, marks: PrintMarks): Block {
  const left = stack([issuingBody(type, content), qrWithCode(type, content)]);
  const right = stack([stateName(type), space(10), registration(type, content, marks)]);
  return stack([
    beside([left, right]),
    space(3),
    textBlock(type, [{ text: 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ', face: 'bold' }], BODY, TITLE_STYLE),
    space(2.5),
  ]);
}

/** What a print is called from the second on, with its number in the print history; `undefined` for the original. */
export function reprintText(copyNumber: number): string | undefined {
  if (copyNumber <= 1) return undefined;
  return `BẢN IN LẠI LẦN ${String(copyNumber - 1)} (bản in số ${String(copyNumber)})`;
}

function issuingBody(type: PaperType, content: IntakeReceipt): Block {
  return stack([
    textBlock(type, [{ text: content.superiorBody.toUpperCase(), face: 'regular' }], LEFT, HEAD_STYLE),
    textBlock(type, [{ text: content.officeName.toUpperCase(), face: 'bold' }], LEFT, HEAD_STYLE),
    shortRule(LEFT),
  ]);
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

function stateName(type: PaperType): Block {
  return stack([
    textBlock(type, [{ text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', face: 'bold' }], RIGHT, HEAD_STYLE),
    textBlock(type, [{ text: 'Độc lập - Tự do - Hạnh phúc', face: 'bold' }], RIGHT, {
      size: 9.5,
      leading: 12,
      align: 'center',
      isUnderlined: true,
    }),
    space(2),
  ]);
}

function qrWithCode(type: PaperType, content: IntakeReceipt): Block {
  const symbol = renderQrSvgPath(content.qrPayload);
  const module = Math.max(QR_MIN_SIDE / symbol.size, QR_MIN_MODULE);
  const side = module * symbol.size;
  const x = LEFT.x + (LEFT.width - side) / 2;
  // Text below starts with white of its own above the letters, hence a little less than the whole quiet zone.
  const quiet = module * QR_QUIET_MODULES;
  const drawn: Block = {
    height: side + quiet - 2,
    draw: (page, top) => {
      page.ops.push({ kind: 'shape', x, y: top, scale: module, svgPath: symbol.path });
    },
  };
  return stack([space(quiet - 2), drawn, ...codeLines(type, content)]);
}

/** The official code; on papers that began with a provisional one (mã tạm), that one as well and named as such. */
function codeLines(type: PaperType, { dossierCode, provisionalCode }: IntakeReceipt): readonly Block[] {
  const line = (text: string, face: 'bold' | 'regular'): Block =>
    textBlock(type, [{ text, face }], LEFT, { ...HEAD_STYLE, leading: 10 });
  if (provisionalCode === undefined) return [line(dossierCode, 'bold')];
  if (provisionalCode === dossierCode) return [line(`Mã tạm: ${provisionalCode}`, 'bold')];
  return [line(dossierCode, 'bold'), line(`(Mã tạm: ${provisionalCode})`, 'regular')];
}

function registration(type: PaperType, content: IntakeReceipt, marks: PrintMarks): Block {
  const centred = { size: 9.5, leading: 11.8, align: 'center' as const };
  const reprint = reprintText(marks.copyNumber);
  const isProvisional = content.provisionalCode === content.dossierCode;
  return stack([
    textBlock(
      type,
      [{ text: `${content.placeName}, ${formatFormDate(content.acceptedAt)}`, face: 'italic' }],
      RIGHT,
      centred,
    ),
    space(6),
    textBlock(
      type,
      [
        { text: 'Vào Sổ theo dõi hồ sơ, Quyển số: ', face: 'regular' },
        { text: content.bookNumber, face: 'bold' },
      ],
      RIGHT,
      centred,
    ),
    textBlock(
      type,
      [
        { text: 'Số thứ tự: ', face: 'regular' },
        { text: isProvisional ? 'chưa cấp' : formatFormCount(content.orderNumber), face: 'bold' },
      ],
      RIGHT,
      centred,
    ),
    textBlock(type, [{ text: `(${PART_TEXTS[marks.part]})`, face: 'italic' }], RIGHT, centred),
    ...(isProvisional ? [space(4), framedText(type, PROVISIONAL_TEXT, RIGHT)] : []),
    ...(reprint === undefined ? [] : [space(4), framedText(type, reprint, RIGHT)]),
  ]);
}

/** A short text in a frame, centred: marks that must not be overlooked. */
export function framedText(type: PaperType, text: string, column: Column): Block {
  const style = { size: 9, leading: 11, align: 'center' as const };
  const inner = textBlock(type, [{ text, face: 'bold' }], column, style);
  const width = Math.min(column.width, type.widthOf(type.printable(text, 'bold'), 'bold', style.size) + 4 * MM);
  const height = inner.height + 2.5;
  return {
    height: height + 0.5,
    draw: (page, top) => {
      drawFrame(page, column.x + (column.width - width) / 2, top, width, height);
      inner.draw(page, top + 1);
    },
  };
}
