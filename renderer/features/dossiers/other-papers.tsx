import { useState } from 'react';
import { useQueries, useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import { useNow } from '#renderer/context/use-now.ts';
import type { DossierDetail } from '#renderer/data/queries/queries.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { usePrintText } from '#renderer/i18n/use-print-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { FileText, Printer } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import type { ExtraPaper } from '#renderer/workflows/issue-paper.ts';
import type { IssuedDocumentId } from '#shared/kernel/ids.ts';
import { toLocalDate } from '#shared/kernel/instant.ts';
import styles from './dossiers.module.css';
import { findReceiptMark } from './receipt-mark.ts';

type OtherPaper = ExtraPaper | 'bilingualReceipt';

/** The papers that go with a dossier besides its receipt, each printed with one key. */
export function OtherPapers({ detail }: { readonly detail: DossierDetail }) {
  const { t } = useTranslation('dossiers');
  const [isOpen, setOpen] = useState(false);
  const open = (): void => {
    setOpen(true);
  };
  useHotkeys({ 'Alt+G': open });
  return (
    <>
      <Button icon={FileText} shortcut="Alt+G" onClick={open}>
        {t('otherPapers')}
      </Button>
      {isOpen && (
        <OtherPapersDialog
          detail={detail}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

function OtherPapersDialog({ detail, onClose }: { readonly detail: DossierDetail; readonly onClose: () => void }) {
  const { t } = useTranslation(['dossiers', 'common']);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('otherPapers')}
      description={detail.dossier.dossierCode}
      closeLabel={t('common:close')}
      actions={<Button onClick={onClose}>{t('common:close')}</Button>}
    >
      <Choices detail={detail} />
    </Dialog>
  );
}

/** Inside the dialog, where its keys are heard. */
function Choices({ detail }: { readonly detail: DossierDetail }) {
  const errorText = useErrorText();
  const nameOf = usePaperName();
  const offered = useOfferedPapers(detail);
  const { print, printed, isPrinting, failureCode } = usePrintOther(detail);
  useHotkeys(Object.fromEntries(offered.map((paper, index) => [chordOf(index), () => void print(paper)])));
  return (
    <div className={styles.otherPapers}>
      {offered.map((paper, index) => (
        <Button
          key={paper}
          isWide
          icon={Printer}
          shortcut={chordOf(index)}
          isDisabled={isPrinting}
          onClick={() => void print(paper)}
        >
          {nameOf(paper)}
        </Button>
      ))}
      {printed !== null && <Outcome key={printed.issuedDocumentId} {...printed} />}
      {failureCode !== null && <Notice tone="danger" title={errorText({ code: failureCode })} isAnnounced />}
    </div>
  );
}

function usePaperName(): (paper: OtherPaper) => string {
  const { t } = useTranslation(['dossiers', 'printing']);
  return (paper) => (paper === 'bilingualReceipt' ? t('bilingualReceipt') : t(`printing:paper.${paper}`));
}

function chordOf(index: number): string {
  return `Alt+${String(index + 1)}`;
}

/** A paper that this counter cannot print, or that says nothing, is not offered. */
function useOfferedPapers(detail: DossierDetail): readonly OtherPaper[] {
  const queries = useQueries();
  const { thermal } = queries.useSettings().printerByPaper;
  const today = toLocalDate(useNow());
  const { dossier } = detail;
  const isOfToday = toLocalDate(dossier.acceptedAt) === today;
  const ofToday = queries.useDossiersOfDay(dossier, today) ?? 0;
  return [
    ...(findReceiptMark(detail).mark === undefined ? [] : (['bilingualReceipt'] as const)),
    ...(['processingControlSheet', 'evaluationSlip'] as const),
    ...(isOfToday && ofToday > 1 ? (['multiDossierReceipt'] as const) : []),
    ...(thermal === null ? [] : (['thermalSlip'] as const)),
  ];
}

interface Printed {
  readonly paper: OtherPaper;
  readonly issuedDocumentId: IssuedDocumentId;
}

function usePrintOther(detail: DossierDetail) {
  const workflows = useWorkflows();
  const session = useSession();
  const [isPrinting, setPrinting] = useState(false);
  const [failureCode, setFailureCode] = useState<string | null>(null);
  const [printed, setPrinted] = useState<Printed | null>(null);
  const print = async (paper: OtherPaper): Promise<void> => {
    if (isPrinting) return;
    setPrinting(true);
    setFailureCode(null);
    setPrinted(null);
    if (paper === 'bilingualReceipt') {
      const { mark } = findReceiptMark(detail);
      if (mark !== undefined) {
        await workflows.printDocument(session, mark.issuedDocumentId, 'viEn');
        setPrinted({ paper, issuedDocumentId: mark.issuedDocumentId });
      }
    } else {
      const issued = await workflows.issuePaper(session, detail.dossier.dossierId, paper);
      if (issued.ok) setPrinted({ paper, issuedDocumentId: issued.value });
      else setFailureCode(issued.error.code);
    }
    setPrinting(false);
  };
  return { print, printed, isPrinting, failureCode };
}

/** How the paper that was asked for last stands. */
function Outcome({ paper, issuedDocumentId }: Printed) {
  const nameOf = usePaperName();
  const printText = usePrintText();
  const print = useQueries().usePaperPrints(issuedDocumentId)?.prints.at(-1);
  if (print === undefined) return null;
  const { tone, title, advice } = printText(print);
  return (
    <Notice tone={tone} title={`${nameOf(paper)}: ${title}`} isAnnounced>
      {advice}
    </Notice>
  );
}
