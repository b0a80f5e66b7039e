import { useState } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import { formatDateTime } from '#renderer/i18n/formats.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { FilePlus, History, Trash2 } from '#renderer/ui/icons.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import styles from './intake.module.css';
import { useIntake, useIntakeState } from './use-intake.ts';

/** New draft, other drafts, discard: none of them touches what another draft holds. */
export function DraftActions({ drafts }: { readonly drafts: readonly IntakeDraft[] }) {
  const { t } = useTranslation(['intake', 'common']);
  const { store } = useIntake();
  const draft = useIntakeState((state) => state.draft);
  const startNew = useStartNew();
  const workflows = useWorkflows();
  const [asks, setAsks] = useState<'none' | 'discard' | 'drafts'>('none');
  const others = drafts.filter((other) => other.draftId !== draft.draftId);
  useHotkeys({ 'Alt+N': startNew });
  const close = (): void => {
    setAsks('none');
  };
  const discard = async (): Promise<void> => {
    close();
    const discarded = await workflows.discardDraft(draft);
    if (discarded.ok) startNew();
    else store.getState().set({ failure: discarded.error });
  };
  return (
    <>
      {others.length > 0 && (
        <Button
          variant="ghost"
          icon={History}
          onClick={() => {
            setAsks('drafts');
          }}
        >
          {t('draftsCount', { count: others.length })}
        </Button>
      )}
      <Button variant="ghost" icon={FilePlus} shortcut="Alt+N" onClick={startNew}>
        {t('newDraft')}
      </Button>
      <Button
        variant="ghost"
        icon={Trash2}
        onClick={() => {
          setAsks('discard');
        }}
      >
        {t('discard')}
      </Button>
      <ConfirmDialog
        isOpen={asks === 'discard'}
        isDangerous
        title={t('discardTitle')}
        confirmLabel={t('discard')}
        cancelLabel={t('common:cancel')}
        onConfirm={() => void discard()}
        onCancel={close}
      >
        {t('discardText')}
      </ConfirmDialog>
      <Dialog isOpen={asks === 'drafts'} onClose={close} title={t('drafts')} closeLabel={t('common:close')}>
        <ul className={styles.problems}>
          {others.map((other) => (
            <li key={other.draftId}>
              <Button
                isWide
                onClick={() => {
                  store.getState().open(other, { kind: 'saved', at: other.updatedAt });
                  close();
                }}
              >
                <DraftName draft={other} />
              </Button>
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}

function DraftName({ draft }: { readonly draft: IntakeDraft }) {
  const { t } = useTranslation('intake');
  const { procedures } = useIntake();
  const procedure = procedures.find((candidate) => candidate.procedureCode === draft.procedureCode);
  const { applicant } = draft;
  const person = applicant.kind === 'citizen' ? applicant.fullName : applicant.organisationName;
  const parts = [formatDateTime(draft.updatedAt), person, procedure?.name ?? t('untitledDraft')];
  return <>{parts.filter((part) => part !== '').join(' · ')}</>;
}

/** Begins with an empty form; the draft on the screen stays in the list. */
export function useStartNew(): () => void {
  const { store } = useIntake();
  const workflows = useWorkflows();
  const session = useSession();
  return () => {
    store.getState().open(workflows.startDraft(session), { kind: 'untouched' });
  };
}
