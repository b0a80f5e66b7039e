import { useQueries, useWorkflows } from '#renderer/context/app-context.tsx';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { DefinitionList } from '#renderer/ui/definition-list.tsx';
import { UploadPanel } from './upload-panel.tsx';
import { Monitor, Settings } from '#renderer/ui/icons.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { Column, ColumnLayout, Screen } from '#renderer/ui/screen.tsx';
import { AnnouncementsPanel } from './announcements-panel.tsx';
import { DigitisingPanel } from './digitising-panel.tsx';
import { PrintingPanel } from './printing-panel.tsx';
import { ScanFolderPanel } from './scan-folder-panel.tsx';

/** What an officer may set on this counter. */
export function SettingsScreen() {
  const { t } = useTranslation('settings');
  return (
    <Screen title={t('title')}>
      <ColumnLayout>
        <Column>
          <PrintingPanel />
          <ScanFolderPanel />
          <DigitisingPanel />
        </Column>
        <Column>
          <DisplayPanel />
          <UploadPanel />
        </Column>
        <Column>
          <StationPanel />
          <AnnouncementsPanel />
        </Column>
      </ColumnLayout>
    </Screen>
  );
}

function DisplayPanel() {
  const { t } = useTranslation('settings');
  const workflows = useWorkflows();
  const { theme, language } = useQueries().useSettings();
  return (
    <Panel title={t('display')} icon={Settings}>
      <RadioGroup
        label={t('theme')}
        isStacked
        value={theme}
        onChange={(value) => {
          void workflows.updateSettings({ theme: value });
        }}
        options={[
          { value: 'light', label: t('light') },
          { value: 'highContrast', label: t('highContrast') },
        ]}
      />
      <RadioGroup
        label={t('language')}
        hint={t('languageHint')}
        isStacked
        value={language}
        onChange={(value) => {
          void workflows.updateSettings({ language: value });
        }}
        options={[
          { value: 'vi', label: t('vi') },
          { value: 'en', label: t('en') },
        ]}
      />
    </Panel>
  );
}

function StationPanel() {
  const { t } = useTranslation('settings');
  const queries = useQueries();
  const station = queries.useStation();
  const office = queries.useOfficeData();
  const procedures = queries.useProcedures();
  if (station === undefined || station === null || office === undefined || office === null) return null;
  return (
    <Panel title={t('station')} icon={Monitor}>
      <DefinitionList
        items={[
          { term: t('stationName'), value: station.stationName },
          { term: t('agencyCode'), value: station.agencyCode, isTabular: true },
          { term: t('office'), value: office.office.name },
          { term: t('catalogueVersion'), value: String(office.catalogueVersion), isTabular: true },
          { term: t('procedures'), value: String(procedures?.length ?? 0), isTabular: true },
        ]}
      />
    </Panel>
  );
}
