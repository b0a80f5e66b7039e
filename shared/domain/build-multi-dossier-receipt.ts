import { toLocalDate, type Instant } from '#shared/kernel/instant.ts';
import { amountInWords } from './amount-in-words.ts';
import type { IntakeReceipt } from './issued-document.ts';
import { intakeReceiptFormVersion } from './legal-forms.ts';
import type { MultiDossierReceipt } from './papers/multi-dossier-receipt.ts';

/** A dossier of the list. */
export interface ListedDossier {
  /** Its own receipt as it would be issued now. */
  readonly receipt: IntakeReceipt;
  readonly handlingUnit: string;
}

/**
 * Content of one receipt for several dossiers of one applicant (Mẫu 01 with a hand-over list). The list goes by the code
 * of its last dossier: with one dossier more it is another list, and no two stations make the same one.
 * @param listed dossiers of one applicant, in the order of acceptance, at least one
 */
export function buildMultiDossierReceipt(listed: readonly ListedDossier[], issuedAt: Instant): MultiDossierReceipt {
  const receipts = listed.map(({ receipt }) => receipt);
  const last = receipts.at(-1);
  if (last === undefined) throw new RangeError('a list of dossiers has at least one');
  const feeTotalVnd = receipts.reduce((sum, receipt) => sum + receipt.feeTotalVnd, 0);
  return {
    kind: 'multiDossierReceipt',
    isSample: receipts.some(({ isSample }) => isSample),
    superiorBody: last.superiorBody,
    officeName: last.officeName,
    placeName: last.placeName,
    formVersion: intakeReceiptFormVersion(toLocalDate(issuedAt)),
    issuedAt,
    receiptNumber: `DS-${last.dossierCode}`,
    submitterName: nameSubmitters(receipts, last.applicantName),
    address: last.address,
    phone: last.phone,
    email: last.email,
    identityLabel: last.identityLabel,
    identityNumber: last.identityNumber,
    channelName: tellApart(receipts.map(({ channelName }) => channelName)),
    dossiers: listed.map(toLine),
    feeTotalVnd,
    feeTotalInWords: amountInWords(feeTotalVnd),
    feeStateText: tellApart(receipts.map(({ feeStateText }) => feeStateText)),
    resultReturnText: tellApart(receipts.map(({ resultReturnText }) => resultReturnText)),
    officerName: last.officerName,
    officePhone: last.officePhone,
    hotline: last.hotline,
    portalAddress: last.portalAddress,
  };
}

function toLine({ receipt, handlingUnit }: ListedDossier): MultiDossierReceipt['dossiers'][number] {
  const { dossierCode, applicantName, acceptedAt, resultDueAt, timeLimitText, setCount } = receipt;
  const content = receipt.summary ?? receipt.procedureName;
  return { dossierCode, applicantName, content, handlingUnit, acceptedAt, resultDueAt, timeLimitText, setCount };
}

/** The applicant, whose address and number stand beside it; those who came for them in brackets. */
function nameSubmitters(receipts: readonly IntakeReceipt[], applicantName: string): string {
  const others = new Set(receipts.flatMap(({ submitterName }) => (submitterName === null ? [] : [submitterName])));
  return others.size === 0 ? applicantName : `${applicantName} (người nộp thay: ${[...others].join(', ')})`;
}

/** The text that all have; else each one with the lines of the list that it is about. */
function tellApart(texts: readonly string[]): string {
  const different = [...new Set(texts)];
  if (different.length === 1) return different.join('');
  return different
    .map((text) => {
      const lines = texts.flatMap((other, index) => (other === text ? [String(index + 1)] : []));
      return `${text} (hồ sơ số ${lines.join(', ')})`;
    })
    .join('; ');
}
