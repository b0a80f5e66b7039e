import { useEffect, useRef, useState } from 'react';
import { useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import type { QueueOperation } from '#renderer/data/queries/queue-items.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { Send } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import type { RepairForm } from '#renderer/workflows/repair-operation.ts';
import type { DraftApplicant } from '#shared/domain/intake-draft.ts';
import type { IntakeProblem } from '#shared/domain/intake-problem.ts';
import { RepairApplicant } from './repair-applicant.tsx';
import styles from './sync-tray.module.css';

interface RepairDialogProps {
  readonly operation: QueueOperation;
  readonly onClose: () => void;
}

/**
 * The province's reason, the field it concerns, and the operation sent again as a new one. Keyboard alone suffices: it
 * opens with the field concerned in focus, so it is not drawn before that field is known.
 */
export function RepairDialog({ operation, onClose }: RepairDialogProps) {
  const { t } = useTranslation(['queue', 'common']);
  const errorText = useErrorText();
  const concerned = useRef<HTMLInputElement>(null);
  const { form, applicant, setApplicant, failureCode, problems, send } = useRepair(operation, onClose);
  const hasNewer =
    form === undefined || form.field !== 'procedureVersion' || form.newestVersion !== form.refusedVersion;
  if (form === undefined && failureCode === null) return null;
  const isApplicant = form?.field === 'applicant';
  return (
    <Dialog
      isOpen
      initialFocus={isApplicant ? concerned : undefined}
      onClose={onClose}
      title={t('repair')}
      description={t('repairNote')}
      closeLabel={t('common:close')}
      size="large"
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button
            variant="primary"
            icon={Send}
            shortcut="Ctrl+Enter"
            isDisabled={!hasNewer}
            disabledReason={errorText({ code: 'noOtherVersion' })}
            onClick={send}
          >
            {t('repairSend')}
          </Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <SendKey send={send} />
        <Notice tone="warning" title={t('why')}>
          {operation.parkedReason?.detail}
        </Notice>
        {isApplicant && applicant !== null && (
          <RepairApplicant
            applicant={applicant}
            problems={problems}
            onChange={setApplicant}
            concerns={form.concerns}
            concernedRef={concerned}
          />
        )}
        {form?.field === 'procedureVersion' && <VersionNotice form={form} />}
        {form?.field === 'envelope' && <Notice title={t('repairEnvelope')} />}
        {failureCode !== null && <Notice tone="danger" title={errorText({ code: failureCode })} isAnnounced />}
      </div>
    </Dialog>
  );
}

/** Lives inside the dialog, so that its key is heard there and nowhere else. */
function SendKey({ send }: { readonly send: () => void }) {
  useHotkeys({ 'Ctrl+Enter': send });
  return null;
}

function VersionNotice({ form }: { readonly form: RepairForm }) {
  const { t } = useTranslation('queue');
  const versions = { refused: String(form.refusedVersion ?? ''), newest: String(form.newestVersion ?? '') };
  const isNewer = form.newestVersion !== null && form.newestVersion !== form.refusedVersion;
  return (
    <Notice tone={isNewer ? 'info' : 'warning'} title={t('repairVersion', versions)}>
      {t(isNewer ? 'repairVersionNote' : 'repairVersionNone')}
    </Notice>
  );
}

function useRepair({ operationId }: QueueOperation, onClose: () => void) {
  const workflows = useWorkflows();
  const session = useSession();
  const [form, setForm] = useState<RepairForm | undefined>();
  const [applicant, setApplicant] = useState<DraftApplicant | null>(null);
  const [failureCode, setFailureCode] = useState<string | null>(null);
  const [problems, setProblems] = useState<readonly IntakeProblem[]>([]);
  useEffect(() => {
    let isOpen = true;
    void workflows.prepareRepair(operationId).then((prepared) => {
      if (!isOpen) return;
      if (!prepared.ok) {
        setFailureCode(prepared.error.code);
        return;
      }
      setForm(prepared.value);
      setApplicant(prepared.value.applicant);
    });
    return () => {
      isOpen = false;
    };
  }, [workflows, operationId]);
  const repair = async (): Promise<void> => {
    const repaired = await workflows.repairOperation(session, operationId, applicant);
    if (repaired.ok) {
      onClose();
      return;
    }
    const { error } = repaired;
    setFailureCode(error.code);
    setProblems(error.code === 'intakeHasProblems' ? (error.details?.problems ?? []) : []);
  };
  return { form, applicant, setApplicant, failureCode, problems, send: () => void repair() };
}
