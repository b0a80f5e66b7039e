import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { ListChecks } from '#renderer/ui/icons.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import type { IntakeProblem } from '#shared/domain/intake-problem.ts';
import { focusField } from './focus-field.ts';
import styles from './intake.module.css';
import { useProblemText } from './problem-text.ts';
import { useIntake, useIntakeState } from './use-intake.ts';

/** What is missing is always visible, and one key takes the officer there. */
export function ProblemList() {
  const { t } = useTranslation('intake');
  const { problems } = useIntake();
  const set = useIntakeState((state) => state.set);
  const problemText = useProblemText();
  const nameOf = useFieldName();
  const blocking = problems.filter((problem) => problem.severity === 'blocking');
  const goToFirst = (): void => {
    const [first] = blocking.length > 0 ? blocking : problems;
    set({ showsProblems: true });
    if (first !== undefined) focusField(first.field);
  };
  useHotkeys({ 'Ctrl+J': goToFirst });
  if (problems.length === 0) {
    return (
      <Badge tone="success" icon={ListChecks}>
        {t('missingNone')}
      </Badge>
    );
  }
  return (
    <Panel
      title={blocking.length > 0 ? t('missing', { count: blocking.length }) : t('advised')}
      icon={ListChecks}
      aside={
        <Button size="small" variant="ghost" shortcut="Ctrl+J" onClick={goToFirst}>
          {t('nextMissing')}
        </Button>
      }
    >
      <ul className={styles.problems}>
        {problems.map((problem) => (
          <li key={`${problem.field}:${problem.code}`}>
            <button
              type="button"
              className={styles.problem}
              onClick={() => {
                set({ showsProblems: true });
                focusField(problem.field);
              }}
            >
              {problem.severity === 'warning' && <Badge tone="warning">{t('advice')}</Badge>}
              <strong>{nameOf(problem)}</strong> {problemText(problem)}
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The words on the screen for the part of the form a problem belongs to. */
function useFieldName(): (problem: IntakeProblem) => string {
  const { t } = useTranslation(['intake', 'notices']);
  const { procedure } = useIntake();
  return ({ field }) => {
    const [kind = '', id = ''] = field.split(':');
    if (kind === 'component' || kind === 'pages') {
      return procedure?.components.find((entry) => entry.requirementId === id)?.name ?? t('papers');
    }
    if (kind === 'fee') return procedure?.feeRates.find((rate) => rate.feeRateId === id)?.name ?? t('fees');
    const [part = '', member] = field.split('.');
    if (part === 'receiptDelivery') return t('notices:receiptDelivery');
    const name = NAMED_FIELDS.find((known) => known === (member ?? part));
    return name === undefined ? '' : t(name);
  };
}

const NAMED_FIELDS = [
  'procedure',
  'channel',
  'summary',
  'resultReturn',
  'fullName',
  'personalIdNumber',
  'birthOn',
  'gender',
  'organisationName',
  'taxCode',
  'address',
  'phone',
  'email',
  'authorisation',
] as const;
