import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { formatDateTime, formatLocalDate } from '#renderer/i18n/formats.ts';
import type { DueReason } from '#shared/domain/work-calendar.ts';
import styles from './intake.module.css';

/** How the due date came about, step by step. */
export function DueReasons({ reasons }: { readonly reasons: readonly DueReason[] }) {
  const text = useReasonText();
  return (
    <ul className={styles.problems}>
      {reasons.map((reason, index) => (
        <li key={index}>{text(reason)}</li>
      ))}
    </ul>
  );
}

function useReasonText(): (reason: DueReason) => string {
  const { t } = useTranslation('intake');
  return (reason) => {
    switch (reason.code) {
      case 'countedFrom':
        return `${t(`counting.${reason.start}`)} ${t('reason.countedFrom', { at: formatDateTime(reason.at) })}`;
      case 'skippedWeeklyRest':
        return t('reason.skippedWeeklyRest', { on: reason.on.map(formatLocalDate).join(', ') });
      case 'skippedHoliday':
        return t(reason.isConfirmed ? 'reason.skippedHoliday' : 'reason.skippedHolidayUnconfirmed', {
          on: formatLocalDate(reason.on),
          name: reason.name,
        });
      case 'countedSwapDay':
        return t('reason.countedSwapDay', { on: formatLocalDate(reason.on), name: reason.name });
      case 'afterSameDayCutOff':
        return t('reason.afterSameDayCutOff', { cutOff: reason.cutOff });
      case 'movedOffDayOff':
        return t('reason.movedOffDayOff', { from: formatLocalDate(reason.from), to: formatLocalDate(reason.to) });
    }
  };
}
