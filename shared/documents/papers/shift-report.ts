import type { ShiftReport } from '#shared/domain/papers/shift-report.ts';
import { formatFormAmount, formatFormDateTime, formatFormTime, formatFormDay } from '#shared/documents/form-text.ts';
import { entry, field, pair } from '#shared/documents/forms/fields.ts';
import { A4_PORTRAIT } from '#shared/documents/forms/form-page.ts';
import { A4_DENSITIES, type Setting } from '#shared/documents/forms/form-style.ts';
import { NONE, placeFormTable } from '#shared/documents/forms/form-table.ts';
import { formHead } from '#shared/documents/forms/head.ts';
import { run } from '#shared/documents/forms/label.ts';
import { layOutForm } from '#shared/documents/forms/lay-out-form.ts';
import { frameOf, type LaidOutPaper, type PrintMarks } from '#shared/documents/forms/paper-marks.ts';
import { signatures } from '#shared/documents/forms/signatures.ts';
import { space, textBlock, type Block } from '#shared/documents/layout/block.ts';
import type { PageFlow } from '#shared/documents/layout/page-flow.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';
import type { TableCell, TableColumn } from '#shared/documents/layout/table.ts';

const column = (title: string, share: number, align: TableColumn['align']): TableColumn => ({ title, share, align });

const MOVEMENT_COLUMNS = [
  column('STT', 0.06, 'center'),
  column('Giờ', 0.08, 'center'),
  column('Nội dung', 0.36, 'left'),
  column('Số phiếu, biên lai', 0.2, 'left'),
  column('Hình thức', 0.14, 'left'),
  column('Số tiền', 0.16, 'right'),
];
const MEANS_COLUMNS = [
  column('Hình thức', 0.5, 'left'),
  column('Số lượt', 0.2, 'center'),
  column('Số tiền', 0.3, 'right'),
];
const BOOK_COLUMNS = [
  column('Quyển, ký hiệu', 0.28, 'left'),
  column('Từ số', 0.15, 'center'),
  column('Đến số', 0.15, 'center'),
  column('Đã dùng', 0.14, 'center'),
  column('Hủy', 0.14, 'center'),
  column('Chưa dùng', 0.14, 'center'),
];
const DENOMINATION_COLUMNS = [
  column('Mệnh giá', 0.35, 'right'),
  column('Số tờ', 0.25, 'center'),
  column('Thành tiền', 0.4, 'right'),
];
const CORRECTION_COLUMNS = [
  column('Thời điểm ghi', 0.24, 'center'),
  column('Nội dung điều chỉnh', 0.56, 'left'),
  column('Số tiền', 0.2, 'right'),
];

/** Biên bản chốt ca thu phí, lệ phí: A4, every amount that went in or out of the drawer and what was counted in it. */
export function layOutShiftReport(type: PaperType, content: ShiftReport, marks: PrintMarks): LaidOutPaper {
  const runningText = `${content.shiftName} – ${content.officerName}`;
  const frame = { ...frameOf(content, marks, { page: A4_PORTRAIT, runningText }), densities: A4_DENSITIES };
  const pages = layOutForm(type, frame, (flow, setting) => {
    const title =
      content.closedAt === null ? 'BÁO CÁO CA THU PHÍ, LỆ PHÍ (CHƯA CHỐT)' : 'BIÊN BẢN CHỐT CA THU PHÍ, LỆ PHÍ';
    flow.place(formHead(setting, { ...content, title, subtitle: content.shiftName, copyNumber: marks.copyNumber }));
    flow.placeAll(shiftFields(setting, content));
    placeTables(flow, setting, content);
    flow.placeTogether([
      ...reckoning(setting, content),
      signatures(setting, [
        { roles: ['NGƯỜI GIAO CA'], name: content.officerName },
        { roles: ['NGƯỜI NHẬN'], name: content.handedOverTo ?? '' },
        { roles: ['NGƯỜI KIỂM TRA'], name: '' },
      ]),
    ]);
  });
  return { pages, size: frame.page.size, title: `Chốt ca ${content.shiftName}`, issuedAt: content.issuedAt };
}

