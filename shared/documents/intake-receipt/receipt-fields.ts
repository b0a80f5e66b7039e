import type { IntakeReceipt } from '#shared/domain/issued-document.ts';
import { formatFormCount, formatFormDateTime, formatWeekday } from '#shared/documents/form-text.ts';
import { beside, textBlocks, type Block } from '#shared/documents/layout/block.ts';
import type { PaperFace, Run } from '#shared/documents/layout/paper-type.ts';
import { BODY, type Setting } from './receipt-style.ts';

/** What the form shows where the citizen gave nothing: a blank could be filled in afterwards. */
const NOT_GIVEN = 'không có';

/** Who handed in what: everything above the table of components. */
export function partyFields(setting: Setting, content: IntakeReceipt): readonly Block[] {
  return [
    ...field(setting, 'Bộ phận tiếp nhận', content.officeName),
    ...pair(
      setting,
      labelled('Tiếp nhận hồ sơ của', content.applicantName, 'bold'),
      labelled('Người nộp hồ sơ', content.submitterName ?? 'chủ hồ sơ'),
    ),
    ...field(setting, 'Địa chỉ', content.address),
    ...pair(
      setting,
      labelled('Số điện thoại', content.phone ?? NOT_GIVEN),
      labelled('Email', content.email ?? NOT_GIVEN),
    ),
    ...pair(
      setting,
      labelled(content.identityLabel.replace(/\s*:\s*$/, ''), content.identityNumber),
      labelled('Hình thức nộp', content.channelName),
    ),
    ...field(setting, 'Nội dung yêu cầu giải quyết', content.procedureName, 'bold'),
    ...(content.summary === null ? [] : field(setting, 'Trích yếu', content.summary)),
  ];
}

/** When and how the result is returned: everything below the table. */
export function returnFields(setting: Setting, content: IntakeReceipt): readonly Block[] {
  const dueText = `${formatFormDateTime(content.resultDueAt)} (${formatWeekday(content.resultDueAt)})`;
  return [
    ...pair(
      setting,
      labelled('Số lượng hồ sơ', `${formatFormCount(content.setCount)} bộ`),
      labelled('Thời gian giải quyết theo quy định', content.timeLimitText),
    ),
    ...field(setting, 'Thời gian nhận hồ sơ', formatFormDateTime(content.acceptedAt)),
    ...field(setting, 'Thời gian trả kết quả', dueText, 'bold'),
    ...field(setting, 'Đăng ký nhận kết quả', content.resultReturnText),
  ];
}

export function field(setting: Setting, label: string, value: string, face: PaperFace = 'regular'): readonly Block[] {
  return textBlocks(setting.type, labelled(label, value, face), BODY, setting.body);
}

export function labelled(label: string, value: string, face: PaperFace = 'regular'): readonly Run[] {
  return [
    { text: `${label}: `, face: 'regular' },
    { text: value, face },
  ];
}

const PAIR_GAP = 10;

/** Two fields on one line where both fit, the second from the middle or flush right; otherwise one under the other. */
export function pair(setting: Setting, left: readonly Run[], right: readonly Run[]): readonly Block[] {
  const leftWidth = widthOf(setting, left);
  const rightWidth = widthOf(setting, right);
  if (leftWidth + PAIR_GAP + rightWidth > BODY.width) {
    return [
      ...textBlocks(setting.type, left, BODY, setting.body),
      ...textBlocks(setting.type, right, BODY, setting.body),
    ];
  }
  const middle = BODY.width / 2;
  const fitsInHalves = leftWidth + PAIR_GAP <= middle && rightWidth <= middle;
  const start = fitsInHalves ? middle : BODY.width - rightWidth;
  const rightColumn = { x: BODY.x + start, width: BODY.width - start };
  return [
    beside([
      ...textBlocks(setting.type, left, BODY, setting.body),
      ...textBlocks(setting.type, right, rightColumn, setting.body),
    ]),
  ];
}

function widthOf(setting: Setting, runs: readonly Run[]): number {
  const { type } = setting;
  return runs.reduce(
    (sum, { text, face }) => sum + type.widthOf(type.printable(text, face), face, setting.body.size),
    0,
  );
}
