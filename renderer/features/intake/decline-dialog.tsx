import { useState } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { listMissing } from '#shared/domain/decide-request-supplement.ts';
import { useStartNew } from './draft-actions.tsx';
import { useIntake, useIntakeState } from './use-intake.ts';

export type DeclineKind = 'requestSupplement' | 'refuse';

/** Asks for a supplement, with the complete list in one go, or refuses with a reason in words. */
export function DeclineDialog({ kind, onClose }: { readonly kind: DeclineKind; readonly onClose: () => void }) {
  const { t } = useTranslation(['intake', 'common']);
  const errorText = useErrorText();
  const draft = useIntakeState((state) => state.draft);
  const { procedure } = useIntake();
  const [reason, setReason] = useState('');
  const [details, setDetails] = useState<Readonly<Record<string, string>>>({});
  const { decline, failureCode } = useDecline(kind, onClose);
  const isRefusal = kind === 'refuse';
  const missing = isRefusal || procedure === undefined ? [] : listMissing(draft, details, procedure);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(isRefusal ? 'refuseTitle' : 'supplementTitle')}
      description={t(isRefusal ? 'refuseNote' : 'supplementNote')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant={isRefusal ? 'danger' : 'primary'} onClick={() => void decline(reason, details)}>
            {t(kind)}
          </Button>
        </>
      }
    >
      <TextField
        label={t('reasonLabel')}
        hint={t(isRefusal ? 'refuseHint' : 'supplementHint')}
        lines={3}
        isRequired
        value={reason}
        onChange={setReason}
      />
      {missing.map(({ requirementId, name, detail }) => (
        <TextField
          key={requirementId}
          label={name}
          value={details[requirementId] ?? ''}
          placeholder={detail}
          onChange={(words) => {
            setDetails({ ...details, [requirementId]: words });
          }}
        />
      ))}
      {failureCode !== null && <Notice tone="danger" title={errorText({ code: failureCode })} isAnnounced />}
    </Dialog>
  );
}

function useDecline(kind: DeclineKind, onClose: () => void) {
  const workflows = useWorkflows();
  const session = useSession();
  const { store, procedure } = useIntake();
  const startNew = useStartNew();
  const [failureCode, setFailureCode] = useState<string | null>(null);
  const decline = async (reason: string, details: Readonly<Record<string, string>>): Promise<void> => {
    const { draft } = store.getState();
    const declined =
      kind === 'refuse'
        ? await workflows.refuseDossier(session, draft, reason)
        : await workflows.requestSupplement(session, draft, reason, details);
    if (!declined.ok) {
      setFailureCode(declined.error.code);
      return;
    }
    onClose();
    startNew();
    const { applicant } = draft;
    const applicantName = applicant.kind === 'citizen' ? applicant.fullName : applicant.organisationName;
    const procedureName = procedure?.name ?? '';
    store.getState().set({ declined: { kind, applicantName, procedureName, ...declined.value } });
  };
  return { decline, failureCode };
}
