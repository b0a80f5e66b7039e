import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { useIntakeState } from './use-intake.ts';

/** Whether digitised papers may be kept for the citizen's next dossiers (DG-08). */
export function StoreConsent() {
  const { t } = useTranslation('reuse');
  const hasConsent = useIntakeState((state) => state.draft.hasStoreConsent);
  const edit = useIntakeState((state) => state.edit);
  return (
    <Checkbox
      label={t('storeConsent')}
      detail={t('storeConsentDetail')}
      isChecked={hasConsent}
      onChange={(hasStoreConsent) => {
        edit({ hasStoreConsent });
      }}
    />
  );
}
