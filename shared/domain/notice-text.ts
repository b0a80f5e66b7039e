import { isoWeekday, toLocalDate, toLocalTime, type Instant, type LocalDate } from '#shared/kernel/instant.ts';
import { isInForce } from './calendar-date.ts';
import type { Notice, NoticeContent } from './notice.ts';
import { isPlain, toPlainLetters } from './plain-letters.ts';
import { isProvisionalCode } from './provisional-code.ts';

/** `subject` is empty where the channel has none. */
export interface NoticeText {
  readonly subject: string;
  readonly text: string;
}

/** One text message; a longer one would be sent, and paid, as several. */
export const LONGEST_SMS = 160;

const WEEKDAYS = ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật'] as const;

interface Wording {
  readonly textVersion: number;
  readonly effectiveFrom: LocalDate;
  readonly effectiveUntil: LocalDate | null;
  readonly build: (notice: Notice, dossierCode: string) => NoticeText;
}

/** Wordings as dated data: a notice keeps the one of its day, also when it is sent again much later. */
const WORDINGS: readonly Wording[] = [
  {
    textVersion: 1,
    effectiveFrom: '0000-01-01' as LocalDate,
    effectiveUntil: null,
    build: (notice, dossierCode) => {
      if (notice.channel === 'sms') return { subject: '', text: toSms(notice.content, dossierCode) };
      return notice.channel === 'zalo'
        ? { subject: '', text: toLetter(notice.content, dossierCode) }
        : { subject: toSubject(notice.content, dossierCode), text: toLetter(notice.content, dossierCode) };
    },
  },
];

/** The wording of a notice that is written on this day. */
export function noticeTextVersionOn(on: LocalDate): number {
  const wording = WORDINGS.find((candidate) => isInForce(candidate, on));
  if (wording === undefined) throw new RangeError('notices: no wording in force');
  return wording.textVersion;
}

export function isKnownNoticeText(textVersion: number): boolean {
  return WORDINGS.some((wording) => wording.textVersion === textVersion);
}

/**
 * The words of a notice, the same ones each time.
 * @param dossierCode the code as it stands now: the official one once there is one
 * @throws RangeError when the wording is not known here; see `isKnownNoticeText`
 */
export function buildNoticeText(notice: Notice, dossierCode: string): NoticeText {
  const wording = WORDINGS.find(({ textVersion }) => textVersion === notice.textVersion);
  if (wording === undefined) throw new RangeError('notices: unknown wording');
  return wording.build(notice, dossierCode);
}

function toSubject(content: NoticeContent, dossierCode: string): string {
  const sample = content.isSample ? '[DỮ LIỆU MẪU] ' : '';
  if (content.kind === 'feeReceipt') return `${sample}Biên lai thu phí, lệ phí của hồ sơ ${dossierCode}`;
  return `${sample}Đã tiếp nhận hồ sơ ${dossierCode}, hẹn trả kết quả ngày ${formatDate(content.resultDueAt)}`;
}

function toLetter(content: NoticeContent, dossierCode: string): string {
  const facts = content.kind === 'feeReceipt' ? feeFacts(content) : intakeFacts(content);
  const opening =
    content.kind === 'feeReceipt'
      ? `${content.officeName} đã thu phí, lệ phí của hồ sơ do Ông/Bà nộp.`
      : `${content.officeName} đã tiếp nhận hồ sơ của Ông/Bà.`;
  return [
    ...(content.isSample ? ['DỮ LIỆU MẪU', ''] : []),
    'Kính gửi Ông/Bà,',
    '',
    opening,
    '',
    `${isProvisionalCode(dossierCode) ? 'Mã tạm' : 'Mã hồ sơ'}: ${dossierCode}`,
    ...facts,
    `Tra cứu: ${lookupOf(content, dossierCode)}`,
    `Điện thoại liên hệ: ${content.officePhone}`,
    '',
    'Tin này được gửi tự động theo đề nghị khi nộp hồ sơ. Xin không trả lời tin này.',
    'Nếu không phải hồ sơ của Ông/Bà, xin bỏ qua hoặc báo cho số điện thoại trên.',
    '',
  ].join('\n');
}

function intakeFacts(content: NoticeContent & { readonly kind: 'intakeReceipt' }): readonly string[] {
  return [
    `Thủ tục: ${content.procedureName}`,
    `Cơ quan giải quyết: ${content.competentAuthority}`,
    `Người tiếp nhận: ${content.officerName}`,
    `Tiếp nhận lúc: ${formatMoment(content.acceptedAt)}`,
    `Hẹn trả kết quả: ${formatMoment(content.resultDueAt)}`,
  ];
}

function feeFacts(content: NoticeContent & { readonly kind: 'feeReceipt' }): readonly string[] {
  return [
    `Biên lai: số ${content.feeReceiptNumber}, ký hiệu ${content.bookSerial}`,
    `Số tiền: ${formatAmount(content.amountVnd)} đồng`,
    `Thu lúc: ${formatMoment(content.collectedAt)}`,
  ];
}

/**
 * The code and the date always; where to look up only whole, since half an address leads nowhere; the office as far as
 * there is room.
 */
function toSms(content: NoticeContent, dossierCode: string): string {
  const sample = content.isSample ? '(DU LIEU MAU) ' : '';
  const code = `${isProvisionalCode(dossierCode) ? 'Ma tam' : 'Ma ho so'} ${toPlainLetters(dossierCode)}`;
  const fact =
    content.kind === 'feeReceipt'
      ? `Da thu ${formatAmount(content.amountVnd)} dong`
      : `Hen tra ${toLocalTime(content.resultDueAt)} ${formatDate(content.resultDueAt)}`;
  const lookup = lookupOf(content, dossierCode);
  const parts = [`Tra cuu ${lookup}`, toPlainLetters(content.officeName)].filter(
    (part) => isPlain(part) && part !== '',
  );
  return parts.reduce(
    (text, part) => (`${text}. ${part}`.length <= LONGEST_SMS ? `${text}. ${part}` : text),
    `${sample}${code}. ${fact}`.slice(0, LONGEST_SMS),
  );
}

/** The look-up does not know a provisional code: then it is the portal's own address. */
function lookupOf({ lookupUrlPrefix, portalAddress }: NoticeContent, dossierCode: string): string {
  return lookupUrlPrefix === null || isProvisionalCode(dossierCode)
    ? portalAddress
    : `${lookupUrlPrefix}${dossierCode}`;
}

/** `16 giờ 30, Thứ Ba ngày 24/11/2026` */
function formatMoment(at: Instant): string {
  const [hours = '', minutes = ''] = toLocalTime(at).split(':');
  const weekday = WEEKDAYS[isoWeekday(toLocalDate(at)) - 1] ?? '';
  return `${hours} giờ ${minutes}, ${weekday} ngày ${formatDate(at)}`;
}

function formatDate(at: Instant): string {
  return toLocalDate(at).split('-').reverse().join('/');
}

/** `24.000` */
export function formatAmount(amountVnd: number): string {
  return String(amountVnd).replaceAll(/\B(?=(\d{3})+$)/g, '.');
}
