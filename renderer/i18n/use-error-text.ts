import { useTranslation } from 'react-i18next';

/** The officer's text for an error code; a code without one gets the general text, which still says what to do. */
export function useErrorText(): (
  error: { readonly code: string },
  values?: Readonly<Record<string, string>>,
) => string {
  const { t } = useTranslation('errors');
  return ({ code }, values = {}) => t(code as 'unknown', { defaultValue: t('unknown'), ...values });
}
