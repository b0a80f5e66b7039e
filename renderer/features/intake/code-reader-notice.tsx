import { useState } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { IdCard, ScanLine } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { parseIdCardQr } from '#shared/domain/id-card.ts';
import { draftApplicantFromIdCard } from '#shared/domain/new-intake-draft.ts';
import { useCodeReader } from './code-reader.ts';
import { focusField } from './focus-field.ts';
import { useIntake } from './use-intake.ts';

type LastRead =
  { readonly kind: 'none' } | { readonly kind: 'card' } | { readonly kind: 'refused'; readonly code: string };

/** Listens to the code reader; a card fills the applicant, anything else is named and changes nothing. */
export function CodeReaderNotice() {
  const { t } = useTranslation(['intake', 'errors', 'common']);
  const errorText = useErrorText();
  const { store } = useIntake();
  const [last, setLast] = useState<LastRead>({ kind: 'none' });
  useCodeReader((text) => {
    const card = parseIdCardQr(text);
    if (!card.ok) {
      setLast({ kind: 'refused', code: card.error.code });
      return;
    }
    const { draft, edit } = store.getState();
    edit({ applicant: draftApplicantFromIdCard(card.value, draft.applicant) });
    setLast({ kind: 'card' });
    if (draft.procedureCode === null) focusField('procedure');
  });
  if (last.kind === 'refused') {
    return (
      <Notice
        tone="warning"
        title={errorText(last)}
        isAnnounced
        onDismiss={() => {
          setLast({ kind: 'none' });
        }}
        dismissLabel={t('common:close')}
      />
    );
  }
  return last.kind === 'card' ? (
    <Notice tone="success" icon={IdCard} title={t('cardReadDone')} isAnnounced />
  ) : (
    <Notice icon={ScanLine} title={t('readCard')} />
  );
}
