import type { IntakeReceipt } from '#shared/domain/papers/intake-receipt.ts';
import { formatFormCount, formatFormDateTime, formatWeekday } from '#shared/documents/form-text.ts';
import { entry, field, NOT_GIVEN, pair } from '#shared/documents/forms/fields.ts';
import { amountLine, totalLine } from '#shared/documents/forms/fee-lines.ts';
import { A5_PORTRAIT } from '#shared/documents/forms/form-page.ts';
import type { Setting } from '#shared/documents/forms/form-style.ts';
import { formHead } from '#shared/documents/forms/head.ts';
import { label, run } from '#shared/documents/forms/label.ts';
import { layOutForm } from '#shared/documents/forms/lay-out-form.ts';
import { frameOf, type LaidOutPaper, type PrintMarks } from '#shared/documents/forms/paper-marks.ts';
import { notes, unbroken } from '#shared/documents/forms/paragraph.ts';
import { signatures } from '#shared/documents/forms/signatures.ts';
import { space, type Block } from '#shared/documents/layout/block.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';
import { placeReceivedPapers } from './received-papers.ts';

const PART_TEXTS: Readonly<Record<PrintMarks['part'], string>> = {
  applicant: 'Liên giao người nộp hồ sơ',
  office: 'Liên lưu tại bộ phận tiếp nhận',
};

/** Names the third of the notes, which says what to do. */
const PROVISIONAL_TEXT = 'MÃ TẠM: chưa có mã chính thức, xem Lưu ý 3';

/** Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu 01). */
export function layOutIntakeReceipt(type: PaperType, content: IntakeReceipt, marks: PrintMarks): LaidOutPaper {
  const codeLabel = isProvisional(content) ? 'Mã tạm' : 'Mã hồ sơ';
  const frame = frameOf(content, marks, { page: A5_PORTRAIT, runningText: `${codeLabel}: ${content.dossierCode}` });
  const pages = layOutForm(type, frame, (flow, setting) => {
    flow.place(head(setting, content, marks));
    flow.placeAll(partyFields(setting, content));
    placeReceivedPapers(flow, setting, content);
    flow.placeAll(returnFields(setting, content));
    flow.placeAll(feeFields(setting, content));
    flow.placeTogether([
      signatures(setting, [
        { roles: [label('NGƯỜI NỘP HỒ SƠ', 'Submitted by')], name: '' },
        { roles: [label('NGƯỜI TIẾP NHẬN', 'Received by')], name: content.officerName },
      ]),
      space(3),
      ...notes(setting, noteTexts(content)),
    ]);
  });
  const title = `Giấy tiếp nhận hồ sơ ${content.dossierCode}`;
  return { pages, size: frame.page.size, title, issuedAt: content.acceptedAt };
}

function isProvisional({ provisionalCode, dossierCode }: IntakeReceipt): boolean {
  return provisionalCode === dossierCode;
}

function head(setting: Setting, content: IntakeReceipt, marks: PrintMarks): Block {
  return formHead(setting, {
    ...content,
    issuedAt: content.acceptedAt,
    title: label('GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ', 'Receipt of dossier and appointment for the result'),
    code: content,
    registration: [
      [...run('Vào Sổ theo dõi hồ sơ, Quyển số: '), ...run(content.bookNumber, 'bold')],
      [
        ...run('Số thứ tự: '),
        ...run(isProvisional(content) ? 'chưa cấp' : formatFormCount(content.orderNumber), 'bold'),
      ],
      run(`(${PART_TEXTS[marks.part]})`, 'italic'),
    ],
    warnings: isProvisional(content) ? [PROVISIONAL_TEXT] : [],
    copyNumber: marks.copyNumber,
  });
}

