import { useState } from 'react';
import { useHost, useQueries, useWorkflows } from '#renderer/context/app-context.tsx';
import { usePrinters } from '#renderer/context/use-printers.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { DefinitionList } from '#renderer/ui/definition-list.tsx';
import { Printer, RefreshCw } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { VisuallyHidden } from '#renderer/ui/visually-hidden.tsx';

type Printers = NonNullable<ReturnType<typeof usePrinters>['printers']>;
type PaperClass = keyof ReturnType<ReturnType<typeof useQueries>['useSettings']>['printerByPaper'];

const DEFAULT_PRINTER = 'default';
const PAPER_CLASSES: readonly PaperClass[] = ['form', 'report', 'slip', 'thermal'];

/** Which printer prints what, how the printers are, and a page to try them with. */
export function PrintingPanel() {
  const { t } = useTranslation('printing');
  const { capabilities } = useHost();
  const { printers = [], refresh } = usePrinters();
  if (!capabilities.silentPrint) {
    return (
      <Panel title={t('title')} icon={Printer}>
        {t('browserPrinting')}
      </Panel>
    );
  }
  return (
    <Panel title={t('title')} icon={Printer}>
      {PAPER_CLASSES.map((paperClass) => (
        <PaperPrinter key={paperClass} paperClass={paperClass} printers={printers} />
      ))}
      <PrinterStates printers={printers} />
      <Button icon={RefreshCw} onClick={refresh}>
        {t('refresh')}
      </Button>
    </Panel>
  );
}

type Tested = { readonly kind: 'printed'; readonly name: string } | { readonly kind: 'failed' };

function PaperPrinter({ paperClass, printers }: { readonly paperClass: PaperClass; readonly printers: Printers }) {
  const { t } = useTranslation('printing');
  const workflows = useWorkflows();
  const { printerByPaper } = useQueries().useSettings();
  const [tested, setTested] = useState<Tested>();
  const chosen = printerByPaper[paperClass];
  const isThermal = paperClass === 'thermal';
  const choose = (value: string): void => {
    setTested(undefined);
    const printerId = value === DEFAULT_PRINTER ? null : value;
    void workflows.updateSettings({ printerByPaper: { ...printerByPaper, [paperClass]: printerId } });
  };
  const test = async (): Promise<void> => {
    const printed = await workflows.printTestPage(paperClass);
    setTested(printed.ok ? { kind: 'printed', name: printed.value.printerName } : { kind: 'failed' });
  };
  return (
    <>
      <Select
        label={t(`papers.${paperClass}`)}
        hint={isThermal ? t('thermalHint') : paperClass === 'form' ? t('printerHint') : undefined}
        value={chosen ?? DEFAULT_PRINTER}
        onChange={choose}
        options={[
          { value: DEFAULT_PRINTER, label: t(isThermal ? 'noThermal' : 'defaultPrinter') },
          ...printers.map(({ printerId, name, state }) => ({
            value: printerId,
            label: `${name} · ${t(`state.${state}`)}`,
          })),
          // What was chosen stays chosen, and is said, when the printer has gone.
          ...(chosen !== null && printers.every(({ printerId }) => printerId !== chosen)
            ? [{ value: chosen, label: t('vanished', { name: chosen }) }]
            : []),
        ]}
      />
      <Button
        icon={Printer}
        size="small"
        isDisabled={printers.length === 0 || (isThermal && chosen === null)}
        onClick={() => void test()}
      >
        {t('test')} <VisuallyHidden>{t(`papers.${paperClass}`)}</VisuallyHidden>
      </Button>
      {tested?.kind === 'printed' && <Notice tone="success" title={t('tested', { name: tested.name })} isAnnounced />}
      {tested?.kind === 'failed' && (
        <Notice tone="danger" title={t('notTested')} isAnnounced>
          {t('notTestedAdvice')}
        </Notice>
      )}
    </>
  );
}

function PrinterStates({ printers }: { readonly printers: Printers }) {
  const { t } = useTranslation('printing');
  if (printers.length === 0) return <Notice tone="warning" title={t('noPrinters')} />;
  const items = printers.map(({ name, state, trouble }) => ({
    term: name,
    value: t(`state.${state}`),
    ...(trouble === null ? {} : { note: t(`trouble.${trouble}`) }),
  }));
  return <DefinitionList items={items} />;
}
