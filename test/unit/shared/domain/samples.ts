import { draftComponentsFor, emptyDraft } from '#shared/domain/new-intake-draft.ts';
import type { ComponentFile } from '#shared/domain/dossier.ts';
import type { AcceptDossierCommand } from '#shared/domain/decide-accept-dossier.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { Officer, OneStopShop, Station } from '#shared/domain/office.ts';
import type { FeeRate, Procedure } from '#shared/domain/procedure.ts';
import type { WorkCalendarData } from '#shared/domain/work-calendar-data.ts';
import type {
  DossierComponentId,
  DossierId,
  DraftId,
  FeePaymentId,
  IssuedDocumentId,
  LedgerEntryId,
  OfficerId,
  Sha256,
  ShiftId,
  StationId,
} from '#shared/kernel/ids.ts';
import { instantOf, type Instant, type LocalDate, type LocalTime } from '#shared/kernel/instant.ts';

export const date = (text: string): LocalDate => text as LocalDate;
export const time = (text: string): LocalTime => text as LocalTime;
/** `at('2026-11-20 16:30')` on Vietnam's clocks. */
export const at = (text: string): Instant => instantOf(date(text.slice(0, 10)), time(text.slice(11)));
/** A UUID that says which one it is. */
export const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Value of an outcome that must be a success. */
export function valueOf<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: unknown },
): Value {
  if (!result.ok) throw new Error(`expected success, got ${JSON.stringify(result.error)}`);
  return result.value;
}

/** Code of an outcome that must be a failure. */
export function codeOf(
  result: { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: string } },
): string {
  if (result.ok) throw new Error('expected a failure, got success');
  return result.error.code;
}

const day = (on: string, name: string) => ({ on: date(on), name, source: 'mẫu', isConfirmed: true });

export const calendar: WorkCalendarData = {
  calendarVersion: 1,
  sessions: [
    { from: time('07:00'), to: time('11:30') },
    { from: time('13:30'), to: time('17:00') },
  ],
  workingWeekdays: [1, 2, 3, 4, 5],
  holidays: [
    day('2026-11-24', 'Ngày Văn hóa Việt Nam'),
    day('2027-01-01', 'Tết Dương lịch'),
    { ...day('2027-02-05', 'Tết Nguyên đán'), isConfirmed: false },
    day('2027-02-08', 'Tết Nguyên đán'),
    day('2027-02-09', 'Tết Nguyên đán'),
    day('2027-02-10', 'Tết Nguyên đán'),
  ],
  swapDays: [day('2026-12-05', 'Làm bù')],
  onlineCutOff: null,
};

export const copyRate: FeeRate = {
  feeRateId: 'chung-thuc-ban-sao-2016',
  kind: 'fee',
  name: 'Phí chứng thực bản sao từ bản chính',
  formula: {
    kind: 'pageTiers',
    tiers: [
      { upToPage: 2, amountPerPageVnd: 2_000 },
      { upToPage: null, amountPerPageVnd: 1_000 },
    ],
    capPerCopyVnd: 200_000,
  },
  effectiveFrom: date('2017-01-01'),
  effectiveUntil: null,
  legalBasis: 'TT 226/2016/TT-BTC Đ4',
  exemptions: [
    {
      exemptionId: 'ho-ngheo',
      name: 'Hộ nghèo',
      reducedByPercent: 100,
      legalBasis: 'Luật Phí và lệ phí Đ10',
      effectiveFrom: date('2017-01-01'),
      effectiveUntil: null,
    },
    {
      exemptionId: 'giam-mot-phan-ba',
      name: 'Giảm 33% (mẫu)',
      reducedByPercent: 33,
      legalBasis: 'mẫu',
      effectiveFrom: date('2026-01-01'),
      effectiveUntil: date('2026-12-31'),
    },
  ],
};

export const extractRate: FeeRate = {
  feeRateId: 'trich-luc-2016',
  kind: 'charge',
  name: 'Lệ phí cấp bản sao trích lục hộ tịch',
  formula: { kind: 'perUnit', amountVnd: 8_000, unitName: 'bản' },
  effectiveFrom: date('2017-01-01'),
  effectiveUntil: null,
  legalBasis: 'TT 281/2016/TT-BTC Đ4',
  exemptions: [],
};

