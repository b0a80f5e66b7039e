import { formatDateTime, formatLocalDate } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { resultReturnSchema, dossierStateSchema } from '#shared/domain/dossier.ts';
import type { DossierField, DossierFieldValue } from '#shared/domain/dossier-fields.ts';
import type { Instant, LocalDate } from '#shared/kernel/instant.ts';

/** The value of a field in the officer's words. */
export function useFieldText(): (field: DossierField, value: DossierFieldValue) => string {
  const { t } = useTranslation(['province', 'common']);
  return (field, value) => {
    if (value === null) return t('empty');
    switch (field) {
      case 'state': {
        const state = dossierStateSchema.options.find((known) => known === value);
        return state === undefined ? value : t(`common:state.${state}`);
      }
      case 'resultReturn': {
        const way = resultReturnSchema.options.find((known) => known === value);
        return way === undefined ? value : t(`common:resultReturn.${way}`);
      }
      case 'gender':
        return value === 'male' || value === 'female' ? t(`gender.${value}`) : value;
      case 'birthOn':
        return formatLocalDate(value as LocalDate);
      case 'resultDueAt':
        return formatDateTime(value as Instant);
      default:
        return value;
    }
  };
}
