import * as v from 'valibot';
import { instantSchema, localDateSchema } from '#shared/kernel/instant.ts';
import { amountVndSchema } from '#shared/domain/procedure.ts';

/** Pieces that the contents of papers are made of. */
export const text = v.pipe(v.string(), v.nonEmpty());
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
/** An amount with a sign: a difference, money taken out of the drawer. */
export const signedVnd = v.pipe(v.number(), v.safeInteger());

/** Whose paper it is and of which form. Names of bodies are data: a paper knows none by itself. */
export const issuer = {
  /** DỮ LIỆU MẪU is printed on every page. */
  isSample: v.boolean(),
  /** Cơ quan chủ quản, e.g. the people's committee above the office. */
  superiorBody: text,
  officeName: text,
  /** Địa danh of the date line. */
  placeName: text,
};

/** {@link issuer} of a paper whose date line is the moment it was issued. */
export const paperHead = {
  ...issuer,
  /** Version mark of the form printed in the foot (legal-forms.ts); `null` for papers without a prescribed form. */
  formVersion: v.nullable(text),
  issuedAt: instantSchema,
};

/** Số, ký hiệu of the paper in the office's correspondence; `null` when it is given by hand. */
export const documentNumber = v.nullable(text);

/** The dossier a paper is about; both `null` when it was never accepted and so has no code. */
export const dossierReference = {
  dossierCode: v.nullable(text),
  qrPayload: v.nullable(text),
};

/** The person a paper is addressed to, as given at intake. */
export const addressee = {
  applicantName: text,
  address: text,
  phone: v.nullable(text),
  email: v.nullable(text),
};

/** Who signs for the office. `onBehalfText`: `KT. CHỦ TỊCH`, `TM. …`; `null` when the head signs. */
export const signer = v.object({ onBehalfText: v.nullable(text), title: text, name: text });

/** A paper asked for or handed back, with its counts (bản chính, bản sao chứng thực, bản sao). */
export const countedPaper = v.object({ name: text, original: count, certifiedCopy: count, copy: count });

/** One line of phí (`fee`) or lệ phí (`charge`): the two legal kinds are never added up in one line. */
export const feeLine = v.object({
  kind: v.picklist(['fee', 'charge']),
  name: text,
  /** e.g. `10 trang × 2 bản`. */
  quantityText: v.nullable(text),
  amountVnd: amountVndSchema,
});
export type FeeLine = v.InferOutput<typeof feeLine>;

/** A fee receipt that another one names (replaced, replacing, refunded): TT 91/2026/TT-BTC Đ20. */
export const receiptReference = v.object({
  formSymbol: text,
  series: text,
  receiptNumber: text,
  issuedOn: localDateSchema,
});
