import type { DossierDetail } from '#renderer/data/queries/queries.ts';
import { formatDateTime } from '#renderer/i18n/formats.ts';
import { usePrintText } from '#renderer/i18n/use-print-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import styles from './dossiers.module.css';

/** Every print of the dossier's papers, the last one first; what the last one is waiting for is said on top. */
export function PrintHistory({ prints, papers }: Pick<DossierDetail, 'prints' | 'papers'>) {
  const { t } = useTranslation('printing');
  const printText = usePrintText();
  const last = prints.at(-1);
  if (last === undefined) return null;
  const { tone, title, advice } = printText(last);
  return (
    <Panel title={t('history')}>
      {(tone === 'warning' || tone === 'danger') && (
        <Notice tone={tone} title={title} isAnnounced>
          {advice}
        </Notice>
      )}
      <ul className={styles.list}>
        {prints.toReversed().map((print) => (
          <li key={print.printId}>
            {printText(print).title}{' '}
            <span className={styles.muted}>
              {[
                ...papers
                  .filter(({ issuedDocumentId }) => issuedDocumentId === print.issuedDocumentId)
                  .map(({ kind }) => t(`paper.${kind}`)),
                formatDateTime(print.begunAt),
                ...(print.printerName === null ? [] : [print.printerName]),
                ...(print.cameOut === null ? [] : [t(print.cameOut ? 'saidYes' : 'saidNo')]),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
