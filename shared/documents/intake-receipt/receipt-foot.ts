import type { IntakeReceipt } from '#shared/domain/issued-document.ts';
import {
  beside,
  space,
  stack,
  textBlock,
  textBlocks,
  type Block,
  type Column,
} from '#shared/documents/layout/block.ts';
import type { Run } from '#shared/documents/layout/paper-type.ts';
import { BODY, type Setting } from './receipt-style.ts';

const LEFT: Column = { x: BODY.x, width: BODY.width * 0.48 };
const RIGHT: Column = { x: BODY.x + BODY.width * 0.52, width: BODY.width * 0.48 };

/** Signatures of the person who hands in and of the officer. The filer writes the name by hand. */
export function signatures(setting: Setting, content: IntakeReceipt): Block {
  return stack([
    space(4),
    beside([
      signature(setting, LEFT, 'NGƯỜI NỘP HỒ SƠ', ''),
      signature(setting, RIGHT, 'NGƯỜI TIẾP NHẬN', content.officerName),
    ]),
  ]);
}

function signature(setting: Setting, column: Column, role: string, name: string): Block {
  const style = { ...setting.body, align: 'center' as const };
  return stack([
    textBlock(setting.type, [{ text: role, face: 'bold' }], column, style),
    textBlock(setting.type, [{ text: '(ký và ghi rõ họ tên)', face: 'italic' }], column, {
      ...style,
      size: style.size - 0.5,
    }),
    space(setting.signatureHeight),
    textBlock(setting.type, [{ text: name, face: 'bold' }], column, style),
  ]);
}

/** What the citizen needs to know for collecting the result. */
export function footNotes(setting: Setting, content: IntakeReceipt): readonly Block[] {
  const notes = [
    'Khi đến nhận kết quả, mang theo giấy này, căn cước và nộp phí, lệ phí còn lại (nếu có).',
    'Người nhận thay phải có văn bản ủy quyền theo quy định và giấy tờ tùy thân của mình.',
    content.provisionalCode === content.dossierCode ? provisionalNote(content) : lookUpNote(content),
  ];
  const style = { ...setting.note, hangingIndent: 8 };
  const lines = notes.map((text, index): readonly Run[] => [
    { text: index === 0 ? 'Lưu ý: ' : '', face: 'bold' },
    { text: `${String(index + 1)}. ${text}`, face: 'regular' },
  ]);
  return [space(3), ...lines.flatMap((runs) => textBlocks(setting.type, runs, BODY, style))];
}

function lookUpNote({ portalAddress, officePhone, hotline }: IntakeReceipt): string {
  return `Tra cứu bằng mã hồ sơ hoặc mã QR tại ${portalAddress}. Điện thoại: ${unbroken(officePhone)}. Đường dây nóng: ${unbroken(hotline)}.`;
}

/** A code that no look-up knows yet: what stays as printed, and how the citizen comes by the official one. */
function provisionalNote({ officePhone, hotline }: IntakeReceipt): string {
  return `Mã trên giấy này là mã tạm, chưa tra cứu trên mạng được. Ngày hẹn trả không thay đổi; mã tạm vẫn dùng được khi nhận kết quả. Để biết mã chính thức hoặc xin in lại giấy, gọi ${unbroken(officePhone)} (đường dây nóng ${unbroken(hotline)}) hoặc đến nơi tiếp nhận, nêu mã tạm.`;
}

/** A telephone number stays on one line. */
function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}
