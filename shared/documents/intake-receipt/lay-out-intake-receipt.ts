import type { IntakeReceipt } from '#shared/domain/issued-document.ts';
import { space, textBlock, textBlocks } from '#shared/documents/layout/block.ts';
import { drawHorizontalRule, type PageDrawing } from '#shared/documents/layout/drawing.ts';
import { PageFlow, type FlowArea } from '#shared/documents/layout/page-flow.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';
import { placeTable, type TableColumn } from '#shared/documents/layout/table.ts';
import { feeLines } from './receipt-fees.ts';
import { partyFields, returnFields } from './receipt-fields.ts';
import { footNotes, signatures } from './receipt-foot.ts';
import { framedText, receiptHead, reprintText, type PrintMarks } from './receipt-head.ts';
import { BODY, DENSITIES, FOOT_STYLE, PAGE_BOTTOM, PAGE_TOP, type Setting } from './receipt-style.ts';

const COLUMNS: readonly TableColumn[] = [
  { title: 'STT', share: 0.07, align: 'center' },
  { title: 'Tên giấy tờ', share: 0.6, align: 'left' },
  { title: 'Bản chính', share: 0.095, align: 'center' },
  { title: 'Bản sao chứng thực', share: 0.14, align: 'center' },
  { title: 'Bản sao', share: 0.095, align: 'center' },
];
const NONE = '–';

/** Height of the strip with marks above the first line, and of the running head of later pages. */
const MARK_HEIGHT = 15.5;
const RUNNING_HEAD_HEIGHT = 16;
const RUNNING_SIZE = 9;
const FOOT_HEIGHT = FOOT_STYLE.leading + 3;

/** The pages of the receipt. Pure: what is drawn follows from the arguments alone. */
export function layOutIntakeReceipt(
  type: PaperType,
  content: IntakeReceipt,
  marks: PrintMarks,
): readonly PageDrawing[] {
  const [roomiest, ...closer] = DENSITIES;
  let pages = setPages({ ...roomiest, type }, content, marks);
  for (const density of closer) {
    if (pages.length === 1) break;
    const closerPages = setPages({ ...density, type }, content, marks);
    if (closerPages.length < pages.length) pages = closerPages;
  }
  pages.forEach((page, index) => {
    drawSurround(page, type, content, marks, { number: index + 1, count: pages.length });
  });
  return pages;
}

function setPages(setting: Setting, content: IntakeReceipt, marks: PrintMarks): readonly PageDrawing[] {
  const flow = new PageFlow((pageIndex) => flowArea(content, pageIndex));
  flow.place(receiptHead(setting.type, content, marks));
  flow.placeAll(partyFields(setting, content));
  placeComponents(flow, setting, content);
  flow.placeAll(returnFields(setting, content));
  flow.placeAll(feeLines(setting, content));
  flow.placeTogether([signatures(setting, content), ...footNotes(setting, content)]);
  return flow.pages;
}

function flowArea(content: IntakeReceipt, pageIndex: number): FlowArea {
  const marksHeight = content.isSample ? MARK_HEIGHT : 0;
  const headHeight = pageIndex === 0 ? 0 : RUNNING_HEAD_HEIGHT;
  return { top: PAGE_TOP + marksHeight + headHeight, bottom: PAGE_BOTTOM - FOOT_HEIGHT };
}

function placeComponents(flow: PageFlow, setting: Setting, content: IntakeReceipt): void {
  if (content.components.length === 0) {
    const runs = [{ text: 'Thành phần hồ sơ nộp: không có giấy tờ kèm theo', face: 'regular' as const }];
    flow.placeAll(textBlocks(setting.type, runs, BODY, setting.body));
    return;
  }
  const lead = textBlock(setting.type, [{ text: 'Thành phần hồ sơ nộp gồm:', face: 'regular' }], BODY, setting.body);
  const rows = content.components.map((component, index) => [
    String(index + 1),
    component.name,
    countText(component.original),
    countText(component.certifiedCopy),
    countText(component.copy),
  ]);
  placeTable(flow, setting.type, {
    column: BODY,
    columns: COLUMNS,
    rows,
    headStyle: setting.tableHead,
    rowStyle: setting.tableRow,
    rowPadding: setting.rowPadding,
    lead: [lead, space(1.5)],
  });
  flow.gap(3);
}

function countText(count: number): string {
  return count === 0 ? NONE : String(count);
}

interface PageNumber {
  readonly number: number;
  readonly count: number;
}

/** What stands around the text: sample mark, running head of later pages, form version and page number. */
function drawSurround(
  page: PageDrawing,
  type: PaperType,
  content: IntakeReceipt,
  marks: PrintMarks,
  { number, count }: PageNumber,
): void {
  if (content.isSample) framedText(type, 'DỮ LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ', BODY).draw(page, PAGE_TOP);
  if (number > 1) {
    const top = PAGE_TOP + (content.isSample ? MARK_HEIGHT : 0);
    const label = content.provisionalCode === content.dossierCode ? 'Mã tạm' : 'Mã hồ sơ';
    const parts = [`${label}: ${content.dossierCode} (tiếp theo)`, reprintText(marks.copyNumber) ?? ''];
    drawEnds(page, type, top, parts, RUNNING_SIZE);
    drawHorizontalRule(page, BODY.x, top + RUNNING_SIZE * 1.3, BODY.width);
  }
  const pageText = count === 1 ? '' : `trang ${String(number)}/${String(count)}`;
  drawEnds(page, type, PAGE_BOTTOM - FOOT_STYLE.leading, [content.formVersion, pageText], FOOT_STYLE.size);
}

/** One line with a text at each end. */
function drawEnds(page: PageDrawing, type: PaperType, top: number, texts: readonly string[], size: number): void {
  const style = { ...FOOT_STYLE, size, leading: size * 1.2 };
  const [left = '', right = ''] = texts;
  textBlock(type, [{ text: left, face: 'italic' }], BODY, style).draw(page, top);
  textBlock(type, [{ text: right, face: 'italic' }], BODY, { ...style, align: 'right' }).draw(page, top);
}
