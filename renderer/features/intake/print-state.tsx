import { useEffect, useState, type RefObject } from 'react';
import { useHost, useQueries, useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import type { DossierDetail } from '#renderer/data/queries/queries.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { usePrintText } from '#renderer/i18n/use-print-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { Check, Download, Printer, X } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import type { IssuedDocumentId } from '#shared/kernel/ids.ts';
import styles from './intake.module.css';

type Print = DossierDetail['prints'][number];

/** How a paper's print stands, whether it came out (asked once), and the buttons for when it has not. */
export function PrintState({
  issuedDocumentId,
  next,
}: {
  readonly issuedDocumentId: IssuedDocumentId;
  readonly next: RefObject<HTMLButtonElement | null>;
}) {
  const { t } = useTranslation(['intake', 'notices', 'common']);
  const workflows = useWorkflows();
  const session = useSession();
  const { mark, prints = [] } = useQueries().usePaperPrints(issuedDocumentId) ?? {};
  const [isPrinting, setPrinting] = useState(false);
  const print = prints.at(-1);
  const settledAt = mark === undefined || mark.state === 'pending' ? undefined : mark.updatedAt;
  useEffect(() => {
    // Enter is for the next citizen, wherever printing has left the focus: on its own button, or in a browser's dialog.
    if (settledAt !== undefined) next.current?.focus();
  }, [settledAt, next]);
  const printAgain = async (): Promise<void> => {
    setPrinting(true);
    await workflows.printDocument(session, issuedDocumentId);
    setPrinting(false);
  };
  useHotkeys({ 'Ctrl+P': () => void printAgain() });
  return (
    <>
      {mark?.state === 'onRequest' && print === undefined ? (
        <Notice title={t('notices:noPaper')} />
      ) : (
        <Standing print={mark === undefined || mark.state === 'pending' ? undefined : print} next={next} />
      )}
      <Button
        isWide
        icon={Printer}
        shortcut="Ctrl+P"
        isDisabled={isPrinting || mark === undefined || mark.state === 'pending'}
        onClick={() => void printAgain()}
      >
        {mark?.state === 'onRequest' ? t('common:print') : t('printAgain')}
      </Button>
      <SavePdf issuedDocumentId={issuedDocumentId} />
    </>
  );
}

function Standing({
  print,
  next,
}: {
  readonly print: Print | undefined;
  readonly next: RefObject<HTMLButtonElement | null>;
}) {
  const { t } = useTranslation(['intake', 'printing']);
  const printText = usePrintText();
  if (print === undefined || print.state === 'started') return <Notice title={t('printPending')} />;
  const copy = String(print.copyNumber);
  if (print.cameOut === true) {
    return <Notice tone="success" title={t('printing:answeredYes', { copy })} isAnnounced />;
  }
  if (print.cameOut === false) {
    return (
      <Notice tone="warning" title={t('printing:answeredNo', { copy })} isAnnounced>
        {t('printing:answeredNoAdvice')}
      </Notice>
    );
  }
  const { tone, title, advice } = printText(print);
  const mayHaveComeOut = print.state !== 'failed' && print.state !== 'cancelled';
  return (
    <>
      <Notice tone={tone} title={title} isAnnounced>
        {advice}
      </Notice>
      {mayHaveComeOut && <Question print={print} next={next} />}
    </>
  );
}

/** Asked of each copy once: an answer that was given is not asked for again, and nobody has to give one. */
function Question({ print, next }: { readonly print: Print; readonly next: RefObject<HTMLButtonElement | null> }) {
  const { t } = useTranslation('printing');
  const workflows = useWorkflows();
  const session = useSession();
  const answer = (cameOut: boolean): void => {
    void workflows.answerPrint(session, print.printId, cameOut);
    next.current?.focus();
  };
  const yes = (): void => {
    answer(true);
  };
  const no = (): void => {
    answer(false);
  };
  useHotkeys({ 'Alt+R': yes, 'Alt+K': no });
  return (
    <div className={styles.answers}>
      <Button isWide icon={Check} shortcut="Alt+R" onClick={yes}>
        {t('cameOut')}
      </Button>
      <Button isWide icon={X} shortcut="Alt+K" onClick={no}>
        {t('notOut')}
      </Button>
    </div>
  );
}

function SavePdf({ issuedDocumentId }: { readonly issuedDocumentId: IssuedDocumentId }) {
  const { t } = useTranslation('intake');
  const errorText = useErrorText();
  const workflows = useWorkflows();
  const host = useHost();
  const [saveFailure, setSaveFailure] = useState<string | null>(null);
  const savePdf = async (): Promise<void> => {
    setSaveFailure(null);
    const saved = await workflows.saveDocumentAs(issuedDocumentId);
    // Somebody who closes the dialog knows that nothing was saved.
    if (!saved.ok && saved.error.code !== 'cancelled') setSaveFailure(saved.error.code);
  };
  return (
    <>
      {host.capabilities.keepsDocuments && (
        <Button isWide icon={Download} onClick={() => void savePdf()}>
          {t('savePdf')}
        </Button>
      )}
      {saveFailure !== null && <Notice tone="danger" title={errorText({ code: saveFailure })} isAnnounced />}
    </>
  );
}
