import type { RefusalNotice } from '#shared/domain/papers/refusal-notice.ts';
import { formatFormDateTime } from '#shared/documents/form-text.ts';
import { entry, field, NOT_GIVEN, pair } from '#shared/documents/forms/fields.ts';
import { A5_PORTRAIT } from '#shared/documents/forms/form-page.ts';
import { LETTER_DENSITIES, type Setting } from '#shared/documents/forms/form-style.ts';
import { formHead } from '#shared/documents/forms/head.ts';
import { run } from '#shared/documents/forms/label.ts';
import { layOutForm } from '#shared/documents/forms/lay-out-form.ts';
import { frameOf, type LaidOutPaper, type PrintMarks } from '#shared/documents/forms/paper-marks.ts';
import { paragraph, unbroken } from '#shared/documents/forms/paragraph.ts';
import { signatures } from '#shared/documents/forms/signatures.ts';
import { space, type Block } from '#shared/documents/layout/block.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';
import { codeOf, numberTextOf, runningTextOf } from './paper-reference.ts';

/** Phiếu từ chối tiếp nhận giải quyết hồ sơ (Mẫu 03). */
export function layOutRefusalNotice(type: PaperType, content: RefusalNotice, marks: PrintMarks): LaidOutPaper {
  const frame = frameOf(content, marks, {
    page: A5_PORTRAIT,
    densities: LETTER_DENSITIES,
    runningText: runningTextOf(content),
  });
  const pages = layOutForm(type, frame, (flow, setting) => {
    flow.place(
      formHead(setting, {
        ...content,
        title: 'PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ',
        code: codeOf(content),
        numberText: numberTextOf(content),
        copyNumber: marks.copyNumber,
      }),
    );
    flow.placeAll([...partyFields(setting, content), space(2), ...reason(setting, content)]);
    flow.place(
      signatures(setting, [
        { roles: ['NGƯỜI NỘP HỒ SƠ'], name: '' },
        { roles: ['NGƯỜI TỪ CHỐI TIẾP NHẬN'], name: content.officerName },
      ]),
    );
  });
  return { pages, size: frame.page.size, title: 'Phiếu từ chối tiếp nhận hồ sơ', issuedAt: content.issuedAt };
}

function partyFields(setting: Setting, content: RefusalNotice): readonly Block[] {
  const { identityLabel, identityNumber, submittedAt } = content;
  return [
    ...field(setting, 'Bộ phận tiếp nhận', content.officeName),
    ...field(setting, 'Hồ sơ của', content.applicantName, 'bold'),
    ...(identityLabel === null || identityNumber === null ? [] : field(setting, identityLabel, identityNumber)),
    ...field(setting, 'Địa chỉ', content.address),
    ...pair(setting, entry('Số điện thoại', content.phone ?? NOT_GIVEN), entry('Email', content.email ?? NOT_GIVEN)),
    ...field(setting, 'Nội dung yêu cầu giải quyết', content.procedureName, 'bold'),
    ...(submittedAt === null ? [] : field(setting, 'Thời gian nộp hồ sơ', formatFormDateTime(submittedAt))),
  ];
}

function reason(setting: Setting, content: RefusalNotice): readonly Block[] {
  const basis = content.legalBasis === null ? [] : field(setting, 'Căn cứ', content.legalBasis);
  return [
    ...paragraph(
      setting,
      `Qua xem xét, ${content.officeName} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:`,
    ),
    ...paragraph(setting, run(content.reason, 'bold')),
    ...basis,
    space(2),
    ...paragraph(
      setting,
      `Nếu cần được hướng dẫn thêm, Ông/Bà/Tổ chức gọi số ${unbroken(content.contactPhone)} hoặc xem tại ${content.portalAddress}. Xin thông báo để Ông/Bà/Tổ chức được biết và thực hiện./.`,
    ),
  ];
}
