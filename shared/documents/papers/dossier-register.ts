import type {
  DossierRegister,
  DossierRegisterBook,
  DossierRegisterRow,
} from '#shared/domain/papers/dossier-register.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { formatFormCount, formatFormDay, formatFormTime } from '#shared/documents/form-text.ts';
import { A4_LANDSCAPE } from '#shared/documents/forms/form-page.ts';
import { WIDE_TABLE_DENSITIES, type Setting } from '#shared/documents/forms/form-style.ts';
import { formHead } from '#shared/documents/forms/head.ts';
import { run } from '#shared/documents/forms/label.ts';
import { layOutForm, type FormFrame } from '#shared/documents/forms/lay-out-form.ts';
import { frameOf, type LaidOutPaper, type PrintMarks } from '#shared/documents/forms/paper-marks.ts';
import { paragraph } from '#shared/documents/forms/paragraph.ts';
import { signatures } from '#shared/documents/forms/signatures.ts';
import { space, type Block } from '#shared/documents/layout/block.ts';
import type { PageFlow } from '#shared/documents/layout/page-flow.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';
import { TableSetter, type TableCell, type TableColumn } from '#shared/documents/layout/table.ts';

const COLUMNS: readonly TableColumn[] = [
  { title: 'STT', share: 0.04, align: 'center' },
  { title: 'Mã hồ sơ', share: 0.095, align: 'left' },
  { title: 'Tên thủ tục, trích yếu', share: 0.17, align: 'left' },
  { title: 'Số bộ', share: 0.03, align: 'center' },
  { title: 'Tên, địa chỉ, điện thoại của cá nhân, tổ chức', share: 0.2, align: 'left' },
  { title: 'Cơ quan chủ trì giải quyết', share: 0.1, align: 'left' },
  { title: 'Nhận hồ sơ', share: 0.06, align: 'center' },
  { title: 'Hẹn trả kết quả', share: 0.06, align: 'center' },
  { title: 'Trả kết quả', share: 0.06, align: 'center' },
  { title: 'Cách nhận kết quả', share: 0.065, align: 'left' },
  { title: 'Người nhận, ký nhận', share: 0.065, align: 'left' },
  { title: 'Ghi chú', share: 0.055, align: 'left' },
];

/** The frame of the book: what stands around the rows of every page. */
export function registerFrame(content: DossierRegisterBook, marks: PrintMarks): FormFrame {
  const runningText = `Sổ theo dõi hồ sơ năm ${String(content.year)}, quyển số ${content.bookNumber}`;
  return { ...frameOf(content, marks, { page: A4_LANDSCAPE, runningText }), densities: WIDE_TABLE_DENSITIES };
}

/** Sổ theo dõi hồ sơ (Mẫu 07) of as many rows as fit in memory; the book of a year goes by slices (register-book.ts). */
export function layOutDossierRegister(type: PaperType, content: DossierRegister, marks: PrintMarks): LaidOutPaper {
  const frame = registerFrame(content, marks);
  const pages = layOutForm(type, frame, (flow, setting) => {
    const table = openRegister(flow, setting, content, marks.copyNumber);
    for (const row of content.rows) table.place(toRegisterRow(row));
    closeRegister(flow, setting, content, content.rows.length);
  });
  return { pages, size: frame.page.size, title: registerTitle(content), issuedAt: content.issuedAt };
}

export function registerTitle(content: DossierRegisterBook): string {
  return `Sổ theo dõi hồ sơ ${String(content.year)}, quyển ${content.bookNumber}`;
}

/** Head and table of the book; the rows are placed by the caller. */
export function openRegister(
  flow: PageFlow,
  setting: Setting,
  content: DossierRegisterBook,
  copyNumber: number,
): TableSetter {
  flow.place(
    formHead(setting, {
      ...content,
      title: 'SỔ THEO DÕI HỒ SƠ',
      subtitle: content.filterText ?? `Năm ${String(content.year)}`,
      registration: [[...run('Quyển số: '), ...run(content.bookNumber, 'bold')]],
      copyNumber,
    }),
  );
  return new TableSetter(flow, setting.type, {
    column: setting.page.body,
    columns: COLUMNS,
    headStyle: setting.tableHead,
    rowStyle: setting.tableRow,
    rowPadding: setting.rowPadding,
    lead: [],
  });
}

export function toRegisterRow(row: DossierRegisterRow): readonly TableCell[] {
  const phone = row.phone === null ? '' : `\nĐT: ${row.phone}`;
  return [
    formatFormCount(row.orderNumber),
    run(codes(row)),
    row.summary === null ? row.procedureName : run(`${row.procedureName}\n${row.summary}`),
    row.setCount === null ? '' : String(row.setCount),
    [...run(row.applicantName, 'bold'), ...run(`\n${row.address}${phone}`)],
    row.handlingUnit,
    moment(row.acceptedAt),
    moment(row.resultDueAt),
    moment(row.returnedAt),
    row.resultReturnText,
    row.receiverName ?? '',
    row.note ?? '',
  ];
}

/** Each code on two lines, broken before its day, so that it fits the column. */
function codes({ dossierCode, provisionalCode }: DossierRegisterRow): string {
  const both = provisionalCode === null ? [dossierCode] : [dossierCode, 'Mã tạm:', provisionalCode];
  return both.map((code) => code.replace(/-(?=\d{6}-\d+$)/, '-\n')).join('\n');
}

function moment(at: Instant | null): TableCell {
  return at === null ? '' : run(`${formatFormDay(at)}\n${formatFormTime(at)}`);
}

/** What closes the book: how many entries it has, and who answers for it (TT 01/2018/TT-VPCP Đ10). */
export function closeRegister(flow: PageFlow, setting: Setting, content: DossierRegisterBook, rowCount: number): void {
  const words = rowCount === 0 ? 'Không có hồ sơ.' : `Sổ có ${formatFormCount(rowCount)} hồ sơ.`;
  const blocks: readonly Block[] = [
    space(4),
    ...paragraph(setting, words),
    signatures(setting, [
      { roles: ['NGƯỜI LẬP SỔ'], name: content.keeperName },
      { roles: ['THỦ TRƯỞNG ĐƠN VỊ'], hint: '(ký, ghi rõ họ tên, đóng dấu)', name: '' },
    ]),
  ];
  flow.placeTogether(blocks);
}
