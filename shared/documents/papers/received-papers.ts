import type { IntakeReceipt } from '#shared/domain/papers/intake-receipt.ts';
import { englishStyle, field } from '#shared/documents/forms/fields.ts';
import type { Setting } from '#shared/documents/forms/form-style.ts';
import { countText, placeFormTable } from '#shared/documents/forms/form-table.ts';
import { englishOf, label, run, type Label } from '#shared/documents/forms/label.ts';
import { textBlocks, type Block } from '#shared/documents/layout/block.ts';
import type { PageFlow } from '#shared/documents/layout/page-flow.ts';
import type { TableColumn } from '#shared/documents/layout/table.ts';

/** Counts under original, certified copy and copy, as on all forms with a list of papers. */
export const COUNTED_PAPER_COLUMNS: readonly TableColumn[] = [
  { title: 'STT', subtitle: 'No.', share: 0.07, align: 'center' },
  { title: 'Tên giấy tờ', subtitle: 'Paper', share: 0.6, align: 'left' },
  { title: 'Bản chính', subtitle: 'Original', share: 0.095, align: 'center' },
  { title: 'Bản sao chứng thực', subtitle: 'Certified copy', share: 0.14, align: 'center' },
  { title: 'Bản sao', subtitle: 'Copy', share: 0.095, align: 'center' },
];

const CERTIFICATION_COLUMNS: readonly TableColumn[] = [
  { title: 'STT', subtitle: 'No.', share: 0.07, align: 'center' },
  { title: 'Tên giấy tờ cần chứng thực', subtitle: 'Paper to be certified', share: 0.57, align: 'left' },
  { title: 'Số trang', subtitle: 'Pages', share: 0.12, align: 'center' },
  { title: 'Số bản', subtitle: 'Copies', share: 0.12, align: 'center' },
  { title: 'Cộng trang', subtitle: 'Pages in all', share: 0.12, align: 'center' },
];

/** What was handed in: papers with their counts, or pages × copies of what is to be certified. */
export function placeReceivedPapers(flow: PageFlow, setting: Setting, content: IntakeReceipt): void {
  if (content.certification !== undefined) {
    placeCertification(flow, setting, content.certification);
    return;
  }
  if (content.components.length === 0) {
    flow.placeAll(field(setting, label('Thành phần hồ sơ nộp', 'Papers'), 'không có giấy tờ kèm theo'));
    return;
  }
  const rows = content.components.map((component, index) => [
    String(index + 1),
    component.name,
    countText(component.original),
    countText(component.certifiedCopy),
    countText(component.copy),
  ]);
  const lead = leadText(setting, label('Thành phần hồ sơ nộp gồm:', 'Papers handed in'));
  placeFormTable(flow, setting, { columns: COUNTED_PAPER_COLUMNS, rows, lead });
}

function leadText(setting: Setting, of: Label): readonly Block[] {
  const { type, page, body } = setting;
  const english = englishOf(setting, of);
  return [
    ...textBlocks(type, run(of.vi), page.body, body),
    ...(english === '' ? [] : textBlocks(type, run(english, 'italic'), page.body, englishStyle(body))),
  ];
}

function placeCertification(
  flow: PageFlow,
  setting: Setting,
  { items, wantsDigitalSignature }: NonNullable<IntakeReceipt['certification']>,
): void {
  const pagesOf = (item: (typeof items)[number]): number => item.pageCount * item.copyCount;
  const total = items.reduce((sum, item) => sum + pagesOf(item), 0);
  const copies = items.reduce((sum, item) => sum + item.copyCount, 0);
  const rows = [
    ...items.map((item, index) => [
      String(index + 1),
      item.name,
      String(item.pageCount),
      String(item.copyCount),
      String(pagesOf(item)),
    ]),
    ['', run('Tổng cộng', 'bold'), '', run(String(copies), 'bold'), run(String(total), 'bold')],
  ];
  const lead = leadText(setting, label('Giấy tờ đề nghị chứng thực gồm:', 'Papers to be certified'));
  placeFormTable(flow, setting, { columns: CERTIFICATION_COLUMNS, rows, lead });
  const wish = wantsDigitalSignature ? 'có yêu cầu' : 'không yêu cầu';
  flow.placeAll(field(setting, label('Chữ ký số trên bản sao điện tử', 'Digital signature'), wish, 'bold'));
}
