import * as v from 'valibot';
import { idSchema, type NumberBlockId, type OfficerId, type ShiftId, type StationId } from '#shared/kernel/ids.ts';
import { instantSchema, localDateSchema } from '#shared/kernel/instant.ts';
import { feeReceiptSettingsSchema } from './money/fee-receipt-book.ts';
import { beneficiaryAccountSchema } from './money/beneficiary-account.ts';
import { procedureSchema, sectorSchema } from './procedure.ts';
import { workCalendarDataSchema } from './work-calendar-data.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Bộ phận Một cửa or Trung tâm Phục vụ hành chính công, as printed on papers. All names are data. */
export const oneStopShopSchema = v.object({
  /** Agency id that opens every dossier code, e.g. `H99.01` (domain.md section 2). */
  agencyCode: v.pipe(v.string(), v.regex(/^[A-Z0-9]{2,3}(\.[A-Z0-9]{1,4})*$/)),
  kind: v.picklist(['oneStopShop', 'publicServiceCentre']),
  level: v.picklist(['province', 'commune']),
  name: text,
  superiorBody: text,
  provinceName: text,
  /** Place name (địa danh) for the date line. */
  placeName: text,
  address: text,
  phone: text,
  hotline: text,
  portalAddress: text,
  /** Put before the dossier code in the receipt's QR when set (RC-02); null = the bare code. */
  lookupUrlPrefix: v.nullable(text),
  /** Sample data: every screen and paper says DỮ LIỆU MẪU. */
  isSample: v.boolean(),
});
export type OneStopShop = v.InferOutput<typeof oneStopShopSchema>;

export const roleSchema = v.picklist(['intakeOfficer', 'postalStaff', 'supervisor']);
export type Role = v.InferOutput<typeof roleSchema>;

/** Cán bộ: an account that may sign in at a station. The PIN is checked offline against `pinVerifier`. */
export const officerSchema = v.object({
  officerId: idSchema<OfficerId>(),
  userName: text,
  fullName: text,
  title: text,
  role: roleSchema,
  counterName: text,
  /** PBKDF2-HMAC-SHA-256 of the PIN; `salt` and `hash` in lower-case hex, hash 32 bytes. */
  pinVerifier: v.object({ iterations: positive, salt: text, hash: text }),
});
export type Officer = v.InferOutput<typeof officerSchema>;

/** Máy trạm after enrolment. */
export const stationSchema = v.object({
  stationId: idSchema<StationId>(),
  stationName: text,
  agencyCode: text,
});
export type Station = v.InferOutput<typeof stationSchema>;

/** Khối số cấp trước: the numbers `from`…`to` of one agency and day, leased to one station for good. */
export const numberBlockSchema = v.object({
  numberBlockId: idSchema<NumberBlockId>(),
  agencyCode: text,
  workingOn: localDateSchema,
  from: positive,
  to: positive,
});
export type NumberBlock = v.InferOutput<typeof numberBlockSchema>;

/** Dải số dự phòng: numbers of every day that only one station may use, without asking. */
export const numberBandSchema = v.object({ from: positive, to: positive });
export type NumberBand = v.InferOutput<typeof numberBandSchema>;

/** Ca trực of one officer at one station. Money travels on the line of the shift. */
export const shiftSchema = v.object({
  shiftId: idSchema<ShiftId>(),
  officerId: idSchema<OfficerId>(),
  stationId: idSchema<StationId>(),
  openedAt: instantSchema,
});
export type Shift = v.InferOutput<typeof shiftSchema>;

/** Everything a station needs to work alone, as one versioned snapshot (SY-11, SY-12). */
export const catalogueSchema = v.object({
  catalogueVersion: positive,
  office: oneStopShopSchema,
  officers: v.array(officerSchema),
  sectors: v.array(sectorSchema),
  /** Every version that is or will be in force, and those older ones that open dossiers were taken under. */
  procedures: v.array(procedureSchema),
  workCalendar: workCalendarDataSchema,
  /** Absent: numbered slips at the counter, and no official receipts are made. */
  feeReceipts: v.optional(feeReceiptSettingsSchema),
  /** Where transfers go (FE-03); without one for a procedure, no VietQR code is offered. */
  beneficiaryAccounts: v.optional(v.array(beneficiaryAccountSchema)),
});
export type Catalogue = v.InferOutput<typeof catalogueSchema>;
