import type { FeeReceipt } from '#shared/domain/papers/fee-receipt.ts';
import { formatFormDay, formatFormLocalDate, formatFormTime } from '#shared/documents/form-text.ts';
import { entry, field, NOT_GIVEN, pair } from '#shared/documents/forms/fields.ts';
import { A5_PORTRAIT } from '#shared/documents/forms/form-page.ts';
import { LETTER_DENSITIES, type Setting } from '#shared/documents/forms/form-style.ts';
import { placeFormTable } from '#shared/documents/forms/form-table.ts';
import { formHead } from '#shared/documents/forms/head.ts';
import { label, run } from '#shared/documents/forms/label.ts';
import { layOutForm } from '#shared/documents/forms/lay-out-form.ts';
import { framedText } from '#shared/documents/forms/marks.ts';
import { frameOf, type LaidOutPaper, type PrintMarks } from '#shared/documents/forms/paper-marks.ts';
import { notes } from '#shared/documents/forms/paragraph.ts';
import { signatures } from '#shared/documents/forms/signatures.ts';
import { space, type Block } from '#shared/documents/layout/block.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';
import { feeTable } from './fee-table.ts';

const RELATIONS = {
  replaces: 'THAY THẾ BIÊN LAI',
  replacedBy: 'ĐÃ BỊ THAY THẾ BỞI BIÊN LAI',
  refundedBy: 'ĐÃ HOÀN TIỀN THEO BIÊN LAI',
} as const;

/** Bản thể hiện của biên lai thu phí, lệ phí điện tử. */
export function layOutFeeReceipt(type: PaperType, content: FeeReceipt, marks: PrintMarks): LaidOutPaper {
  const frame = frameOf(content, marks, {
    page: A5_PORTRAIT,
    densities: LETTER_DENSITIES,
    runningText: `Biên lai số: ${content.receiptNumber}`,
  });
  const pages = layOutForm(type, frame, (flow, setting) => {
    flow.place(
      formHead(setting, {
        ...content,
        title: content.receiptName,
        subtitle: '(Bản thể hiện của biên lai điện tử)',
        code: content,
        registration: [
          [...run('Mẫu số: '), ...run(content.formSymbol, 'bold')],
          [...run('Ký hiệu: '), ...run(content.series, 'bold')],
          [...run('Số: '), ...run(content.receiptNumber, 'bold')],
        ],
        warnings: relatedText(content),
        copyNumber: marks.copyNumber,
      }),
    );
    flow.placeAll([...bodyFields(setting, content), ...payerFields(setting, content), space(2)]);
    placeFormTable(flow, setting, feeTable(content.lines, content.totalVnd));
    flow.placeAll([
      ...field(setting, 'Bằng chữ', content.totalInWords, 'italic'),
      ...field(setting, 'Hình thức thanh toán', content.meansText),
    ]);
    flow.placeTogether([...signing(setting, content), ...footNotes(setting, content)]);
  });
  const title = `Biên lai ${content.series} ${content.receiptNumber}`;
  return { pages, size: frame.page.size, title, issuedAt: content.issuedAt };
}

function relatedText({ related }: FeeReceipt): readonly string[] {
  if (related === null) return [];
  const { formSymbol, series, receiptNumber, issuedOn } = related.receipt;
  return [
    `${RELATIONS[related.relation]} ${formSymbol} ${series} số ${receiptNumber} ngày ${formatFormLocalDate(issuedOn)}`,
  ];
}

function bodyFields(setting: Setting, content: FeeReceipt): readonly Block[] {
  const { collectingBodyAddress, delegateName } = content;
  return [
    ...field(setting, 'Cơ quan thu phí, lệ phí', content.collectingBody, 'bold'),
    ...field(setting, 'Mã số thuế', content.collectingBodyTaxCode),
    ...(collectingBodyAddress === null ? [] : field(setting, 'Địa chỉ', collectingBodyAddress)),
    ...(delegateName === null ? [] : field(setting, 'Đơn vị được ủy nhiệm thu', delegateName)),
  ];
}

function payerFields(setting: Setting, content: FeeReceipt): readonly Block[] {
  return [
    ...field(setting, 'Người nộp tiền', content.payerName, 'bold'),
    ...pair(
      setting,
      entry('Mã số thuế người nộp', content.payerTaxCode ?? NOT_GIVEN),
      entry('Mã hồ sơ', content.dossierCode),
    ),
    ...field(setting, 'Địa chỉ', content.payerAddress ?? NOT_GIVEN),
    ...field(setting, 'Nội dung', content.procedureName),
  ];
}

/** A signed file needs no hand: the paper says who signed it and when. */
function signing(setting: Setting, { signature, collectorName }: FeeReceipt): readonly Block[] {
  if (signature === null) {
    const places = [
      { roles: ['NGƯỜI NỘP TIỀN'], name: '' },
      { roles: ['NGƯỜI THU TIỀN'], name: collectorName },
    ];
    return [signatures(setting, places)];
  }
  const { body } = setting.page;
  const column = { x: body.x + body.width * 0.4, width: body.width * 0.6 };
  const signedAt = `${formatFormTime(signature.signedAt)} ngày ${formatFormDay(signature.signedAt)}`;
  const text = `Ký số bởi: ${signature.signedBy}\nThời gian ký: ${signedAt}`;
  return [...field(setting, 'Người thu tiền', collectorName), space(6), framedText(setting.type, text, column)];
}

function footNotes(setting: Setting, { slipNumber, lookupAddress }: FeeReceipt): readonly Block[] {
  const texts = [
    ...(slipNumber === null ? [] : [label(`Biên lai này thay cho phiếu thu tạm số ${slipNumber}.`)]),
    ...(lookupAddress === null ? [] : [label(`Tra cứu biên lai điện tử tại ${lookupAddress}.`)]),
  ];
  return texts.length === 0 ? [] : [space(6), ...notes(setting, texts)];
}