function shiftFields(setting: Setting, content: ShiftReport): readonly Block[] {
  const float = formatFormAmount(content.floatVnd);
  const closed = content.closedAt === null ? 'chưa chốt' : formatFormDateTime(content.closedAt);
  return [
    ...pair(setting, entry('Người thu', content.officerName, 'bold'), entry('Quầy', content.counterName)),
    ...pair(setting, entry('Máy trạm', content.stationName), entry('Tiền đầu ca', float, 'bold')),
    ...(content.floatFrom === null ? [] : field(setting, 'Nhận tiền đầu ca từ', content.floatFrom)),
    ...field(setting, 'Mở ca', formatFormDateTime(content.openedAt)),
    ...field(setting, 'Chốt ca', closed),
    space(4),
  ];
}

function placeTables(flow: PageFlow, setting: Setting, content: ShiftReport): void {
  const place = (
    title: string,
    columns: readonly TableColumn[],
    rows: readonly (readonly TableCell[])[],
    whenEmpty: string,
  ): void => {
    const { type, page, body } = setting;
    const words = run(rows.length === 0 ? `${title}: ${whenEmpty}` : `${title}:`, 'bold');
    const lead = textBlock(type, words, page.body, body);
    if (rows.length === 0) flow.place(lead);
    else placeFormTable(flow, setting, { columns, rows, lead: [lead] });
    flow.gap(2);
  };
  const none = 'không có';
  place('1. Các khoản thu, chi trong ca', MOVEMENT_COLUMNS, content.movements.map(movementRow), none);
  place('2. Cộng theo hình thức', MEANS_COLUMNS, content.totalsByMeans.map(meansRow), none);
  place('3. Phiếu thu, biên lai', BOOK_COLUMNS, content.books.map(bookRow), none);
  place('4. Kiểm đếm tiền mặt', DENOMINATION_COLUMNS, denominationRows(content), none);
  place('5. Điều chỉnh ghi muộn', CORRECTION_COLUMNS, content.corrections.map(correctionRow), none);
}

const movementRow = (movement: ShiftReport['movements'][number], index: number): readonly TableCell[] => [
  String(index + 1),
  formatFormTime(movement.at),
  movement.text,
  movement.reference ?? NONE,
  movement.meansText,
  formatFormAmount(movement.amountVnd),
];
const meansRow = (total: ShiftReport['totalsByMeans'][number]): readonly TableCell[] => [
  total.meansText,
  String(total.count),
  formatFormAmount(total.amountVnd),
];
const bookRow = (book: ShiftReport['books'][number]): readonly TableCell[] => [
  book.name,
  book.from,
  book.to,
  String(book.usedCount),
  String(book.voidCount),
  String(book.unusedCount),
];
const correctionRow = ({ at, text, amountVnd }: ShiftReport['corrections'][number]): readonly TableCell[] => [
  `${formatFormTime(at)} ${formatFormDay(at)}`,
  text,
  formatFormAmount(amountVnd),
];

function denominationRows({ denominations, countedVnd }: ShiftReport): readonly (readonly TableCell[])[] {
  if (denominations.length === 0) return [];
  return [
    ...denominations.map(({ denominationVnd, count, amountVnd }) => [
      formatFormAmount(denominationVnd),
      String(count),
      formatFormAmount(amountVnd),
    ]),
    [run('Cộng', 'bold'), '', run(formatFormAmount(countedVnd), 'bold')],
  ];
}

/** What should be in the drawer, what is, and why they differ. */
function reckoning(setting: Setting, content: ShiftReport): readonly Block[] {
  const { differenceVnd, differenceReason, handedOverTo } = content;
  const verdict = differenceVnd === 0 ? 'khớp' : differenceVnd > 0 ? 'thừa' : 'thiếu';
  const difference = `${formatFormAmount(differenceVnd)} (${verdict})`;
  const receiver = handedOverTo === null ? '' : ` cho ${handedOverTo}`;
  return [
    space(3),
    ...pair(
      setting,
      entry('Tiền mặt phải có', formatFormAmount(content.expectedVnd), 'bold'),
      entry('Tiền mặt kiểm đếm', formatFormAmount(content.countedVnd), 'bold'),
    ),
    ...field(setting, 'Bằng chữ', content.countedInWords, 'italic'),
    ...field(setting, 'Chênh lệch', difference, 'bold'),
    ...(differenceReason === null ? [] : field(setting, 'Lý do chênh lệch', differenceReason)),
    ...field(setting, 'Bàn giao', `${formatFormAmount(content.handedOverVnd)}${receiver}`),
  ];
}
