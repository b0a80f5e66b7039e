import { formatFormAmount, formatFormCount, formatFormDate, formatFormDateTime } from '#shared/documents/form-text.ts';
import type { IntakeReceipt } from '#shared/domain/issued-document.ts';

/** A label with its value. */
export interface ReceiptLine {
  readonly label: string;
  readonly value: string;
  readonly isBold?: boolean;
}

/** What an ordinary receipt says, for the programs that ours is measured against: the same words, in the same order. */
export interface ReceiptTexts {
  readonly dateLine: string;
  readonly registration: readonly string[];
  readonly above: readonly ReceiptLine[];
  readonly tableHead: readonly string[];
  readonly tableRows: readonly (readonly string[])[];
  readonly below: readonly ReceiptLine[];
  readonly notes: readonly string[];
}

export function receiptTexts(content: IntakeReceipt): ReceiptTexts {
  return {
    dateLine: `${content.placeName}, ${formatFormDate(content.acceptedAt)}`,
    registration: [
      `Vào Sổ theo dõi hồ sơ, Quyển số: ${content.bookNumber}`,
      `Số thứ tự: ${formatFormCount(content.orderNumber)}`,
      '(Liên giao người nộp hồ sơ)',
    ],
    above: [
      { label: 'Bộ phận tiếp nhận', value: content.officeName },
      { label: 'Tiếp nhận hồ sơ của', value: content.applicantName, isBold: true },
      { label: 'Người nộp hồ sơ', value: content.submitterName ?? 'chủ hồ sơ' },
      { label: 'Địa chỉ', value: content.address },
      { label: 'Số điện thoại', value: content.phone ?? 'không có' },
      { label: 'Email', value: content.email ?? 'không có' },
      { label: content.identityLabel, value: content.identityNumber },
      { label: 'Hình thức nộp', value: content.channelName },
      { label: 'Nội dung yêu cầu giải quyết', value: content.procedureName, isBold: true },
      { label: 'Trích yếu', value: content.summary ?? '' },
    ],
    tableHead: ['STT', 'Tên giấy tờ', 'Bản chính', 'Bản sao chứng thực', 'Bản sao'],
    tableRows: content.components.map(({ name, original, certifiedCopy, copy }, index) => [
      String(index + 1),
      name,
      ...[original, certifiedCopy, copy].map((count) => (count === 0 ? '–' : String(count))),
    ]),
    below: [
      { label: 'Số lượng hồ sơ', value: `${formatFormCount(content.setCount)} bộ` },
      { label: 'Thời gian giải quyết theo quy định', value: content.timeLimitText },
      { label: 'Thời gian nhận hồ sơ', value: formatFormDateTime(content.acceptedAt) },
      { label: 'Thời gian trả kết quả', value: formatFormDateTime(content.resultDueAt), isBold: true },
      { label: 'Đăng ký nhận kết quả', value: content.resultReturnText },
      ...content.feeItems.map(({ name, amountVnd }) => ({ label: name, value: formatFormAmount(amountVnd) })),
      { label: 'Tổng phí, lệ phí', value: `${formatFormAmount(content.feeTotalVnd)} (${content.feeTotalInWords})` },
    ],
    notes: [
      'Lưu ý: 1. Khi đến nhận kết quả, mang theo giấy này, căn cước và nộp phí, lệ phí còn lại (nếu có).',
      '2. Người nhận thay phải có văn bản ủy quyền theo quy định và giấy tờ tùy thân của mình.',
      `3. Tra cứu bằng mã hồ sơ hoặc mã QR tại ${content.portalAddress}. Điện thoại: ${content.officePhone}.`,
      content.formVersion,
    ],
  };
}
