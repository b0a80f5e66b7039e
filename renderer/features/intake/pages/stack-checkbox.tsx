import { useIntakeState } from '#renderer/features/intake/use-intake.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';

/** Says that what comes now is a stack with separator sheets; it is divided as soon as it is complete. */
export function StackCheckbox() {
  const { t } = useTranslation('pages');
  const isStack = useIntakeState((state) => state.isStack);
  const set = useIntakeState((state) => state.set);
  return (
    <Checkbox
      label={t('separators.isStack')}
      isChecked={isStack}
      onChange={(isChecked) => {
        set({ isStack: isChecked });
      }}
    />
  );
}
