import { useTranslation } from '#renderer/i18n/use-translation.ts';
import type { ProcessingTimeLimit } from '#shared/domain/procedure.ts';

/** The statutory time as a sentence: `3 ngày làm việc`. */
export function useTimeLimitText(): (limit: ProcessingTimeLimit) => string {
  const { t } = useTranslation('intake');
  return (limit) => {
    switch (limit.kind) {
      case 'workingDays':
      case 'calendarDays':
        return t(`limit.${limit.kind}`, { count: limit.days });
      case 'workingHours':
        return t('limit.workingHours', { count: limit.hours });
      case 'sameDay':
        return t('limit.sameDay', { cutOff: limit.cutOff });
    }
  };
}
