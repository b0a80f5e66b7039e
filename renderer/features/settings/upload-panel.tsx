import { useQueries, useWorkflows } from '#renderer/context/app-context.tsx';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { CloudUpload } from '#renderer/ui/icons.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { Select } from '#renderer/ui/select.tsx';

const UNLIMITED = 'unlimited';
const BUDGETS_KBPS = [128, 256, 512, 1024, 2048, 4096];

/** When, and how fast, scans may go up from this counter. */
export function UploadPanel() {
  const { t } = useTranslation('settings');
  const workflows = useWorkflows();
  const { uploadBudgetKbps, uploadTime } = useQueries().useSettings();
  return (
    <Panel title={t('uploads')} icon={CloudUpload}>
      <RadioGroup
        label={t('uploadTime')}
        hint={t('uploadTimeHint')}
        isStacked
        value={uploadTime}
        onChange={(value) => {
          void workflows.updateSettings({ uploadTime: value });
        }}
        options={[
          { value: 'always', label: t('uploadTimes.always') },
          { value: 'breaks', label: t('uploadTimes.breaks') },
          { value: 'evenings', label: t('uploadTimes.evenings') },
        ]}
      />
      <Select
        label={t('uploadBudget')}
        hint={t('uploadBudgetHint')}
        value={uploadBudgetKbps === null ? UNLIMITED : String(uploadBudgetKbps)}
        onChange={(value) => {
          void workflows.updateSettings({ uploadBudgetKbps: value === UNLIMITED ? null : Number(value) });
        }}
        options={[
          { value: UNLIMITED, label: t('unlimited') },
          ...BUDGETS_KBPS.map((count) => ({ value: String(count), label: t('kilobits', { count }) })),
        ]}
      />
    </Panel>
  );
}
