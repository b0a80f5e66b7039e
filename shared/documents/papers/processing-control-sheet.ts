import type { ProcessingControlSheet } from '#shared/domain/papers/processing-control-sheet.ts';
import { formatFormDateTime } from '#shared/documents/form-text.ts';
import { field } from '#shared/documents/forms/fields.ts';
import { A5_PORTRAIT } from '#shared/documents/forms/form-page.ts';
import { placeFormTable } from '#shared/documents/forms/form-table.ts';
import { formHead } from '#shared/documents/forms/head.ts';
import { layOutForm } from '#shared/documents/forms/lay-out-form.ts';
import { run } from '#shared/documents/forms/label.ts';
import { frameOf, type LaidOutPaper, type PrintMarks } from '#shared/documents/forms/paper-marks.ts';
import { space } from '#shared/documents/layout/block.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';
import type { TableCell, TableColumn } from '#shared/documents/layout/table.ts';

const COLUMNS: readonly TableColumn[] = [
  { title: 'Tên cơ quan, bộ phận', share: 0.3, align: 'left' },
  { title: 'Thời gian giao, nhận hồ sơ', share: 0.38, align: 'left' },
  { title: 'Kết quả', share: 0.19, align: 'left' },
  { title: 'Ghi chú', share: 0.13, align: 'left' },
];

const OUTCOMES = [
  ['early', 'Trước hạn'],
  ['onTime', 'Đúng hạn'],
  ['late', 'Quá hạn'],
] as const;

/** Empty blocks on the sheet for hand-overs still to come, written in by hand. */
const BLOCKS_AT_LEAST = 5;
/** Nobody knows yet whether others take part: “none” would be a statement. */
const TO_WRITE_IN = '………………………………………………';
const WRITE_IN = '…… giờ …… phút, ngày …… tháng …… năm ………';

type Handover = ProcessingControlSheet['handovers'][number];
const EMPTY: Handover = {
  fromUnit: '………………',
  toUnit: '………………',
  handedOverAt: null,
  handedOverBy: null,
  receivedBy: null,
  outcome: null,
  note: null,
};

/** Phiếu kiểm soát quá trình giải quyết hồ sơ (Mẫu 06). */
export function layOutProcessingControlSheet(
  type: PaperType,
  content: ProcessingControlSheet,
  marks: PrintMarks,
): LaidOutPaper {
  const frame = frameOf(content, marks, { page: A5_PORTRAIT, runningText: `Mã hồ sơ: ${content.dossierCode}` });
  const spare = Math.max(0, BLOCKS_AT_LEAST - content.handovers.length);
  const handovers = [...content.handovers, ...Array.from({ length: spare }, () => EMPTY)];
  const cooperating = content.cooperatingUnits.length === 0 ? TO_WRITE_IN : content.cooperatingUnits.join('; ');
  const pages = layOutForm(type, frame, (flow, setting) => {
    flow.place(
      formHead(setting, {
        ...content,
        title: 'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ',
        code: content,
        copyNumber: marks.copyNumber,
      }),
    );
    flow.placeAll([
      ...field(setting, 'Hồ sơ của', content.applicantName, 'bold'),
      ...field(setting, 'Nội dung yêu cầu giải quyết', content.procedureName, 'bold'),
      ...field(setting, 'Thời gian nhận hồ sơ', formatFormDateTime(content.acceptedAt)),
      ...field(setting, 'Thời gian trả kết quả', formatFormDateTime(content.resultDueAt), 'bold'),
      ...field(setting, 'Cơ quan (bộ phận) giải quyết hồ sơ', content.handlingUnit),
      ...field(setting, 'Cơ quan phối hợp giải quyết hồ sơ', cooperating),
      space(2),
    ]);
    placeFormTable(flow, setting, { columns: COLUMNS, rows: handovers.map(toRow) });
  });
  const title = `Phiếu kiểm soát ${content.dossierCode}`;
  return { pages, size: frame.page.size, title, issuedAt: content.issuedAt };
}

function toRow(handover: Handover): readonly TableCell[] {
  const { handedOverAt, outcome, note } = handover;
  return [
    [
      ...run('1. Giao: ', 'italic'),
      ...run(handover.fromUnit),
      ...run('\n2. Nhận: ', 'italic'),
      ...run(handover.toUnit),
    ],
    [
      ...run(handedOverAt === null ? WRITE_IN : formatFormDateTime(handedOverAt)),
      ...run('\nNgười giao: ', 'italic'),
      ...run(handover.handedOverBy ?? '……………………'),
      ...run('\nNgười nhận: ', 'italic'),
      ...run(handover.receivedBy ?? '……………………'),
    ],
    OUTCOMES.map(([kind, name], index) => ({
      text: `${index === 0 ? '' : '\n'}${kind === outcome ? '[X]' : '[\u00a0\u00a0]'} ${name}`,
      face: kind === outcome ? ('bold' as const) : ('regular' as const),
    })),
    note ?? '',
  ];
}
