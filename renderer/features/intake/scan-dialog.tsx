import { useRef, useState } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { Check, ScanLine, Square } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import type { ComponentRequirement } from '#shared/domain/procedure.ts';
import styles from './intake.module.css';
import { StackCheckbox } from './pages/stack-checkbox.tsx';
import { useSplitStack } from './pages/use-split-stack.ts';
import { ScanFields } from './scan-fields.tsx';
import { ScanReport } from './scan-report.tsx';
import { useIntake, useIntakeState } from './use-intake.ts';
import { useScan, useScanners } from './use-scan.ts';
import { useScanChoice } from './use-scan-choice.ts';

/** Scans the papers of one component; each page is attached as soon as it is there. */
export function ScanDialog({
  requirement,
  onClose,
}: {
  readonly requirement: ComponentRequirement;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['scanning', 'common']);
  const initialPage = useNextPage(requirement.requirementId);
  const startButton = useRef<HTMLButtonElement>(null);
  const { scanners, search } = useScanners();
  const { choice, choose } = useScanChoice(scanners);
  const { state, isDpiUnknown, start, stop } = useScan(requirement.requirementId);
  const isScanning = state.kind === 'scanning';
  const firstPage = state.kind === 'ended' ? state.end.nextPage : initialPage;
  const finish = useFinish(requirement.requirementId, initialPage, onClose);
  const begin = (): void => {
    const scanner = scanners?.find(({ scannerId }) => scannerId === choice?.scannerId);
    if (choice !== undefined) void start({ ...choice, firstPage }, scanner?.name ?? choice.scannerId);
  };
  return (
    <Dialog
      isOpen
      onClose={isScanning ? stop : finish}
      title={t('title')}
      description={requirement.name}
      closeLabel={t('common:close')}
      initialFocus={startButton}
      actions={
        <>
          <Button icon={isScanning ? Square : Check} onClick={isScanning ? stop : finish}>
            {isScanning ? t('stop') : t('finish')}
          </Button>
          <StartKey onStart={begin} />
          <Button
            ref={startButton}
            variant="primary"
            icon={ScanLine}
            shortcut="Ctrl+Enter"
            isDisabled={isScanning || choice === undefined}
            disabledReason={isScanning ? t('scanningNow') : t('noScannerChosen')}
            onClick={begin}
          >
            {firstPage > 1 ? t('continueFrom', { page: String(firstPage) }) : t('start')}
          </Button>
        </>
      }
    >
      <div className={styles.scanBody}>
        <ScanFields scanners={scanners} choice={choice} onChoose={choose} onSearch={search} isDisabled={isScanning} />
        <StackCheckbox />
        <ScanReport state={state} />
        {isDpiUnknown && <Notice title={t('dpiUnknown')}>{t('dpiUnknownAdvice')}</Notice>}
      </div>
    </Dialog>
  );
}

/** The page after those that the component had when the dialog was opened. */
function useNextPage(requirementId: string): number {
  const components = useIntakeState((state) => state.draft.components);
  const [page] = useState(() => {
    const component = components.find((entry) => entry.requirementId === requirementId);
    return (component?.pages.length ?? 0) + 1;
  });
  return page;
}

/** Closes the dialog. The stack is complete then, however many runs it took, and is divided if it is to be. */
function useFinish(requirementId: string, initialPage: number, onClose: () => void): () => void {
  const { store } = useIntake();
  const splitStack = useSplitStack();
  return () => {
    const { draft, isStack } = store.getState();
    const component = draft.components.find((entry) => entry.requirementId === requirementId);
    if (isStack && (component?.pages.length ?? 0) >= initialPage) void splitStack(requirementId);
    onClose();
  };
}

/** Inside the dialog, so that the key is the dialog's and not the form's behind it. */
function StartKey({ onStart }: { readonly onStart: () => void }) {
  useHotkeys({ 'Ctrl+Enter': onStart });
  return null;
}
