import type { ProvisionalFeeSlip } from '#shared/domain/papers/provisional-fee-slip.ts';
import { formatFormAmount, formatFormDateTime } from '#shared/documents/form-text.ts';
import { entry, field, pair } from '#shared/documents/forms/fields.ts';
import { A5_PORTRAIT } from '#shared/documents/forms/form-page.ts';
import { LETTER_DENSITIES, type Setting } from '#shared/documents/forms/form-style.ts';
import { placeFormTable } from '#shared/documents/forms/form-table.ts';
import { formHead } from '#shared/documents/forms/head.ts';
import { label, run } from '#shared/documents/forms/label.ts';
import { layOutForm } from '#shared/documents/forms/lay-out-form.ts';
import { frameOf, type LaidOutPaper, type PrintMarks } from '#shared/documents/forms/paper-marks.ts';
import { notes, unbroken } from '#shared/documents/forms/paragraph.ts';
import { qrSymbol } from '#shared/documents/forms/qr-block.ts';
import { signatures } from '#shared/documents/forms/signatures.ts';
import { beside, space, stack, textBlock, type Block } from '#shared/documents/layout/block.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';
import { feeTable } from './fee-table.ts';

/** Phiếu thu tạm: what was taken, and that the official electronic receipt follows. */
export function layOutProvisionalFeeSlip(
  type: PaperType,
  content: ProvisionalFeeSlip,
  marks: PrintMarks,
): LaidOutPaper {
  const frame = frameOf(content, marks, {
    page: A5_PORTRAIT,
    densities: LETTER_DENSITIES,
    runningText: `Phiếu thu tạm số: ${content.slipNumber}`,
  });
  const pages = layOutForm(type, frame, (flow, setting) => {
    flow.place(
      formHead(setting, {
        ...content,
        title: label('PHIẾU THU TẠM PHÍ, LỆ PHÍ', 'Provisional slip for fees and charges'),
        code: content,
        numberText: `Số: ${content.slipNumber}`,
        warnings: ['PHIẾU TẠM – KHÔNG THAY THẾ BIÊN LAI'],
        copyNumber: marks.copyNumber,
      }),
    );
    flow.placeAll(payerFields(setting, content));
    placeFormTable(flow, setting, feeTable(content.lines, content.totalVnd));
    flow.placeAll(paymentFields(setting, content));
    if (content.vietQr !== null) flow.place(transferBlock(setting, content.vietQr));
    flow.placeTogether([
      signatures(setting, [
        { roles: [label('NGƯỜI NỘP TIỀN', 'Paid by')], name: '' },
        { roles: [label('NGƯỜI THU TIỀN', 'Collected by')], name: content.collectorName },
      ]),
      space(3),
      ...notes(setting, noteTexts(content)),
    ]);
  });
  const title = `Phiếu thu tạm ${content.slipNumber}`;
  return { pages, size: frame.page.size, title, issuedAt: content.issuedAt };
}

function payerFields(setting: Setting, content: ProvisionalFeeSlip): readonly Block[] {
  const { payerAddress, applicantName } = content;
  return [
    ...field(setting, label('Người nộp tiền', 'Payer'), content.payerName, 'bold'),
    ...(payerAddress === null ? [] : field(setting, label('Địa chỉ', 'Address'), payerAddress)),
    ...(applicantName === null ? [] : field(setting, label('Nộp cho hồ sơ của', 'For the dossier of'), applicantName)),
    ...field(setting, label('Nội dung', 'Procedure'), content.procedureName),
    space(2),
  ];
}

function paymentFields(setting: Setting, content: ProvisionalFeeSlip): readonly Block[] {
  const { receivedVnd, changeVnd } = content;
  const change =
    receivedVnd === null || changeVnd === null
      ? []
      : pair(
          setting,
          entry(label('Tiền nhận', 'Received'), formatFormAmount(receivedVnd)),
          entry(label('Tiền trả lại', 'Change'), formatFormAmount(changeVnd)),
        );
  return [
    ...field(setting, label('Bằng chữ', 'In words'), content.totalInWords, 'italic'),
    ...pair(
      setting,
      entry(label('Hình thức nộp', 'Means'), content.meansText),
      entry(label('Tình trạng', 'State'), content.stateText, 'bold'),
    ),
    ...change,
    ...field(setting, label('Thời gian thu', 'Collected at'), formatFormDateTime(content.issuedAt)),
  ];
}

const SYMBOL_SHARE = 0.36;

/** VietQR for paying what is still open, with what to look for on the telephone's screen. */
function transferBlock(setting: Setting, vietQr: NonNullable<ProvisionalFeeSlip['vietQr']>): Block {
  const { x, width } = setting.page.body;
  const left = { x, width: width * SYMBOL_SHARE };
  const right = { x: x + width * (SYMBOL_SHARE + 0.02), width: width * (0.98 - SYMBOL_SHARE) };
  const line = (text: string, face: 'regular' | 'bold' = 'regular'): Block =>
    textBlock(setting.type, run(text, face), right, setting.note);
  return beside([
    qrSymbol(vietQr.payload, left),
    stack([
      space(14),
      line('Quét mã VietQR để chuyển khoản:', 'bold'),
      line(vietQr.bankText),
      line(`Nội dung chuyển khoản: ${vietQr.purposeText}`),
      line('Chuyển khoản chỉ được ghi nhận sau khi đối soát với ngân hàng.'),
    ]),
  ]);
}

function noteTexts({ officialReceiptText, officePhone }: ProvisionalFeeSlip) {
  const phone = unbroken(officePhone);
  return [
    label(officialReceiptText, 'The official electronic receipt follows; keep this slip until then.'),
    label(`Điện thoại liên hệ: ${phone}.`, `For questions call ${phone}.`),
  ];
}
