import { useCodeDesk } from '#renderer/context/code-desk.tsx';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { QrCode } from '#renderer/ui/icons.ts';

/** For counters without a code reader: the card's code by camera or from a picture. */
export function CodeCameraButton() {
  const { t } = useTranslation('codes');
  const { openCamera } = useCodeDesk();
  return (
    <Button size="small" icon={QrCode} shortcut="F8" onClick={openCamera}>
      {t('open')}
    </Button>
  );
}
