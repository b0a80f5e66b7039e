import { useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { useHost, useQueries, useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import { formatFullDateTime, formatMoney } from '#renderer/i18n/formats.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { DefinitionList } from '#renderer/ui/definition-list.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { ArrowRight, CircleCheck, Download, Printer } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { useStartNew } from './draft-actions.tsx';
import styles from './intake.module.css';
import type { AcceptedView } from './store.ts';
import { useIntakeState } from './use-intake.ts';

/** The official code, large; whether the paper came out, asked once; the next citizen. */
export function AcceptedScreen({ accepted }: { readonly accepted: AcceptedView }) {
  const { t, i18n } = useTranslation(['intake', 'common', 'citizen']);
  const startNew = useStartNew();
  const next = useRef<HTMLButtonElement>(null);
  const { dossier } = accepted;
  const { applicant } = dossier;
  const isRated = useIntakeState((state) => state.rating === 'recorded');
  const isProvisional = dossier.provisionalCode === dossier.dossierCode;
  useHotkeys({ Enter: startNew, 'Alt+N': startNew });
  return (
    <Screen title={t('accepted')}>
      <div className={styles.accepted}>
        <Panel title={t(isProvisional ? 'acceptedProvisional' : 'acceptedCode')} icon={CircleCheck} isEmphasised>
          <div className={styles.code} data-testid="dossier-code">
            {dossier.dossierCode}
          </div>
          {isProvisional && <Notice tone="warning" title={t('acceptedProvisionalHint')} />}
          <DefinitionList
            items={[
              {
                term: t('applicant'),
                value: applicant.kind === 'citizen' ? applicant.fullName : applicant.organisationName,
              },
              { term: t('procedure'), value: dossier.procedureName },
              { term: t('due'), value: formatFullDateTime(dossier.resultDueAt, i18n.language === 'en' ? 'en' : 'vi') },
              { term: t('fees'), value: formatMoney(dossier.feeTotalVnd), isTabular: true },
            ]}
          />
        </Panel>
        <Panel title={t('printQuestion')} icon={Printer}>
          {isRated && <Badge tone="success">{t('citizen:officer.rated')}</Badge>}
          <PrintState accepted={accepted} next={next} />
          <Button
            ref={next}
            variant="primary"
            size="large"
            isWide
            icon={ArrowRight}
            shortcut="Enter"
            onClick={startNew}
          >
            {t('nextCitizen')}
          </Button>
        </Panel>
      </div>
    </Screen>
  );
}

function PrintState({
  accepted,
  next,
}: {
  readonly accepted: AcceptedView;
  readonly next: RefObject<HTMLButtonElement | null>;
}) {
  const { t } = useTranslation(['intake', 'notices', 'common']);
  const errorText = useErrorText();
  const workflows = useWorkflows();
  const session = useSession();
  const host = useHost();
  const detail = useQueries().useDossierDetail(accepted.dossier.dossierId);
  const [isPrinting, setPrinting] = useState(false);
  const marks = detail === undefined || detail === null || detail === 'damaged' ? [] : detail.printMarks;
  const mark = marks.find((entry) => entry.issuedDocumentId === accepted.issuedDocumentId);
  const settledAt = mark === undefined || mark.state === 'pending' ? undefined : mark.updatedAt;
  useEffect(() => {
    // Enter is for the next citizen, wherever printing has left the focus: on its own button, or in a browser's dialog.
    if (settledAt !== undefined) next.current?.focus();
  }, [settledAt, next]);
  const [saveFailure, setSaveFailure] = useState<string | null>(null);
  const savePdf = async (): Promise<void> => {
    setSaveFailure(null);
    const saved = await workflows.saveReceiptAs(accepted.issuedDocumentId);
    // Somebody who closes the dialog knows that nothing was saved.
    if (!saved.ok && saved.error.code !== 'cancelled') setSaveFailure(saved.error.code);
  };
  const printAgain = async (): Promise<void> => {
    setPrinting(true);
    await workflows.printReceipt(session, accepted.issuedDocumentId);
    setPrinting(false);
  };
  useHotkeys({ 'Ctrl+P': () => void printAgain() });
  return (
    <>
      {mark?.state === 'failed' && (
        <Notice tone="danger" title={t('printFailed')} isAnnounced>
          {errorText({ code: mark.failureCode ?? 'unknown' })}
        </Notice>
      )}
      {mark?.state === 'printed' && (
        <Notice tone="success" title={t('printDone', { copy: String(mark.printCount) })} isAnnounced />
      )}
      {mark?.state === 'onRequest' && <Notice title={t('notices:noPaper')} />}
      {(mark === undefined || mark.state === 'pending') && <Notice title={t('printPending')} />}
      <Button
        isWide
        icon={Printer}
        shortcut="Ctrl+P"
        isDisabled={isPrinting || mark === undefined || mark.state === 'pending'}
        onClick={() => void printAgain()}
      >
        {mark?.state === 'onRequest' ? t('common:print') : t('printAgain')}
      </Button>
      {host.capabilities.keepsDocuments && (
        <Button isWide icon={Download} onClick={() => void savePdf()}>
          {t('savePdf')}
        </Button>
      )}
      {saveFailure !== null && <Notice tone="danger" title={errorText({ code: saveFailure })} isAnnounced />}
    </>
  );
}
