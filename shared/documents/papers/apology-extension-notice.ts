import type { ApologyExtensionNotice } from '#shared/domain/papers/apology-extension-notice.ts';
import { formatFormDateTime, formatWeekday } from '#shared/documents/form-text.ts';
import { entry, field, NOT_GIVEN, pair } from '#shared/documents/forms/fields.ts';
import { A5_PORTRAIT } from '#shared/documents/forms/form-page.ts';
import { LETTER_DENSITIES, type Setting } from '#shared/documents/forms/form-style.ts';
import { formHead } from '#shared/documents/forms/head.ts';
import { run } from '#shared/documents/forms/label.ts';
import { layOutForm } from '#shared/documents/forms/lay-out-form.ts';
import { frameOf, type LaidOutPaper, type PrintMarks } from '#shared/documents/forms/paper-marks.ts';
import { paragraph } from '#shared/documents/forms/paragraph.ts';
import { signatureWithRecipients } from '#shared/documents/forms/signatures.ts';
import { space, type Block } from '#shared/documents/layout/block.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';
import { numberTextOf, runningTextOf } from './paper-reference.ts';
import { toSignaturePlace } from './signer-place.ts';

/** Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết (Mẫu 04). */
export function layOutApologyExtensionNotice(
  type: PaperType,
  content: ApologyExtensionNotice,
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
        title: 'XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN\nTHỜI GIAN GIẢI QUYẾT HỒ SƠ',
        code: content,
        numberText: numberTextOf(content),
        copyNumber: marks.copyNumber,
      }),
    );
    flow.placeAll([...addresseeFields(setting, content), space(2), ...letter(setting, content)]);
    flow.place(signatureWithRecipients(setting, content.recipients, toSignaturePlace(content.signer)));
  });
  const title = `Văn bản xin lỗi và gia hạn ${content.dossierCode}`;
  return { pages, size: frame.page.size, title, issuedAt: content.issuedAt };
}

function addresseeFields(setting: Setting, content: ApologyExtensionNotice): readonly Block[] {
  return [
    ...field(setting, 'Kính gửi', content.applicantName, 'bold'),
    ...field(setting, 'Địa chỉ', content.address),
    ...pair(setting, entry('Số điện thoại', content.phone ?? NOT_GIVEN), entry('Email', content.email ?? NOT_GIVEN)),
    ...field(setting, 'Thủ tục', content.procedureName, 'bold'),
    ...(content.sectorName === null ? [] : field(setting, 'Lĩnh vực', content.sectorName)),
  ];
}

function letter(setting: Setting, content: ApologyExtensionNotice): readonly Block[] {
  const { officeName, handlingUnit, dossierCode } = content;
  const handling = handlingUnit === officeName ? '' : ` và chuyển ${handlingUnit} giải quyết`;
  return [
    ...paragraph(setting, [
      ...run(
        `${officeName} đã tiếp nhận hồ sơ mã số ${dossierCode} lúc ${formatFormDateTime(content.acceptedAt)}${handling}; thời gian hẹn trả kết quả là ${formatFormDateTime(content.originalDueAt)}.`,
      ),
    ]),
    ...paragraph(
      setting,
      `Đến nay, ${handlingUnit} chưa trả kết quả giải quyết hồ sơ của Ông/Bà/Tổ chức đúng thời hạn quy định.`,
    ),
    ...paragraph(setting, [...run('Lý do: ', 'bold'), ...run(content.reason)]),
    ...paragraph(setting, [
      ...run(
        `Sự chậm trễ này đã gây phiền hà, tốn kém thời gian, công sức của Ông/Bà/Tổ chức. ${handlingUnit} xin lỗi Ông/Bà/Tổ chức và đề nghị gia hạn, hẹn trả kết quả vào `,
      ),
      ...run(`${formatFormDateTime(content.newDueAt)} (${formatWeekday(content.newDueAt)})`, 'bold'),
      ...run('.'),
    ]),
    ...paragraph(setting, 'Rất mong nhận được sự thông cảm của Ông/Bà/Tổ chức./.'),
  ];
}
