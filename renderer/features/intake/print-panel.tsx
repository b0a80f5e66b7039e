import { useRef, type ReactNode } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { ArrowRight, Printer } from '#renderer/ui/icons.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import type { IssuedDocumentId } from '#shared/kernel/ids.ts';
import { useStartNew } from './draft-actions.tsx';
import { PrintState } from './print-state.tsx';

/** At the end of an intake: whether the paper came out, and the next citizen. */
export function PrintPanel({
  issuedDocumentId,
  children,
}: {
  readonly issuedDocumentId: IssuedDocumentId;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation('intake');
  const startNew = useStartNew();
  const next = useRef<HTMLButtonElement>(null);
  useHotkeys({ Enter: startNew, 'Alt+N': startNew });
  return (
    <Panel title={t('printQuestion')} icon={Printer}>
      {children}
      <PrintState issuedDocumentId={issuedDocumentId} next={next} />
      <Button ref={next} variant="primary" size="large" isWide icon={ArrowRight} shortcut="Enter" onClick={startNew}>
        {t('nextCitizen')}
      </Button>
    </Panel>
  );
}
