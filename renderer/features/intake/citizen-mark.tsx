import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { toCitizenStage } from '#shared/domain/citizen-screen/to-citizen-view.ts';
import { useIntake, useIntakeState } from './use-intake.ts';

/** What the citizen has said of the data beside it: gone as soon as the data are others. */
export function CitizenMark() {
  const { t } = useTranslation('citizen');
  const { office, procedure, today } = useIntake();
  const draft = useIntakeState((state) => state.draft);
  const answer = useIntakeState((state) => state.citizenAnswer);
  if (answer === null) return null;
  const content = toCitizenStage({ office, draft, procedure, today, accepted: null, rating: 'asked' });
  if (content.stage !== 'intake' || content.person?.askId !== answer.askId) return null;
  return (
    <Badge tone={answer.isRight ? 'success' : 'warning'}>
      {t(answer.isRight ? 'officer.confirmed' : 'officer.toCorrect')}
    </Badge>
  );
}