/** Who hands in what: everything above the table of papers. */
function partyFields(setting: Setting, content: IntakeReceipt): readonly Block[] {
  const identityLabel = label(content.identityLabel.replace(/\s*:\s*$/, ''), 'Identity number');
  return [
    ...field(setting, label('Bộ phận tiếp nhận', 'Receiving office'), content.officeName),
    ...pair(
      setting,
      entry(label('Tiếp nhận hồ sơ của', 'Dossier of'), content.applicantName, 'bold'),
      entry(label('Người nộp hồ sơ', 'Submitted by'), content.submitterName ?? 'chủ hồ sơ'),
    ),
    ...field(setting, label('Địa chỉ', 'Address'), content.address),
    ...pair(
      setting,
      entry(label('Số điện thoại', 'Telephone'), content.phone ?? NOT_GIVEN),
      entry(label('Email', 'E-mail'), content.email ?? NOT_GIVEN),
    ),
    ...pair(
      setting,
      entry(identityLabel, content.identityNumber),
      entry(label('Hình thức nộp', 'Submitted through'), content.channelName),
    ),
    ...field(setting, label('Nội dung yêu cầu giải quyết', 'Requested procedure'), content.procedureName, 'bold'),
    ...(content.summary === null ? [] : field(setting, label('Trích yếu', 'Summary'), content.summary)),
  ];
}

/** When and how the result is returned: everything below the table. */
function returnFields(setting: Setting, content: IntakeReceipt): readonly Block[] {
  const dueText = `${formatFormDateTime(content.resultDueAt)} (${formatWeekday(content.resultDueAt)})`;
  return [
    ...pair(
      setting,
      entry(label('Số lượng hồ sơ', 'Number of sets'), `${formatFormCount(content.setCount)} bộ`),
      entry(label('Thời gian giải quyết theo quy định', 'Statutory time'), content.timeLimitText),
    ),
    ...field(setting, label('Thời gian nhận hồ sơ', 'Received at'), formatFormDateTime(content.acceptedAt)),
    ...field(setting, label('Thời gian trả kết quả', 'Result due at'), dueText, 'bold'),
    ...field(setting, label('Đăng ký nhận kết quả', 'Result collected'), content.resultReturnText),
  ];
}

/** One line per fee or charge, then the total in figures and in words and whether it has been paid. */
function feeFields(setting: Setting, content: IntakeReceipt): readonly Block[] {
  if (content.feeItems.length === 0 && content.feeTotalVnd === 0) {
    return field(setting, label('Phí, lệ phí', 'Fees and charges'), content.feeStateText, 'bold');
  }
  const total = {
    amountVnd: content.feeTotalVnd,
    inWords: content.feeTotalInWords,
    stateText: content.feeStateText,
  };
  return [
    ...content.feeItems.map(({ name, amountVnd }) => amountLine(setting, `– ${name}`, amountVnd)),
    ...totalLine(setting, label('Tổng phí, lệ phí', 'Total fees and charges'), total),
  ];
}

/** What the citizen needs to know for collecting the result. */
function noteTexts(content: IntakeReceipt) {
  return [
    label(
      'Khi đến nhận kết quả, mang theo giấy này, căn cước và nộp phí, lệ phí còn lại (nếu có).',
      'To collect the result, bring this receipt and your identity card, and pay what is still due.',
    ),
    label(
      'Người nhận thay phải có văn bản ủy quyền theo quy định và giấy tờ tùy thân của mình.',
      'Whoever collects it for you needs a written authorisation and an identity paper of their own.',
    ),
    isProvisional(content) ? provisionalNote(content) : lookUpNote(content),
  ];
}

function lookUpNote({ portalAddress, officePhone, hotline }: IntakeReceipt) {
  return label(
    `Tra cứu bằng mã hồ sơ hoặc mã QR tại ${portalAddress}. Điện thoại: ${unbroken(officePhone)}. Đường dây nóng: ${unbroken(hotline)}.`,
    `Follow your dossier with its code or the QR symbol at ${portalAddress}.`,
  );
}

/** A code that no look-up knows yet: what stays as printed, and how the citizen comes by the official one. */
function provisionalNote({ officePhone, hotline }: IntakeReceipt) {
  return label(
    `Mã trên giấy này là mã tạm, chưa tra cứu trên mạng được. Ngày hẹn trả không thay đổi; mã tạm vẫn dùng được khi nhận kết quả. Để biết mã chính thức hoặc xin in lại giấy, gọi ${unbroken(officePhone)} (đường dây nóng ${unbroken(hotline)}) hoặc đến nơi tiếp nhận, nêu mã tạm.`,
    'The code is provisional and cannot be looked up yet. The due date stands; the code is good for collecting the result.',
  );
}
