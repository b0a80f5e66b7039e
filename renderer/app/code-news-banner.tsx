import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { QrCode } from '#renderer/ui/icons.ts';
import type { CodeNews } from './use-codes.ts';

/** What became of the code that was read last, when it led nowhere. Stays until it is put away or another is read. */
export function CodeNewsBanner({
  news,
  onDismiss,
}: {
  readonly news: CodeNews | null;
  readonly onDismiss: () => void;
}) {
  const { t } = useTranslation('common');
  const newsText = useCodeNewsText();
  if (news === null) return null;
  return (
    <Banner
      icon={QrCode}
      text={newsText(news)}
      isWrapped
      action={
        <Button size="small" onClick={onDismiss}>
          {t('close')}
        </Button>
      }
    />
  );
}

export function useCodeNewsText(): (news: CodeNews) => string {
  const { t } = useTranslation('codes');
  const errorText = useErrorText();
  return (news) => {
    switch (news.kind) {
      case 'refused':
        return errorText(news);
      case 'unknownDossier':
      case 'postalItem':
        return t(news.kind, { code: news.code });
      case 'dialogOpen':
        return t('dialogOpen');
    }
  };
}
