import type { ResultHandoverSlip } from '#shared/domain/papers/result-handover-slip.ts';
import { formatFormDateTime } from '#shared/documents/form-text.ts';
import { entry, field, pair } from '#shared/documents/forms/fields.ts';
import { A5_PORTRAIT } from '#shared/documents/forms/form-page.ts';
import { countText, NONE, placeFormTable, type FormTable } from '#shared/documents/forms/form-table.ts';
import { LETTER_DENSITIES, type Setting } from '#shared/documents/forms/form-style.ts';
import { formHead } from '#shared/documents/forms/head.ts';
import { run } from '#shared/documents/forms/label.ts';
import { layOutForm } from '#shared/documents/forms/lay-out-form.ts';
import { frameOf, type LaidOutPaper, type PrintMarks } from '#shared/documents/forms/paper-marks.ts';
import { signatures } from '#shared/documents/forms/signatures.ts';
import { textBlock, type Block } from '#shared/documents/layout/block.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';
import type { TableColumn } from '#shared/documents/layout/table.ts';

const RESULT_COLUMNS: readonly TableColumn[] = [
  { title: 'STT', share: 0.07, align: 'center' },
  { title: 'Tên kết quả, giấy tờ', share: 0.49, align: 'left' },
  { title: 'Số, ký hiệu', share: 0.32, align: 'left' },
  { title: 'Số bản', share: 0.12, align: 'center' },
];
const RETURNED = 'bản chính trả lại';

/** Phiếu bàn giao kết quả giải quyết hồ sơ. */
export function layOutResultHandoverSlip(
  type: PaperType,
  content: ResultHandoverSlip,
  marks: PrintMarks,
): LaidOutPaper {
  const frame = frameOf(content, marks, {
    page: A5_PORTRAIT,
    densities: LETTER_DENSITIES,
    runningText: `Mã hồ sơ: ${content.dossierCode}`,
  });
  const pages = layOutForm(type, frame, (flow, setting) => {
    flow.place(
      formHead(setting, {
        ...content,
        title: 'PHIẾU BÀN GIAO KẾT QUẢ GIẢI QUYẾT HỒ SƠ',
        code: content,
        numberText: `Số: ${content.slipNumber}`,
        copyNumber: marks.copyNumber,
      }),
    );
    flow.placeAll([
      ...field(setting, 'Chủ hồ sơ', content.applicantName, 'bold'),
      ...field(setting, 'Địa chỉ', content.address),
      ...field(setting, 'Nội dung yêu cầu giải quyết', content.procedureName, 'bold'),
    ]);
    const lead = [textBlock(type, run('Kết quả và giấy tờ bàn giao gồm:'), setting.page.body, setting.body)];
    placeFormTable(flow, setting, { columns: RESULT_COLUMNS, rows: resultRows(content), lead });
    flow.placeAll(handoverFields(setting, content));
    flow.place(
      signatures(setting, [
        { roles: ['NGƯỜI NHẬN KẾT QUẢ'], name: '' },
        { roles: ['NGƯỜI TRẢ KẾT QUẢ'], name: content.officerName },
      ]),
    );
  });
  const title = `Phiếu bàn giao kết quả ${content.dossierCode}`;
  return { pages, size: frame.page.size, title, issuedAt: content.issuedAt };
}

function resultRows({ results, returnedOriginals }: ResultHandoverSlip): FormTable['rows'] {
  const all = [
    ...results.map(({ name, resultNumber, copyCount }) => [name, resultNumber ?? NONE, countText(copyCount)]),
    ...returnedOriginals.map(({ name, copyCount }) => [name, RETURNED, countText(copyCount)]),
  ];
  return all.map((cells, index) => [String(index + 1), ...cells]);
}

function handoverFields(setting: Setting, content: ResultHandoverSlip): readonly Block[] {
  const { authorisationText } = content;
  return [
    ...field(setting, 'Thời gian bàn giao', formatFormDateTime(content.handedOverAt), 'bold'),
    ...pair(
      setting,
      entry('Người nhận kết quả', content.receiverName, 'bold'),
      entry('Giấy tờ tùy thân', content.receiverIdentity ?? NONE),
    ),
    ...(authorisationText === null ? [] : field(setting, 'Văn bản ủy quyền', authorisationText)),
    ...pair(setting, entry('Hình thức trả', content.returnText), entry('Phí, lệ phí', content.feeStateText)),
  ];
}
