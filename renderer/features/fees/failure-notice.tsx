import { formatMoney } from '#renderer/i18n/formats.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import type { AppError } from '#shared/kernel/app-error.ts';

/** What stands in the way, with the amounts that it is about. */
export function FailureNotice({ failure }: { readonly failure: AppError | null }) {
  const { t } = useTranslation('fees');
  const errorText = useErrorText();
  if (failure === null) return null;
  const { shownVnd, owedVnd } = failure.details ?? {};
  const isChanged = failure.code === 'feeChanged' && typeof shownVnd === 'number' && typeof owedVnd === 'number';
  const title = isChanged
    ? t('feeChanged', { shown: formatMoney(shownVnd), owed: formatMoney(owedVnd) })
    : errorText(failure);
  return <Notice tone="danger" title={title} isAnnounced />;
}
