import type { DiscontinuationNotice } from '#shared/domain/papers/discontinuation-notice.ts';
import { formatFormDateTime } from '#shared/documents/form-text.ts';
import { entry, field, NOT_GIVEN, pair } from '#shared/documents/forms/fields.ts';
import { A5_PORTRAIT } from '#shared/documents/forms/form-page.ts';
import { LETTER_DENSITIES, type Setting } from '#shared/documents/forms/form-style.ts';
import { formHead } from '#shared/documents/forms/head.ts';
import { layOutForm } from '#shared/documents/forms/lay-out-form.ts';
import { frameOf, type LaidOutPaper, type PrintMarks } from '#shared/documents/forms/paper-marks.ts';
import { paragraph } from '#shared/documents/forms/paragraph.ts';
import { signatureWithRecipients } from '#shared/documents/forms/signatures.ts';
import { space, type Block } from '#shared/documents/layout/block.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';
import { numberTextOf, runningTextOf } from './paper-reference.ts';
import { toSignaturePlace } from './signer-place.ts';

/** Thông báo dừng giải quyết hồ sơ (Mẫu 05). */
export function layOutDiscontinuationNotice(
  type: PaperType,
  content: DiscontinuationNotice,
  marks: PrintMarks,
): LaidOutPaper {
  const frame = frameOf(content, marks, {
    page: A5_PORTRAIT,
    densities: LETTER_DENSITIES,
    runningText: runningTextOf(content),
  });
  const pages = layOutForm(type, frame, (flow, setting) => {
    flow.place(
      formHead(setting, {
        ...content,
        title: 'THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ',
        subtitle: '(theo yêu cầu của tổ chức, cá nhân)',
        code: content,
        numberText: numberTextOf(content),
        copyNumber: marks.copyNumber,
      }),
    );
    flow.placeAll([
      ...field(setting, 'Kính gửi', content.applicantName, 'bold'),
      ...field(setting, 'Địa chỉ', content.address),
      ...pair(setting, entry('Số điện thoại', content.phone ?? NOT_GIVEN), entry('Email', content.email ?? NOT_GIVEN)),
      ...field(setting, 'Thủ tục', content.procedureName, 'bold'),
      space(2),
      ...letter(setting, content),
    ]);
    flow.place(signatureWithRecipients(setting, content.recipients, toSignaturePlace(content.signer)));
  });
  const title = `Thông báo dừng giải quyết ${content.dossierCode}`;
  return { pages, size: frame.page.size, title, issuedAt: content.issuedAt };
}

function letter(setting: Setting, content: DiscontinuationNotice): readonly Block[] {
  const by = content.requestedBy === null ? 'Ông/Bà/Tổ chức' : content.requestedBy;
  const { returnedPapersText } = content;
  return [
    ...paragraph(
      setting,
      `${content.officeName} đã tiếp nhận hồ sơ mã số ${content.dossierCode} lúc ${formatFormDateTime(content.acceptedAt)}. Lúc ${formatFormDateTime(content.requestedAt)}, ${by} yêu cầu dừng giải quyết hồ sơ này.`,
    ),
    ...field(setting, 'Lý do yêu cầu dừng', content.requestReason),
    ...field(setting, 'Giai đoạn giải quyết khi dừng', content.stageText),
    ...paragraph(
      setting,
      'Đến thời điểm nhận yêu cầu, cơ quan có thẩm quyền chưa ban hành quyết định hoặc thông báo kết quả giải quyết. Hồ sơ được dừng giải quyết kể từ thời điểm nhận yêu cầu.',
    ),
    ...field(setting, 'Phí, lệ phí', content.feeConsequenceText),
    ...(returnedPapersText === null ? [] : field(setting, 'Giấy tờ trả lại', returnedPapersText)),
    ...paragraph(
      setting,
      'Khi có nhu cầu, Ông/Bà/Tổ chức nộp hồ sơ mới theo quy định. Xin thông báo để Ông/Bà/Tổ chức được biết./.',
    ),
  ];
}
