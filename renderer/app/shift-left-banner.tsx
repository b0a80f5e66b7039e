import { useNavigation, useQueries, useSession } from '#renderer/context/app-context.tsx';
import { useNow } from '#renderer/context/use-now.ts';
import { formatDate } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { toLocalDate } from '#shared/kernel/instant.ts';

/** A shift of an earlier day that still has money in it. */
export function ShiftLeftBanner() {
  const { t } = useTranslation('fees');
  const navigation = useNavigation();
  const { officer } = useSession();
  const left = useQueries().useShiftsLeftOpen(officer.officerId, toLocalDate(useNow()));
  const first = left?.[0];
  if (first === undefined) return null;
  return (
    <Banner
      text={t('leftOpenBanner', { date: formatDate(first.openedAt) })}
      action={
        <Button
          size="small"
          onClick={() => {
            navigation.openScreen('fees');
          }}
        >
          {t('goToClose')}
        </Button>
      }
    />
  );
}
