import type { MultiDossierReceipt } from '#shared/domain/papers/multi-dossier-receipt.ts';
import { formatFormDay, formatFormTime } from '#shared/documents/form-text.ts';
import { entry, field, NOT_GIVEN, pair } from '#shared/documents/forms/fields.ts';
import { totalLine } from '#shared/documents/forms/fee-lines.ts';
import { A5_LANDSCAPE } from '#shared/documents/forms/form-page.ts';
import { placeFormTable, type FormTable } from '#shared/documents/forms/form-table.ts';
import type { Setting } from '#shared/documents/forms/form-style.ts';
import { formHead } from '#shared/documents/forms/head.ts';
import { label, run } from '#shared/documents/forms/label.ts';
import { layOutForm } from '#shared/documents/forms/lay-out-form.ts';
import { frameOf, type LaidOutPaper, type PrintMarks } from '#shared/documents/forms/paper-marks.ts';
import { notes, unbroken } from '#shared/documents/forms/paragraph.ts';
import { signatures } from '#shared/documents/forms/signatures.ts';
import { space, type Block } from '#shared/documents/layout/block.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';
import type { TableColumn } from '#shared/documents/layout/table.ts';

const COLUMNS: readonly TableColumn[] = [
  { title: 'STT', share: 0.05, align: 'center' },
  { title: 'Mã hồ sơ, chủ hồ sơ', share: 0.24, align: 'left' },
  { title: 'Nội dung yêu cầu', share: 0.23, align: 'left' },
  { title: 'Đơn vị giải quyết', share: 0.15, align: 'left' },
  { title: 'Nhận', share: 0.1, align: 'center' },
  { title: 'Hẹn trả', share: 0.1, align: 'center' },
  { title: 'Thời hạn', share: 0.08, align: 'center' },
  { title: 'Số bộ', share: 0.05, align: 'center' },
];

/** One receipt with a hand-over list for several dossiers of one submitter. */
export function layOutMultiDossierReceipt(
  type: PaperType,
  content: MultiDossierReceipt,
  marks: PrintMarks,
): LaidOutPaper {
  const frame = frameOf(content, marks, { page: A5_LANDSCAPE, runningText: `Số: ${content.receiptNumber}` });
  const total = { amountVnd: content.feeTotalVnd, inWords: content.feeTotalInWords, stateText: content.feeStateText };
  const pages = layOutForm(type, frame, (flow, setting) => {
    flow.place(
      formHead(setting, {
        ...content,
        title: 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
        subtitle: `(dùng cho ${String(content.dossiers.length)} hồ sơ nộp cùng một lần)`,
        numberText: `Số: ${content.receiptNumber}`,
        copyNumber: marks.copyNumber,
      }),
    );
    flow.placeAll(submitterFields(setting, content));
    placeFormTable(flow, setting, { columns: COLUMNS, rows: dossierRows(content) });
    flow.placeAll([
      ...totalLine(setting, label('Tổng phí, lệ phí'), total),
      ...field(setting, 'Đăng ký nhận kết quả', content.resultReturnText),
    ]);
    flow.placeTogether([
      signatures(setting, [
        { roles: ['NGƯỜI NỘP HỒ SƠ'], name: '' },
        { roles: ['NGƯỜI TIẾP NHẬN'], name: content.officerName },
      ]),
      space(3),
      ...notes(setting, noteTexts(content)),
    ]);
  });
  return { pages, size: frame.page.size, title: `Giấy tiếp nhận ${content.receiptNumber}`, issuedAt: content.issuedAt };
}

function submitterFields(setting: Setting, content: MultiDossierReceipt): readonly Block[] {
  return [
    ...pair(
      setting,
      entry('Người nộp hồ sơ', content.submitterName, 'bold'),
      entry(content.identityLabel, content.identityNumber),
    ),
    ...field(setting, 'Địa chỉ', content.address),
    ...pair(setting, entry('Số điện thoại', content.phone ?? NOT_GIVEN), entry('Email', content.email ?? NOT_GIVEN)),
    ...field(setting, 'Hình thức nộp', content.channelName),
    space(2),
  ];
}

function dossierRows({ dossiers }: MultiDossierReceipt): FormTable['rows'] {
  return dossiers.map((dossier, index) => [
    String(index + 1),
    [...run(dossier.dossierCode, 'bold'), ...run(`\n${dossier.applicantName}`)],
    dossier.content,
    dossier.handlingUnit,
    run(`${formatFormTime(dossier.acceptedAt)}\n${formatFormDay(dossier.acceptedAt)}`),
    run(`${formatFormTime(dossier.resultDueAt)}\n${formatFormDay(dossier.resultDueAt)}`, 'bold'),
    dossier.timeLimitText,
    String(dossier.setCount),
  ]);
}

function noteTexts({ portalAddress, officePhone, hotline }: MultiDossierReceipt) {
  return [
    label('Mỗi hồ sơ có mã và ngày hẹn trả riêng. Khi đến nhận kết quả, mang theo giấy này và căn cước.'),
    label(
      `Tra cứu từng hồ sơ bằng mã hồ sơ tại ${portalAddress}. Điện thoại: ${unbroken(officePhone)}. Đường dây nóng: ${unbroken(hotline)}.`,
    ),
  ];
}
