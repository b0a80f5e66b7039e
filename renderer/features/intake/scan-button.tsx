import { useState } from 'react';
import { useHost } from '#renderer/context/app-context.tsx';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { ScanLine } from '#renderer/ui/icons.ts';
import type { ComponentRequirement } from '#shared/domain/procedure.ts';
import { ScanDialog } from './scan-dialog.tsx';

/** Where the host can scan: opens the scanner for the component that takes files now. */
export function ScanButton({ requirement }: { readonly requirement: ComponentRequirement }) {
  const { t } = useTranslation('scanning');
  const { scanning } = useHost().capabilities;
  const [isOpen, setOpen] = useState(false);
  const open = (): void => {
    setOpen(true);
  };
  useHotkeys({ 'Alt+Q': open }, { isEnabled: scanning });
  if (!scanning) return null;
  return (
    <>
      <Button icon={ScanLine} shortcut="Alt+Q" onClick={open}>
        {t('scan')}
      </Button>
      {isOpen && (
        <ScanDialog
          requirement={requirement}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}
