import * as v from 'valibot';
import { instantSchema } from '#shared/kernel/instant.ts';
import { paperHead, positive, text } from './paper-parts.ts';

/** One dossier in the book; entries are numbered from 01 to the end of the year without a gap. */
export const dossierRegisterRowSchema = v.object({
  orderNumber: positive,
  dossierCode: text,
  /** The code printed before the official one was there; `null` when there was none, or it is still the only one. */
  provisionalCode: v.nullable(text),
  procedureName: text,
  summary: v.nullable(text),
  /** `null`, as the first two dates below, only in an entry whose record cannot be read. */
  setCount: v.nullable(positive),
  applicantName: text,
  address: text,
  phone: v.nullable(text),
  handlingUnit: text,
  acceptedAt: v.nullable(instantSchema),
  resultDueAt: v.nullable(instantSchema),
  returnedAt: v.nullable(instantSchema),
  /** Phương thức nhận kết quả. */
  resultReturnText: text,
  receiverName: v.nullable(text),
  note: v.nullable(text),
});
export type DossierRegisterRow = v.InferOutput<typeof dossierRegisterRowSchema>;

/** What stands around the rows of the book. The rows are handed over in slices, since a year may have ten thousands. */
const dossierRegisterEntries = {
  kind: v.literal('dossierRegister'),
  ...paperHead,
  /** The calendar year the book was opened for. */
  year: positive,
  /** Quyển số. */
  bookNumber: text,
  /** Which entries are in this print, when not all of the year: a period, a sector, a state. */
  filterText: v.nullable(text),
  keeperName: text,
};

/** Sổ theo dõi hồ sơ (Mẫu 07): A4, opened per calendar year, closed with the head's signature (TT 01/2018/TT-VPCP Đ10). */
export const dossierRegisterSchema = v.object({ ...dossierRegisterEntries, rows: v.array(dossierRegisterRowSchema) });
export type DossierRegister = v.InferOutput<typeof dossierRegisterSchema>;

/** {@link DossierRegister} without its rows. */
export type DossierRegisterBook = Omit<DossierRegister, 'rows'>;
