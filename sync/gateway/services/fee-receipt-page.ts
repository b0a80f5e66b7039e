import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { amountInWords } from '#shared/domain/amount-in-words.ts';
import type { FeeItem } from '#shared/domain/dossier.ts';
import { feeReceiptSettingsSchema } from '#shared/domain/money/fee-receipt-book.ts';
import { toLocalDate, type Instant } from '#shared/kernel/instant.ts';
import { findReceiptByToken, type ReceiptView } from '#sync/gateway/store/receipt-lookup-store.ts';
import type { ServiceDeps } from './service-deps.ts';

const TOKEN = /^[A-Za-z0-9_-]{22}$/;
const STYLE = `body{font:1rem/1.5 serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
h1{font-size:1.3rem;text-align:center}table{width:100%;border-collapse:collapse}
th,td{border:1px solid #555;padding:.3rem;text-align:left}td.a{text-align:right;white-space:nowrap}
.s{border:2px solid #8a1c1c;color:#8a1c1c;padding:.5rem;font-weight:bold}`;

/** The page loads nothing and runs nothing: one style, known by its hash. */
export const RECEIPT_PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page of one receipt; `undefined` when there is none at this address. */
export async function makeReceiptPage(deps: ServiceDeps, token: string): Promise<string | undefined> {
  const found = TOKEN.test(token) ? await findReceiptByToken(deps.database, token) : undefined;
  return found === undefined ? undefined : page('Biên lai thu phí, lệ phí', receiptBody(found));
}

export function makeUnknownReceiptPage(): string {
  return page('Không có biên lai', '<h1>Không có biên lai nào ở địa chỉ này.</h1>');
}

function receiptBody(receipt: ReceiptView): string {
  const body = v.parse(feeReceiptSettingsSchema.entries.collectingBody, receipt.collectingBody);
  // Taken from a payment that was read by its schema.
  const items = (receipt.feeItems as readonly FeeItem[]).filter(({ amountVnd }) => amountVnd > 0);
  const rows = items.map(
    ({ name, amountVnd }) => `<tr><td>${esc(name)}</td><td class="a">${amount(amountVnd)}</td></tr>`,
  );
  const { formSymbol, bookSerial, number, payerName, dossierCode, amountVnd } = receipt;
  return `<p>${esc(body.name)}<br>Mã số thuế: ${esc(body.taxCode)}<br>${esc(body.address)}</p>
<h1>BIÊN LAI THU PHÍ, LỆ PHÍ</h1>${stateNote(receipt)}
<p>Ký hiệu mẫu: ${esc(formSymbol)} · Ký hiệu: ${esc(bookSerial)} · Số: ${padded(number)}<br>
Ngày lập: ${date(receipt.issuedAt)}</p>
<p>${payerName === null ? '' : `Người nộp: ${esc(payerName)}<br>`}Mã hồ sơ: ${esc(dossierCode)}</p>
<table><thead><tr><th>Khoản thu</th><th>Số tiền</th></tr></thead><tbody>${rows.join('')}
<tr><th>Cộng</th><td class="a">${amount(amountVnd)}</td></tr></tbody></table>
<p>Bằng chữ: ${esc(amountInWords(amountVnd))}.</p>
<p>Trang này là bản thể hiện để tra cứu, không thay cho biên lai điện tử có chữ ký số của tổ chức thu.</p>`;
}

function stateNote({ state, replacedByNumber, replacedBySerial }: ReceiptView): string {
  if (state === 'issued') return '';
  const by =
    replacedByNumber === null
      ? ''
      : ` bằng biên lai ký hiệu ${esc(replacedBySerial ?? '')} số ${padded(replacedByNumber)}`;
  return `<p class="s">${state === 'voided' ? 'Biên lai này đã bị hủy.' : `Biên lai này đã được thay thế${by}.`}</p>`;
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex, nofollow">
<style>${STYLE}</style></head><body>${body}</body></html>`;
}

function padded(number: number): string {
  return String(number).padStart(7, '0');
}

function amount(amountVnd: number): string {
  return `${amountVnd.toLocaleString('vi-VN')} đồng`;
}

function date(at: Instant): string {
  return toLocalDate(at).split('-').reverse().join('/');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function esc(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => ESCAPES[letter] ?? '');
}
