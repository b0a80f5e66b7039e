import type { DailyFeeReceiptSummary } from '#shared/domain/papers/daily-fee-receipt-summary.ts';
import { formatFormAmount, formatFormLocalDate } from '#shared/documents/form-text.ts';
import { entry, field, pair } from '#shared/documents/forms/fields.ts';
import { A4_LANDSCAPE } from '#shared/documents/forms/form-page.ts';
import { WIDE_TABLE_DENSITIES } from '#shared/documents/forms/form-style.ts';
import { placeFormTable, type FormTable } from '#shared/documents/forms/form-table.ts';
import { formHead } from '#shared/documents/forms/head.ts';
import { run } from '#shared/documents/forms/label.ts';
import { layOutForm } from '#shared/documents/forms/lay-out-form.ts';
import { frameOf, type LaidOutPaper, type PrintMarks } from '#shared/documents/forms/paper-marks.ts';
import { signatures, type SignaturePlace } from '#shared/documents/forms/signatures.ts';
import { space } from '#shared/documents/layout/block.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';
import type { TableColumn } from '#shared/documents/layout/table.ts';
import { toSignaturePlace } from './signer-place.ts';

/** TT 91/2026/TT-BTC, annex: 01/TH-BLĐT. */
const COLUMNS: readonly TableColumn[] = [
  { title: 'STT', share: 0.035, align: 'center' },
  { title: 'Mẫu số', share: 0.055, align: 'center' },
  { title: 'Ký hiệu', share: 0.055, align: 'center' },
  { title: 'Số biên lai', share: 0.065, align: 'center' },
  { title: 'Ngày lập', share: 0.07, align: 'center' },
  { title: 'Tên loại phí, lệ phí', share: 0.2, align: 'left' },
  { title: 'Số tiền', share: 0.085, align: 'right' },
  { title: 'Mức thu', share: 0.08, align: 'right' },
  { title: 'Trạng thái', share: 0.075, align: 'left' },
  { title: 'Kỳ điều chỉnh', share: 0.07, align: 'center' },
  { title: 'Biên lai liên quan', share: 0.08, align: 'left' },
  { title: 'Giải trình', share: 0.075, align: 'left' },
  { title: 'Ghi chú', share: 0.055, align: 'left' },
];

/** Bảng tổng hợp dữ liệu biên lai điện tử gửi cơ quan thuế (01/TH-BLĐT). */
export function layOutDailyFeeReceiptSummary(
  type: PaperType,
  content: DailyFeeReceiptSummary,
  marks: PrintMarks,
): LaidOutPaper {
  const on = formatFormLocalDate(content.summaryOn);
  const framed = frameOf(content, marks, { page: A4_LANDSCAPE, runningText: `Bảng tổng hợp biên lai ngày ${on}` });
  const frame = { ...framed, densities: WIDE_TABLE_DENSITIES };
  const pages = layOutForm(type, frame, (flow, setting) => {
    flow.place(
      formHead(setting, {
        ...content,
        title: 'BẢNG TỔNG HỢP DỮ LIỆU BIÊN LAI ĐIỆN TỬ',
        subtitle: `Ngày lập biên lai: ${on}`,
        copyNumber: marks.copyNumber,
      }),
    );
    flow.placeAll([
      ...pair(
        setting,
        entry('Cơ quan thu phí, lệ phí', content.collectingBody, 'bold'),
        entry('Mã số thuế', content.collectingBodyTaxCode),
      ),
      space(2),
    ]);
    placeFormTable(flow, setting, { columns: COLUMNS, rows: summaryRows(content) });
    flow.placeAll(field(setting, 'Tổng số tiền bằng chữ', content.totalInWords, 'italic'));
    flow.place(
      signatures(setting, [{ roles: ['NGƯỜI LẬP BẢNG'], name: content.preparedBy }, toHeadPlace(content.signer)]),
    );
  });
  return { pages, size: frame.page.size, title: `Bảng tổng hợp biên lai ${on}`, issuedAt: content.issuedAt };
}

/** The head of the collecting body, whose name is not always known here. */
function toHeadPlace(signer: DailyFeeReceiptSummary['signer']): SignaturePlace {
  return toSignaturePlace(signer ?? { onBehalfText: null, title: 'Thủ trưởng đơn vị', name: '' });
}

function summaryRows({ rows, totalVnd }: DailyFeeReceiptSummary): FormTable['rows'] {
  const total = ['', '', '', '', '', run('Tổng cộng', 'bold'), run(formatFormAmount(totalVnd), 'bold')];
  const filled = rows.map((row, index) => [
    String(index + 1),
    row.formSymbol,
    row.series,
    row.receiptNumber,
    formatFormLocalDate(row.issuedOn),
    row.feeName,
    formatFormAmount(row.amountVnd),
    row.rateText ?? '',
    row.statusText,
    row.adjustedPeriodText ?? '',
    row.relatedReceiptText ?? '',
    row.explanation ?? '',
    row.note ?? '',
  ]);
  return [...filled, total];
}
