import * as v from 'valibot';
import { instantSchema, toLocalDate, type Instant } from '#shared/kernel/instant.ts';
import type { Dossier, DossierState, ResultReturn } from './dossier.ts';
import { findFormVersion } from './legal-forms.ts';
import type { OneStopShop } from './office.ts';
import type { DossierRegisterBook, DossierRegisterRow } from './papers/dossier-register.ts';
import type { Procedure } from './procedure.ts';
import type { ProvinceRecord } from './province-record.ts';

export interface DossierRegisterSource {
  readonly office: OneStopShop;
  /** The machine whose dossiers the book holds. */
  readonly stationName: string;
  /** Who prints the book. */
  readonly keeperName: string;
  readonly year: number;
  readonly issuedAt: Instant;
}

/**
 * What stands around the rows of the follow-up book (sổ theo dõi hồ sơ, TT 01/2018/TT-VPCP Đ10): one book for a calendar
 * year, on the form in force on the day of printing. A station knows the dossiers it took in itself, and the book says so.
 */
export function buildDossierRegister(source: DossierRegisterSource): DossierRegisterBook {
  const { office, stationName, keeperName, year, issuedAt } = source;
  return {
    kind: 'dossierRegister',
    isSample: office.isSample,
    superiorBody: office.superiorBody,
    officeName: office.name,
    placeName: office.placeName,
    formVersion: findFormVersion('dossierRegister', toLocalDate(issuedAt)) ?? null,
    issuedAt,
    year,
    bookNumber: `01/${String(year)}`,
    filterText: `Năm ${String(year)} (hồ sơ tiếp nhận tại ${stationName})`,
    keeperName,
  };
}

/** What stands where a column has to be filled and the machine does not know. */
const UNKNOWN = '—';

const RESULT_RETURNS = {
  atCounter: 'Tại quầy',
  post: 'Bưu chính',
  electronic: 'Bản điện tử',
} as const satisfies Readonly<Record<ResultReturn, string>>;

/** Ends that are not a result: said in the note, so that an entry without a result is not taken for an open one. */
const ENDS: Readonly<Partial<Record<DossierState, string>>> = {
  refused: 'Không được tiếp nhận',
  withdrawn: 'Công dân rút hồ sơ',
  discontinued: 'Dừng xử lý',
};

/**
 * One entry of the book.
 * @param orderNumber place in the book, from 1; the order number of the dossier begins anew every day
 * @param known the procedure it was taken under and what the province has said of it, where this station has them
 */
export function buildRegisterRow(
  dossier: Dossier,
  orderNumber: number,
  known: {
    readonly procedure?: Procedure | undefined;
    /** `damaged`: there is something, which cannot be read. */
    readonly record?: ProvinceRecord | 'damaged' | undefined;
  } = {},
): DossierRegisterRow {
  const { applicant } = dossier;
  const record = known.record === 'damaged' ? undefined : known.record;
  const damage = known.record === 'damaged' ? 'Thông tin của tỉnh không đọc được' : undefined;
  const { dossierCode, provisionalCode = null } = dossier;
  const waiting = dossierCode === provisionalCode ? 'Mã tạm, chờ mã chính thức' : undefined;
  const notes = [waiting, ENDS[dossier.state], damage].filter((note) => note !== undefined);
  return {
    orderNumber,
    dossierCode,
    provisionalCode: dossierCode === provisionalCode ? null : provisionalCode,
    procedureName: dossier.procedureName,
    summary: orNull(dossier.summary),
    setCount: dossier.setCount,
    applicantName: applicant.kind === 'citizen' ? applicant.fullName : applicant.organisationName,
    address: applicant.address,
    phone: orNull(applicant.phone),
    handlingUnit: known.procedure?.competentAuthority ?? UNKNOWN,
    acceptedAt: dossier.acceptedAt,
    resultDueAt: dossier.resultDueAt,
    returnedAt: findReturnedAt(dossier, record),
    resultReturnText: RESULT_RETURNS[dossier.resultReturn],
    // Signed by hand in the printed book: who took the result is not recorded.
    receiverName: null,
    note: notes.length === 0 ? null : notes.join('; '),
  };
}

/** What is left of an entry whose record cannot be read. */
const remainsSchema = v.object({
  dossierCode: v.fallback(v.pipe(v.string(), v.nonEmpty()), UNKNOWN),
  procedureName: v.fallback(v.pipe(v.string(), v.nonEmpty()), UNKNOWN),
  applicantName: v.fallback(v.pipe(v.string(), v.nonEmpty()), UNKNOWN),
  acceptedAt: v.fallback(v.nullable(instantSchema), null),
  resultDueAt: v.fallback(v.nullable(instantSchema), null),
});

/**
 * The entry of a dossier whose record cannot be read: it keeps its place and says so, instead of missing from the book.
 * @param remains its line in the list of dossiers, of which every part may be missing too
 */
export function buildUnreadableRow(remains: unknown, orderNumber: number): DossierRegisterRow {
  return {
    orderNumber,
    ...v.parse(remainsSchema, typeof remains === 'object' && remains !== null ? remains : {}),
    ...{
      provisionalCode: null,
      summary: null,
      setCount: null,
      address: UNKNOWN,
      phone: null,
      handlingUnit: UNKNOWN,
      returnedAt: null,
    },
    ...{ resultReturnText: UNKNOWN, receiverName: null, note: 'Bản ghi không đọc được' },
  };
}

/** When the province reported the result as handed over; nothing else counts as a result that was given. */
function findReturnedAt({ state }: Dossier, record: ProvinceRecord | undefined): Instant | null {
  if (state !== 'returned') return null;
  const last = record?.events.findLast((event) => event.kind === 'state' && event.state === 'returned');
  return last?.at ?? null;
}

function orNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}