export const procedure: Procedure = {
  procedureCode: '2.000815',
  procedureVersion: 3,
  effectiveFrom: date('2025-07-01'),
  effectiveUntil: null,
  name: 'Chứng thực bản sao từ bản chính',
  sectorCode: 'G15-CT',
  level: 'commune',
  processingTimeLimit: { kind: 'workingDays', days: 2 },
  components: [
    {
      requirementId: 'c1',
      name: 'Bản chính giấy tờ cần chứng thực',
      necessity: 'required',
      counts: { original: 1, certifiedCopy: 0, copy: 0 },
      isShownOnly: true,
    },
    {
      requirementId: 'c2',
      name: 'Bản sao cần chứng thực',
      necessity: 'required',
      counts: { original: 0, certifiedCopy: 0, copy: 2 },
      isShownOnly: false,
    },
    {
      requirementId: 'c3',
      name: 'Giấy ủy quyền',
      necessity: 'conditional',
      condition: 'Khi nộp thay',
      counts: { original: 1, certifiedCopy: 0, copy: 0 },
      isShownOnly: false,
    },
  ],
  setCount: 1,
  feeRates: [copyRate],
  channels: ['counter', 'post'],
  competentAuthority: 'Ủy ban nhân dân cấp xã',
  resultName: 'Bản sao được chứng thực',
  legalBasis: ['NĐ 23/2015/NĐ-CP'],
  source: 'mẫu',
  isSample: false,
};

export const office: OneStopShop = {
  agencyCode: 'H99.01',
  kind: 'oneStopShop',
  level: 'commune',
  name: 'Bộ phận Một cửa xã Ví Dụ',
  superiorBody: 'UBND XÃ VÍ DỤ',
  provinceName: 'Tỉnh Mẫu',
  placeName: 'Ví Dụ',
  address: 'Thôn Mẫu, xã Ví Dụ',
  phone: '02000000001',
  hotline: '19000000',
  portalAddress: 'dichvucong.mau.example',
  lookupUrlPrefix: null,
  isSample: true,
};

export const officer: Officer = {
  officerId: id(1) as OfficerId,
  userName: 'mau1',
  fullName: 'Nguyễn Thị Mẫu',
  title: 'Công chức',
  role: 'intakeOfficer',
  counterName: 'Quầy 1',
  pinVerifier: { iterations: 1, salt: '00', hash: '00' },
};

export const station: Station = { stationId: id(2) as StationId, stationName: 'Máy 1', agencyCode: 'H99.01' };

export const NOW = at('2026-11-20 09:15');

export function scan(n: number): ComponentFile {
  return {
    hash: n.toString(16).padStart(64, '0') as Sha256,
    fileName: `trang-${String(n)}.jpg`,
    mediaType: 'image/jpeg',
    sizeBytes: 1000 + n,
    pageCount: 1,
    capturedBy: 'import',
    capturedAt: NOW,
  };
}

/** A draft of `of` that may be accepted as it stands: a made-up citizen in person, every required paper ticked. */
export function readyDraft(of: Procedure = procedure): IntakeDraft {
  const empty = emptyDraft({
    draftId: id(10) as DraftId,
    dossierId: id(11) as DossierId,
    startedAt: at('2026-11-20 09:10'),
    startedBy: officer.officerId,
  });
  let next = 100;
  const components = draftComponentsFor(of, () => id((next += 1)) as DossierComponentId);
  return {
    ...empty,
    procedureCode: of.procedureCode,
    procedureVersion: of.procedureVersion,
    applicant: {
      ...empty.applicant,
      fullName: 'Lò Thị Mẫu',
      personalIdNumber: '008185012345',
      birthOn: '15/08/1985',
      gender: 'female',
      address: 'Thôn Mẫu, Xã Ví Dụ, Tuyên Quang',
      phone: '0912 345 678',
    },
    components: components.map((component) => ({
      ...component,
      isReceived:
        of.components.find(({ requirementId }) => requirementId === component.requirementId)?.necessity === 'required',
    })),
    feeQuantities: { [copyRate.feeRateId]: { pages: 10, units: 2 } },
  };
}

export function acceptCommand(changes: Partial<AcceptDossierCommand> = {}): AcceptDossierCommand {
  return {
    draft: readyDraft(),
    procedure,
    office,
    calendar,
    officer,
    station,
    shiftId: id(3) as ShiftId,
    number: { orderNumber: 7, workingOn: date('2026-11-20') },
    now: NOW,
    ids: {
      feePaymentId: id(4) as FeePaymentId,
      issuedDocumentId: id(5) as IssuedDocumentId,
      ledgerEntryIds: [id(6) as LedgerEntryId, id(7) as LedgerEntryId],
    },
    ...changes,
  };
}
