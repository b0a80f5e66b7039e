import type { Instant } from '#shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

/** A receipt as its payer sees it. */
export interface ReceiptView {
  readonly formSymbol: string;
  readonly bookSerial: string;
  readonly number: number;
  readonly state: 'issued' | 'replaced' | 'voided';
  readonly amountVnd: number;
  readonly feeItems: unknown;
  readonly payerName: string | null;
  readonly dossierCode: string;
  readonly collectingBody: unknown;
  readonly issuedAt: Instant;
  readonly replacedByNumber: number | null;
  readonly replacedBySerial: string | null;
}

/** The receipt at this address. The payer's name comes with the dossier when that came after the money. */
export async function findReceiptByToken(db: Queryable, token: string): Promise<ReceiptView | undefined> {
  const [row] = await db.query<ReceiptView>(
    `SELECT r.form_symbol AS "formSymbol", r.book_serial AS "bookSerial", r.number, r.state,
       r.amount_vnd AS "amountVnd", r.fee_items AS "feeItems",
       coalesce(r.payer_name, d.document -> 'applicant' ->> 'fullName',
         d.document -> 'applicant' ->> 'organisationName') AS "payerName",
       coalesce(d.dossier_code, p.document ->> 'dossierCode') AS "dossierCode",
       r.collecting_body AS "collectingBody", r.issued_at AS "issuedAt",
       newer.number AS "replacedByNumber", newer.book_serial AS "replacedBySerial"
     FROM fee_receipts r JOIN fee_payments p USING (fee_payment_id) LEFT JOIN dossiers d USING (dossier_id)
     LEFT JOIN fee_receipts newer ON newer.fee_payment_id = r.replaced_by_payment_id
     WHERE r.lookup_token = $1`,
    [token],
  );
  return row;
}
