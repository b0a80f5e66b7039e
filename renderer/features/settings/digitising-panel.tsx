import { useQueries, useWorkflows } from '#renderer/context/app-context.tsx';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { ScanLine } from '#renderer/ui/icons.ts';
import { Panel } from '#renderer/ui/panel.tsx';

/** Whether pages are put straight as they come in, and their PDFs made while the officer works. */
export function DigitisingPanel() {
  const { t } = useTranslation('settings');
  const workflows = useWorkflows();
  const { isDigitisingPaused, adjustsPages } = useQueries().useSettings();
  return (
    <Panel title={t('digitising')} icon={ScanLine}>
      <Checkbox
        label={t('adjustsPages')}
        detail={t('adjustsPagesHint')}
        isChecked={adjustsPages}
        onChange={(isChecked) => {
          void workflows.updateSettings({ adjustsPages: isChecked });
        }}
      />
      <Checkbox
        label={t('digitisingPaused')}
        detail={t('digitisingHint')}
        isChecked={isDigitisingPaused}
        onChange={(isChecked) => {
          void workflows.updateSettings({ isDigitisingPaused: isChecked });
        }}
      />
    </Panel>
  );
}
