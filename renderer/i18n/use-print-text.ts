import type { PrinterTrouble } from '#shared/kernel/printer-trouble.ts';
import { useErrorText } from './use-error-text.ts';
import { useTranslation } from './use-translation.ts';

/** How a print stands, as far as the words for it need to know. */
export interface PrintStanding {
  readonly copyNumber: number;
  readonly state: 'started' | 'handedOver' | 'done' | 'failed' | 'cancelled' | 'unknown';
  readonly failureCode: string | null;
  readonly trouble: PrinterTrouble | null;
}

export interface PrintText {
  readonly tone: 'info' | 'success' | 'warning' | 'danger';
  readonly title: string;
  /** What the officer should do, when there is something. */
  readonly advice: string | undefined;
}

/** The officer's words for how a print stands. */
export function usePrintText(): (print: PrintStanding) => PrintText {
  const { t } = useTranslation('printing');
  const errorText = useErrorText();
  return ({ copyNumber, state, failureCode, trouble }) => {
    const copy = String(copyNumber);
    const because = trouble === null ? '' : t(`trouble.${trouble}`);
    switch (state) {
      case 'started':
        return { tone: 'info', title: t('print.started', { copy }), advice: undefined };
      case 'handedOver':
        if (trouble === null) return { tone: 'success', title: t('print.handedOver', { copy }), advice: undefined };
        return {
          tone: 'warning',
          title: t('print.waiting', { copy, trouble: because }),
          advice: t(`advice.${trouble}`),
        };
      case 'done':
        return { tone: 'success', title: t('print.done', { copy }), advice: undefined };
      case 'failed':
        return { tone: 'danger', title: t('print.failed'), advice: errorText({ code: failureCode ?? 'unknown' }) };
      case 'cancelled':
        return { tone: 'danger', title: t('print.cancelled', { copy }), advice: errorText({ code: 'printCancelled' }) };
      case 'unknown': {
        const title =
          trouble === null ? t('print.unknown', { copy }) : t('print.unknownBecause', { copy, trouble: because });
        return { tone: 'warning', title, advice: t('unknownAdvice') };
      }
    }
  };
}
