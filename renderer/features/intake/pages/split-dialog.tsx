import { useState } from 'react';
import { useIntake, useIntakeState } from '#renderer/features/intake/use-intake.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { Scissors } from '#renderer/ui/icons.ts';
import { Select } from '#renderer/ui/select.tsx';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';

/** Asks to which paper this page and the following ones go; the next of the checklist is proposed. */
export function SplitDialog({
  requirementId,
  page,
  place,
  onClose,
}: {
  readonly requirementId: string;
  readonly page: ScannedPage;
  readonly place: number;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['pages', 'common']);
  const { procedure } = useIntake();
  const workOnPages = useIntakeState((state) => state.workOnPages);
  const requirements = procedure?.components ?? [];
  const at = requirements.findIndex((requirement) => requirement.requirementId === requirementId);
  const others = requirements.filter((requirement) => requirement.requirementId !== requirementId);
  const [target, setTarget] = useState((requirements[at + 1] ?? requirements[at - 1])?.requirementId);
  const split = (): void => {
    if (target === undefined) return;
    workOnPages(requirementId, { kind: 'split', pageId: page.pageId, toRequirementId: target });
    onClose();
  };
  const number = String(place + 1);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('splitTitle', { page: number })}
      description={t('splitText', { page: number })}
      closeLabel={t('common:close')}
      actions={
        <>
          <SplitKey onSplit={split} />
          <Button variant="primary" icon={Scissors} shortcut="Ctrl+Enter" onClick={split}>
            {t('splitDo')}
          </Button>
        </>
      }
    >
      <Select
        label={t('splitTo')}
        value={target}
        onChange={setTarget}
        options={others.map((requirement) => ({ value: requirement.requirementId, label: requirement.name }))}
      />
    </Dialog>
  );
}

/** Inside the dialog, so that the key is the dialog's and not the form's behind it. */
function SplitKey({ onSplit }: { readonly onSplit: () => void }) {
  useHotkeys({ 'Ctrl+Enter': onSplit });
  return null;
}
