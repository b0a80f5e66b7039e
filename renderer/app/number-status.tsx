import { useQueries } from '#renderer/context/app-context.tsx';
import { useNow } from '#renderer/context/use-now.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Hash } from '#renderer/ui/icons.ts';
import { StatusItem } from '#renderer/ui/status-item.tsx';
import { toLocalDate } from '#shared/kernel/instant.ts';

/** The band runs low: the officer should know while there is still time to find a connection. */
const FEW_BAND_NUMBERS = 30;

/** Numbers left today, and when they are no longer leased ones: from the band, or only provisional codes. */
export function NumberStatus() {
  const { t } = useTranslation('common');
  const supply = useQueries().useNumberSupply(toLocalDate(useNow()));
  if (supply === undefined || supply === null) return null;
  const { source, leasedLeft, bandLeft } = supply;
  if (source === 'leased') return <StatusItem icon={Hash} value={t('status.numbersLeft', { count: leasedLeft })} />;
  if (source === 'provisional') {
    return <StatusItem icon={Hash} tone="danger" value={t('status.provisional')} hint={t('status.provisionalHint')} />;
  }
  return (
    <StatusItem
      icon={Hash}
      tone={bandLeft < FEW_BAND_NUMBERS ? 'danger' : 'warning'}
      value={t('status.bandLeft', { count: bandLeft })}
      hint={t('status.bandHint')}
    />
  );
}
