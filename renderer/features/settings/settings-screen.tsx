import { useEffect, useState } from 'react';
import { useHost, useQueries, useWorkflows } from '#renderer/context/app-context.tsx';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { DefinitionList } from '#renderer/ui/definition-list.tsx';
import { UploadPanel } from './upload-panel.tsx';
import { Monitor, Printer, RefreshCw, Settings } from '#renderer/ui/icons.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { Column, ColumnLayout, Screen } from '#renderer/ui/screen.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { AnnouncementsPanel } from './announcements-panel.tsx';
import { DigitisingPanel } from './digitising-panel.tsx';
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

const DEFAULT_PRINTER = 'default';

function PrintingPanel() {
  const { t } = useTranslation('settings');
  const host = useHost();
  const workflows = useWorkflows();
  const { receiptPrinterId } = useQueries().useSettings();
  const { printers, refresh } = usePrinters();
  if (!host.capabilities.silentPrint) {
    return (
      <Panel title={t('printing')} icon={Printer}>
        {t('browserPrinting')}
      </Panel>
    );
  }
  return (
    <Panel title={t('printing')} icon={Printer}>
      <Select
        label={t('receiptPrinter')}
        hint={printers.length === 0 ? t('noPrinters') : t('printerHint')}
        value={receiptPrinterId ?? DEFAULT_PRINTER}
        onChange={(value) => {
          void workflows.updateSettings({ receiptPrinterId: value === DEFAULT_PRINTER ? null : value });
        }}
        options={[
          { value: DEFAULT_PRINTER, label: t('defaultPrinter') },
          ...printers.map((printer) => ({
            value: printer.printerId,
            label: `${printer.name} · ${t(`printerState.${printer.state}`)}`,
          })),
        ]}
      />
      <Button icon={RefreshCw} onClick={refresh}>
        {t('refresh')}
      </Button>
    </Panel>
  );
}

type Printers = Awaited<ReturnType<ReturnType<typeof useHost>['listPrinters']>>;

function usePrinters(): { readonly printers: Printers; readonly refresh: () => void } {
  const host = useHost();
  const [printers, setPrinters] = useState<Printers>([]);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    void host.listPrinters().then((found) => {
      if (isCurrent) setPrinters(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [host, turn]);
  return {
    printers,
    refresh: () => {
      setTurn((last) => last + 1);
    },
  };
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
