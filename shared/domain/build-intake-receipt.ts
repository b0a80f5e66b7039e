import { assertNever } from '#shared/kernel/assert-never.ts';
import { toLocalDate } from '#shared/kernel/instant.ts';
import { amountInWords } from './amount-in-words.ts';
import type { Applicant, Dossier, DossierComponent, FeeItem, ResultReturn } from './dossier.ts';
import type { FeePayment } from './money/fee-payment.ts';
import type { IntakeReceipt } from './issued-document.ts';
import { intakeReceiptFormVersion } from './legal-forms.ts';
import type { Officer, OneStopShop } from './office.ts';
import type { Channel, Procedure, ProcessingTimeLimit } from './procedure.ts';

export interface IntakeReceiptSource {
  readonly dossier: Dossier;
  readonly procedure: Procedure;
  readonly office: OneStopShop;
  readonly officer: Officer;
  /** `null` when nothing was taken at intake. */
  readonly payment: FeePayment | null;
}

/**
 * Content of the Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu 01, TT 03/2025/TT-VPCP), frozen: every unit name comes
 * from the data, the form version from the day of acceptance, and the QR carries the code alone, behind the province's
 * look-up address when there is one (RC-02); no personal data.
 */
export function buildIntakeReceipt(source: IntakeReceiptSource): IntakeReceipt {
  const { dossier, procedure, office, officer, payment } = source;
  const on = toLocalDate(dossier.acceptedAt);
  return {
    kind: 'intakeReceipt',
    formVersion: intakeReceiptFormVersion(on),
    isSample: office.isSample || procedure.isSample,
    superiorBody: office.superiorBody,
    officeName: office.name,
    placeName: office.placeName,
    dossierCode: dossier.dossierCode,
    ...(dossier.provisionalCode === undefined ? {} : { provisionalCode: dossier.provisionalCode }),
    qrPayload: toQrPayload(dossier, office),
    // The register is opened per calendar year and numbered on without a second volume when it is electronic.
    bookNumber: `01/${on.slice(0, 4)}`,
    orderNumber: dossier.orderNumber,
    ...describeApplicant(dossier.applicant),
    submitterName: dossier.submitter.kind === 'other' ? dossier.submitter.fullName : null,
    channelName: formatChannel(dossier.channel, office.kind),
    procedureName: dossier.procedureName,
    summary: dossier.summary ?? null,
    components: dossier.components.map((component) => describeComponent(component, procedure)),
    setCount: dossier.setCount,
    timeLimitText: formatTimeLimit(procedure.processingTimeLimit),
    acceptedAt: dossier.acceptedAt,
    resultDueAt: dossier.resultDueAt,
    resultReturnText: formatResultReturn(dossier.resultReturn, office.name),
    feeItems: dossier.feeItems.map((item) => ({ name: formatFeeItem(item, procedure), amountVnd: item.amountVnd })),
    feeTotalVnd: dossier.feeTotalVnd,
    feeTotalInWords: amountInWords(dossier.feeTotalVnd),
    feeStateText: formatFeeState(dossier.feeTotalVnd, payment),
    officerName: officer.fullName,
    officePhone: office.phone,
    hotline: office.hotline,
    portalAddress: office.portalAddress,
  };
}

/** What the QR of the receipt says (RC-02). The look-up does not know a provisional code, so that one stands alone. */
export function toQrPayload({ dossierCode, provisionalCode }: Dossier, { lookupUrlPrefix }: OneStopShop): string {
  return dossierCode === provisionalCode ? dossierCode : `${lookupUrlPrefix ?? ''}${dossierCode}`;
}

/** `02 ngày làm việc`, `04 giờ làm việc`, `15 ngày`, or the same-day rule in words. */
export function formatTimeLimit(limit: ProcessingTimeLimit): string {
  switch (limit.kind) {
    case 'workingDays':
      return `${twoDigits(limit.days)} ngày làm việc`;
    case 'workingHours':
      return `${twoDigits(limit.hours)} giờ làm việc`;
    case 'calendarDays':
      return `${twoDigits(limit.days)} ngày`;
    case 'sameDay': {
      const [hour = '', minute = ''] = limit.cutOff.split(':');
      return `Trong ngày làm việc; tiếp nhận sau ${hour} giờ ${minute} phút thì trả kết quả trong ngày làm việc tiếp theo`;
    }
  }
}

