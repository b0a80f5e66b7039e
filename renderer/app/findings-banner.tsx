import { useLocation } from 'wouter';
import { useNavigation, useQueries } from '#renderer/context/app-context.tsx';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Database } from '#renderer/ui/icons.ts';

/** Leads to what was found in store and journal at the start, until an officer has read it. */
export function FindingsBanner({ queuePath }: { readonly queuePath: string }) {
  const { t } = useTranslation('findings');
  const found = useQueries().useStoreFindings();
  const navigation = useNavigation();
  const [path] = useLocation();
  if (found === undefined || found === null || path === queuePath) return null;
  return (
    <Banner
      icon={Database}
      text={t('banner')}
      action={
        <Button
          size="small"
          onClick={() => {
            navigation.openScreen('queue');
          }}
        >
          {t('open')}
        </Button>
      }
    />
  );
}
