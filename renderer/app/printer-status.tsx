import { useHost, useNavigation, useQueries } from '#renderer/context/app-context.tsx';
import { usePrinters } from '#renderer/context/use-printers.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Printer } from '#renderer/ui/icons.ts';
import { StatusItem } from '#renderer/ui/status-item.tsx';

/** How the printer for receipts is. What a paper is waiting for right now comes first. */
export function PrinterStatus() {
  const { t } = useTranslation('printing');
  const { capabilities } = useHost();
  const navigation = useNavigation();
  const queries = useQueries();
  const { form } = queries.useSettings().printerByPaper;
  const held = (queries.useOpenPrints() ?? []).find((print) => print.trouble !== null);
  const { printers } = usePrinters();
  if (!capabilities.silentPrint || printers === undefined) return null;
  const open = (): void => {
    navigation.openScreen('settings');
  };
  const chosen = printers.find((candidate) => candidate.printerId === form);
  const printer = form === null ? printers.find((candidate) => candidate.isDefault) : chosen;
  const trouble = held?.trouble ?? printer?.trouble ?? null;
  if (trouble !== null) {
    const value = t(`briefly.${trouble}`);
    return (
      <StatusItem
        icon={Printer}
        tone="warning"
        value={value}
        hint={held?.printerName ?? printer?.name}
        onClick={open}
      />
    );
  }
  if (printer === undefined)
    return <StatusItem icon={Printer} tone="warning" value={t('status.none')} onClick={open} />;
  return <StatusItem icon={Printer} value={t(`status.${printer.state}`)} hint={printer.name} onClick={open} />;
}
