import type { LocalDate } from '#shared/kernel/instant.ts';
import { isInForce } from './calendar-date.ts';

/** The papers whose form is prescribed. */
export type LegalForm =
  | 'intakeReceipt'
  | 'supplementRequest'
  | 'refusalNotice'
  | 'apologyExtensionNotice'
  | 'discontinuationNotice'
  | 'processingControlSheet'
  | 'dossierRegister'
  | 'dailyFeeReceiptSummary';

interface FormVersion {
  readonly instrument: string;
  readonly effectiveFrom: LocalDate;
  readonly effectiveUntil: LocalDate | null;
  /** Number of each form (số mẫu) in this instrument; a form that it does not know is absent. */
  readonly numbers: Readonly<Partial<Record<LegalForm, string>>>;
}

const day = (text: string): LocalDate => text as LocalDate;

/**
 * The forms as dated data: a paper prints the version in force on the day it is issued. The 2018 circular opens the
 * table without a start, since nothing older is ever issued.
 */
const FORM_VERSIONS: readonly FormVersion[] = [
  {
    instrument: 'TT 01/2018/TT-VPCP',
    effectiveFrom: day('0000-01-01'),
    effectiveUntil: day('2025-09-14'),
    numbers: {
      intakeReceipt: '01',
      supplementRequest: '02',
      refusalNotice: '03',
      apologyExtensionNotice: '04',
      processingControlSheet: '05',
      dossierRegister: '06',
    },
  },
  {
    instrument: 'TT 03/2025/TT-VPCP',
    effectiveFrom: day('2025-09-15'),
    effectiveUntil: null,
    numbers: {
      intakeReceipt: '01',
      supplementRequest: '02',
      refusalNotice: '03',
      apologyExtensionNotice: '04',
      discontinuationNotice: '05',
      processingControlSheet: '06',
      dossierRegister: '07',
    },
  },
  {
    instrument: 'TT 91/2026/TT-BTC',
    effectiveFrom: day('2026-07-01'),
    effectiveUntil: null,
    numbers: { dailyFeeReceiptSummary: '01/TH-BLĐT' },
  },
];

/**
 * The version mark in the foot of a paper, e.g. `Mẫu 01 – TT 03/2025/TT-VPCP`; `undefined` when the instrument in
 * force on `on` has no such form.
 */
export function findFormVersion(form: LegalForm, on: LocalDate): string | undefined {
  const version = FORM_VERSIONS.find(({ numbers, ...term }) => numbers[form] !== undefined && isInForce(term, on));
  return version === undefined ? undefined : `Mẫu ${version.numbers[form] ?? ''} – ${version.instrument}`;
}

/** The version mark of a form that every instrument has: the intake receipt. */
export function intakeReceiptFormVersion(on: LocalDate): string {
  const mark = findFormVersion('intakeReceipt', on);
  if (mark === undefined) throw new RangeError('legal forms: no intake receipt in force');
  return mark;
}
