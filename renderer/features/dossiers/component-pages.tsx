import { useState } from 'react';
import { useHost, useWorkflows } from '#renderer/context/app-context.tsx';
import type { DossierDetail } from '#renderer/data/queries/queries.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Download } from '#renderer/ui/icons.ts';
import type { DossierComponent } from '#shared/domain/dossier.ts';
import { ExtractionDialog } from './extraction-dialog.tsx';
import styles from './dossiers.module.css';

/** How many pages of a component were scanned, and how far their PDF has come. */
export function ComponentPages({
  detail,
  component,
}: {
  readonly detail: DossierDetail;
  readonly component: DossierComponent;
}) {
  const { t } = useTranslation('dossiers');
  const errorText = useErrorText();
  const host = useHost();
  const workflows = useWorkflows();
  const [saveFailure, setSaveFailure] = useState<string | null>(null);
  const { componentId, pages } = component;
  const progress = detail.progress.find((each) => each.componentId === componentId);
  if (pages.length === 0 || progress === undefined) return null;
  const savePdf = async (): Promise<void> => {
    setSaveFailure(null);
    const saved = await workflows.saveComponentAs(detail.dossier.dossierId, componentId);
    // Somebody who closes the dialog knows that nothing was saved.
    if (!saved.ok && saved.error.code !== 'cancelled') setSaveFailure(saved.error.code);
  };
  const { state, failureCode } = progress;
  return (
    <div className={styles.badges}>
      <span className={styles.muted}>{t('pages', { count: pages.length })}</span>
      {state === 'waiting' && failureCode === null && <Badge tone="info">{t('pdfWaiting')}</Badge>}
      {failureCode !== null && (
        <Badge tone="danger">
          {t('pdfFailed')}: {errorText({ code: failureCode })}
        </Badge>
      )}
      {state === 'made' && <Badge tone="info">{t('pdfMade')}</Badge>}
      {state === 'atProvince' && <Badge tone="success">{t('pdfAtProvince')}</Badge>}
      {state !== 'waiting' && host.capabilities.keepsDocuments && (
        <Button size="small" icon={Download} onClick={() => void savePdf()}>
          {t('saveComponent')}
        </Button>
      )}
      {state !== 'waiting' && <ExtractionDialog detail={detail} component={component} />}
      {saveFailure !== null && <Badge tone="danger">{errorText({ code: saveFailure })}</Badge>}
    </div>
  );
}
