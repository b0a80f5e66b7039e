import { memo, useState } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import { formatTime } from '#renderer/i18n/formats.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { FormCell, FormGrid } from '#renderer/ui/form-grid.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { FilePlus, Printer, Save, TriangleAlert } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Column, ColumnLayout, Screen } from '#renderer/ui/screen.tsx';
import { evaluateFees } from '#shared/domain/fees.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import { CodeReaderNotice } from './code-reader-notice.tsx';
import { DeclineDialog, type DeclineKind } from './decline-dialog.tsx';
import { DraftActions } from './draft-actions.tsx';
import { focusField } from './focus-field.ts';
import { DuePanel, FeePanel } from './outcome-panels.tsx';
import { PapersPanel } from './papers-panel.tsx';
import { PersonPanel } from './person-panel.tsx';
import { ProblemList } from './problem-list.tsx';
import { ProcedurePanel } from './procedure-panel.tsx';
import { ReceiptDeliveryPanel } from './receipt-delivery-panel.tsx';
import { useIntake, useIntakeState } from './use-intake.ts';

/** The form itself: three columns, with the primary action always on the screen. */
export function IntakeForm({ drafts }: { readonly drafts: readonly IntakeDraft[] }) {
  const { t } = useTranslation('intake');
  return (
    <Screen title={t('title')} note={<SavingBadge />} actions={<DraftActions drafts={drafts} />}>
      <Columns />
    </Screen>
  );
}

/** Drawn again only for what its parts themselves look at, not with every draft that is saved. */
const Columns = memo(function Columns() {
  return (
    <ColumnLayout>
      <Column>
        <CodeReaderNotice />
        <ProcedurePanel />
        <PersonPanel />
      </Column>
      <Column>
        <PapersPanel />
      </Column>
      <Column foot={<Decisions />}>
        <DuePanel />
        <FeePanel />
        <ProblemList />
        <FailureNotice />
        <ReceiptDeliveryPanel />
      </Column>
    </ColumnLayout>
  );
});

function SavingBadge() {
  const { t } = useTranslation('intake');
  const saving = useIntakeState((state) => state.saving);
  switch (saving.kind) {
    case 'untouched':
      return <Badge icon={FilePlus}>{t('newDraft')}</Badge>;
    case 'unsaved':
      return <Badge icon={Save}>{t('draftSaving')}</Badge>;
    case 'saved':
      return (
        <Badge tone="info" icon={Save}>
          {t('draftSaved', { time: formatTime(saving.at) })}
        </Badge>
      );
    case 'failed':
      return (
        <Badge tone="danger" icon={TriangleAlert}>
          {t('draftNotSaved')}
        </Badge>
      );
  }
}

function FailureNotice() {
  const errorText = useErrorText();
  const failure = useIntakeState((state) => state.failure);
  const saving = useIntakeState((state) => state.saving);
  if (failure !== null) return <Notice tone="danger" title={errorText(failure)} isAnnounced />;
  if (saving.kind === 'failed') return <Notice tone="danger" title={errorText(saving)} isAnnounced />;
  return null;
}

function Decisions() {
  const { t } = useTranslation('intake');
  const accept = useAccept();
  const { procedure } = useIntake();
  const isAccepting = useIntakeState((state) => state.isAccepting);
  const [declining, setDeclining] = useState<DeclineKind | null>(null);
  useHotkeys({ 'Ctrl+Enter': accept });
  const canDecline = procedure !== undefined;
  return (
    <>
      <Button
        variant="primary"
        size="large"
        isWide
        shortcut="Ctrl+Enter"
        icon={Printer}
        isDisabled={isAccepting}
        onClick={accept}
      >
        {t('accept')}
      </Button>
      <FormGrid>
        <FormCell width="half">
          <Button
            isWide
            isDisabled={!canDecline}
            disabledReason={t('checklistEmpty')}
            onClick={() => {
              setDeclining('requestSupplement');
            }}
          >
            {t('requestSupplement')}
          </Button>
        </FormCell>
        <FormCell width="half">
          <Button
            isWide
            isDisabled={!canDecline}
            disabledReason={t('checklistEmpty')}
            onClick={() => {
              setDeclining('refuse');
            }}
          >
            {t('refuse')}
          </Button>
        </FormCell>
      </FormGrid>
      {declining !== null && (
        <DeclineDialog
          kind={declining}
          onClose={() => {
            setDeclining(null);
          }}
        />
      )}
    </>
  );
}

/** Accepts, or leads to the first thing that is missing. */
function useAccept(): () => void {
  const { store, problems, procedure, today } = useIntake();
  const workflows = useWorkflows();
  const session = useSession();
  const accept = async (): Promise<void> => {
    const { draft, isAccepting, set, edit } = store.getState();
    if (isAccepting) return;
    const first = problems.find((problem) => problem.severity === 'blocking');
    if (first !== undefined) {
      set({ showsProblems: true });
      focusField(first.field);
      return;
    }
    set({ isAccepting: true, failure: null });
    const shownVnd = procedure === undefined ? null : evaluateFees(procedure, draft, today).totalVnd;
    const accepted = await workflows.acceptDossier(session, { ...draft, quotedFeeVnd: draft.quotedFeeVnd ?? shownVnd });
    if (accepted.ok) {
      set({ isAccepting: false, accepted: accepted.value });
      return;
    }
    // The new amount is on the screen from now on; the next press takes it.
    if (accepted.error.code === 'feeChanged') edit({ quotedFeeVnd: null });
    set({ isAccepting: false, failure: accepted.error, showsProblems: true });
  };
  return () => {
    void accept();
  };
}
