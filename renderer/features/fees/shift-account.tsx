import type { ReactNode } from 'react';
import { formatMoney } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Money } from '#renderer/ui/money.tsx';
import { amountInWords } from '#shared/domain/amount-in-words.ts';
import type { ShiftTotals } from '#shared/domain/money/shift-entry.ts';
import styles from './fees.module.css';

const FIGURES = [
  ['float', 'floatVnd'],
  ['cashCollected', 'cashCollectedVnd'],
  ['cashReturned', 'cashReturnedVnd'],
  ['cashIn', 'cashInVnd'],
  ['cashOut', 'cashOutVnd'],
  ['cashCorrected', 'cashCorrectedVnd'],
  ['transferClaimed', 'transferClaimedVnd'],
  ['transferConfirmed', 'transferConfirmedVnd'],
  ['transferReturned', 'transferReturnedVnd'],
] as const satisfies readonly (readonly [string, keyof ShiftTotals])[];

/** What the shift adds up to. Lines of zero are left out, but for what must be in the drawer. */
export function ShiftAccount({ totals }: { readonly totals: ShiftTotals }) {
  const { t } = useTranslation('fees');
  const { expectedCashVnd } = totals;
  return (
    <div className={styles.account} role="group" aria-label={t('account')}>
      <Figure term={t('expectedCash')}>
        <Money figures={formatMoney(expectedCashVnd)} words={wordsOf(expectedCashVnd)} isLarge />
      </Figure>
      {FIGURES.filter(([, name]) => totals[name] !== 0).map(([term, name]) => (
        <Figure key={name} term={t(term)}>
          {formatMoney(totals[name])}
        </Figure>
      ))}
    </div>
  );
}

function Figure({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className={styles.figure}>
      <span className={styles.figureTerm}>{term}</span>
      <span className={styles.figureValue}>{children}</span>
    </div>
  );
}

/** Corrections can bring a closed shift below zero; there are no words for that. */
function wordsOf(amountVnd: number): string | undefined {
  return amountVnd < 0 ? undefined : amountInWords(amountVnd);
}
