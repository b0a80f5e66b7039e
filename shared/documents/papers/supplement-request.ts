import type { SupplementRequest } from '#shared/domain/papers/supplement-request.ts';
import { entry, field, NOT_GIVEN, pair } from '#shared/documents/forms/fields.ts';
import { A5_PORTRAIT } from '#shared/documents/forms/form-page.ts';
import { countText, placeFormTable, type FormTable } from '#shared/documents/forms/form-table.ts';
import { LETTER_DENSITIES } from '#shared/documents/forms/form-style.ts';
import { formHead } from '#shared/documents/forms/head.ts';
import { run } from '#shared/documents/forms/label.ts';
import { layOutForm } from '#shared/documents/forms/lay-out-form.ts';
import { frameOf, type LaidOutPaper, type PrintMarks } from '#shared/documents/forms/paper-marks.ts';
import { paragraph, unbroken } from '#shared/documents/forms/paragraph.ts';
import { signatures } from '#shared/documents/forms/signatures.ts';
import { space, textBlock } from '#shared/documents/layout/block.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';
import { codeOf, numberTextOf, runningTextOf } from './paper-reference.ts';
import { COUNTED_PAPER_COLUMNS } from './received-papers.ts';

const COLUMNS = COUNTED_PAPER_COLUMNS.map((column) =>
  column.align === 'left' ? { ...column, title: 'Giấy tờ, nội dung cần bổ sung, hoàn thiện' } : column,
);

/** Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (Mẫu 02). */
export function layOutSupplementRequest(type: PaperType, content: SupplementRequest, marks: PrintMarks): LaidOutPaper {
  const frame = frameOf(content, marks, {
    page: A5_PORTRAIT,
    densities: LETTER_DENSITIES,
    runningText: runningTextOf(content),
  });
  const pages = layOutForm(type, frame, (flow, setting) => {
    flow.place(
      formHead(setting, {
        ...content,
        title: 'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ',
        code: codeOf(content),
        numberText: numberTextOf(content),
        copyNumber: marks.copyNumber,
      }),
    );
    flow.placeAll([
      ...field(setting, 'Hồ sơ của Ông/Bà/Tổ chức', content.applicantName, 'bold'),
      ...field(setting, 'Nội dung yêu cầu giải quyết', content.procedureName, 'bold'),
      ...field(setting, 'Địa chỉ', content.address),
      ...pair(setting, entry('Số điện thoại', content.phone ?? NOT_GIVEN), entry('Email', content.email ?? NOT_GIVEN)),
    ]);
    const words = run('Yêu cầu bổ sung, hoàn thiện hồ sơ gồm những nội dung sau:');
    const lead = [textBlock(type, words, setting.page.body, setting.body)];
    placeFormTable(flow, setting, { columns: COLUMNS, rows: itemRows(content), lead });
    flow.placeAll([
      ...field(setting, 'Lý do', content.reason),
      space(2),
      ...paragraph(
        setting,
        `Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, đề nghị Ông/Bà/Tổ chức liên hệ với ${content.contactName}, số điện thoại ${unbroken(content.contactPhone)}, hoặc tra cứu tại ${content.portalAddress} để được hướng dẫn.`,
      ),
    ]);
    flow.place(signatures(setting, [{ roles: ['NGƯỜI HƯỚNG DẪN'], name: content.officerName }]));
  });
  return { pages, size: frame.page.size, title: 'Phiếu yêu cầu bổ sung hồ sơ', issuedAt: content.issuedAt };
}

function itemRows({ items }: SupplementRequest): FormTable['rows'] {
  return items.map((item, index) => [
    String(index + 1),
    item.detail === null ? item.name : [...run(`${item.name}: `), ...run(item.detail, 'italic')],
    countText(item.original),
    countText(item.certifiedCopy),
    countText(item.copy),
  ]);
}
