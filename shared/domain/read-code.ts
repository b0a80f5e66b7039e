import type { AppError } from '#shared/kernel/app-error.ts';
import { parseReceiptQr } from './dossier-code.ts';
import { parseIdCardQr, type CodeSource, type IdCard, type IdCardError } from './id-card.ts';
import { isProvisionalCode } from './provisional-code.ts';
import { parseS10Code } from './s10-code.ts';

export type CodeRefusal =
  | Exclude<IdCardError, { readonly code: 'notAnIdCard' | 'isDossierCode' }>
  | AppError<'unknownCode' | 'damagedItemCode'>;

/** What a code that was read stands for. A card is personal data: never logged. */
export type ReadCode =
  | { readonly kind: 'idCard'; readonly card: IdCard }
  /** The code of a receipt: official or provisional. */
  | { readonly kind: 'dossier'; readonly dossierCode: string }
  | { readonly kind: 'postalItem'; readonly itemCode: string }
  | { readonly kind: 'refused'; readonly error: CodeRefusal };

/** Names any code that a reader or a camera may bring, in the order in which one cannot be taken for another. */
export function readCode(text: string, source: CodeSource = 'typed'): ReadCode {
  const card = parseIdCardQr(text, source);
  if (card.ok) return { kind: 'idCard', card: card.value };
  const dossierCode = findDossierCode(text);
  if (dossierCode !== undefined) return { kind: 'dossier', dossierCode };
  const item = parseS10Code(text);
  if (item.ok) return { kind: 'postalItem', itemCode: item.value.itemCode };
  if (item.error.code === 'wrongS10CheckDigit') return { kind: 'refused', error: { code: 'damagedItemCode' } };
  const { error } = card;
  if (error.code === 'notAnIdCard' || error.code === 'isDossierCode') {
    return { kind: 'refused', error: { code: 'unknownCode' } };
  }
  return { kind: 'refused', error };
}

/** A bare code, or one behind a look-up address (RC-02). */
function findDossierCode(text: string): string | undefined {
  const official = parseReceiptQr(text);
  if (official.ok) return official.value.dossierCode;
  const last =
    text
      .trim()
      .split(/[/?#=&]/)
      .at(-1) ?? '';
  return isProvisionalCode(last.toUpperCase()) ? last.toUpperCase() : undefined;
}