function describeApplicant(
  applicant: Applicant,
): Pick<IntakeReceipt, 'applicantName' | 'address' | 'phone' | 'email' | 'identityLabel' | 'identityNumber'> {
  const contact = { address: applicant.address, phone: applicant.phone ?? null, email: applicant.email ?? null };
  if (applicant.kind === 'organisation') {
    const { organisationName, taxCode } = applicant;
    return { ...contact, applicantName: organisationName, identityLabel: 'Mã số thuế', identityNumber: taxCode };
  }
  const { fullName, personalIdNumber } = applicant;
  const identityLabel = personalIdNumber.length === 9 ? 'Số chứng minh nhân dân' : 'Số định danh cá nhân';
  return { ...contact, applicantName: fullName, identityLabel, identityNumber: personalIdNumber };
}

/** A paper that was only shown is marked, so that nobody later asks the office for an original it never kept. */
function describeComponent(
  { requirementId, name, received, files }: DossierComponent,
  procedure: Procedure,
): IntakeReceipt['components'][number] {
  const requirement = procedure.components.find((candidate) => candidate.requirementId === requirementId);
  const marks = [
    ...(requirement?.isShownOnly === true ? [' (xuất trình để đối chiếu, đã trả lại)'] : []),
    ...files.flatMap(({ reusedFrom }) =>
      reusedFrom === undefined ? [] : [` (dùng lại bản số hóa của hồ sơ ${reusedFrom.dossierCode})`],
    ),
  ];
  return { name: `${name}${marks.join('')}`, ...received };
}

function formatChannel(channel: Channel, officeKind: OneStopShop['kind']): string {
  switch (channel) {
    case 'counter':
      return officeKind === 'publicServiceCentre'
        ? 'Trực tiếp tại Trung tâm Phục vụ hành chính công'
        : 'Trực tiếp tại Bộ phận Một cửa';
    case 'online':
      return 'Trực tuyến';
    case 'post':
      return 'Qua dịch vụ bưu chính công ích';
    default:
      return assertNever(channel);
  }
}

function formatResultReturn(resultReturn: ResultReturn, officeName: string): string {
  switch (resultReturn) {
    case 'atCounter':
      return `Nhận kết quả trực tiếp tại ${officeName}`;
    case 'post':
      return 'Nhận kết quả qua dịch vụ bưu chính công ích';
    case 'electronic':
      return 'Nhận kết quả bản điện tử';
  }
}

/** `10 trang × 2 bản`, `3 bản`; `null` when nothing was counted. */
export function formatQuantity(
  { feeRateId, quantity: { pages, units } }: Pick<FeeItem, 'feeRateId' | 'quantity'>,
  { feeRates }: Pick<Procedure, 'feeRates'>,
): string | null {
  const formula = feeRates.find((rate) => rate.feeRateId === feeRateId)?.formula;
  if (formula?.kind !== 'perUnit' && pages === 0) return null;
  const unitName = formula?.kind === 'perUnit' ? formula.unitName : 'bản';
  return [...(pages > 0 ? [`${String(pages)} trang`] : []), `${String(units)} ${unitName}`].join(' × ');
}

/** `Phí … (10 trang × 2 bản)`, `Lệ phí … (3 bản), giảm 50%`. */
function formatFeeItem(item: FeeItem, procedure: Procedure): string {
  const rate = procedure.feeRates.find(({ feeRateId }) => feeRateId === item.feeRateId);
  const counted = formatQuantity(item, procedure);
  const quantity = counted === null ? '' : ` (${counted})`;
  const percent = rate?.exemptions.find(({ exemptionId }) => exemptionId === item.exemptionId)?.reducedByPercent;
  if (percent === undefined) return `${item.name}${quantity}`;
  return `${item.name}${quantity}, ${percent === 100 ? 'được miễn' : `giảm ${String(percent)}%`}`;
}

/** A transfer shown at the counter is not yet money received: it waits for the daily reconciliation (FE-11). */
function formatFeeState(feeTotalVnd: number, payment: FeePayment | null): string {
  if (feeTotalVnd === 0) return 'Không thu phí';
  if (payment === null) return 'Chưa thu';
  const state = payment.means === 'cash' ? 'Đã thu (tiền mặt)' : 'Đã chuyển khoản, chờ đối soát';
  if (payment.amountVnd === feeTotalVnd) return state;
  const [paid, open] = [payment.amountVnd, feeTotalVnd - payment.amountVnd].map(groupThousands);
  return `${state} ${paid ?? ''} đồng, còn phải nộp ${open ?? ''} đồng`;
}

function groupThousands(amountVnd: number): string {
  return String(amountVnd).replaceAll(/\B(?=(\d{3})+$)/g, '.');
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}
