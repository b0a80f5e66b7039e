import { useEffect } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { IdCard, ScanLine } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { focusField } from './focus-field.ts';
import { useIntake, useIntakeState } from './use-intake.ts';

/** Whether the card of this person has been read; after it the procedure is next, if there is none yet. */
export function CodeReaderNotice() {
  const { t } = useTranslation('intake');
  const errorText = useErrorText();
  const { store } = useIntake();
  const cardsRead = useIntakeState((state) => state.cardsRead);
  const hasMissedCard = useIntakeState((state) => state.hasMissedCard);
  useEffect(() => {
    if (cardsRead === 0) return;
    if (store.getState().draft.procedureCode === null) focusField('procedure');
    // The camera's dialog leaves the focus nowhere; the telephone is the first thing that is on no card.
    else if (document.activeElement === document.body) focusField('applicant.phone');
  }, [cardsRead, store]);
  if (hasMissedCard) {
    return <Notice tone="warning" title={errorText({ code: 'cardDuringAcceptance' })} isAnnounced />;
  }
  return cardsRead > 0 ? (
    <Notice tone="success" icon={IdCard} title={t('cardReadDone')} isAnnounced />
  ) : (
    <Notice icon={ScanLine} title={t('readCard')} />
  );
}
