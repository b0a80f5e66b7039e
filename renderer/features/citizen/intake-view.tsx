import { useState } from 'react';
import { formatMoney } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Check } from '#renderer/ui/icons.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { amountInWords } from '#shared/domain/amount-in-words.ts';
import type { CitizenAnswer } from '#shared/domain/citizen-screen/citizen-message.ts';
import type { AskedPerson, CitizenFees, StageOf } from '#shared/domain/citizen-screen/citizen-view.ts';
import styles from './citizen.module.css';

/** While the dossier is being made: who it is of, what was handed over, what it costs. */
export function IntakeView({
  stage,
  onAnswer,
}: {
  readonly stage: StageOf<'intake'>;
  readonly onAnswer: (answer: CitizenAnswer) => void;
}) {
  const { t } = useTranslation('citizen');
  return (
    <div className={styles.columns}>
      {stage.person !== null && <PersonPanel key={stage.person.askId} person={stage.person} onAnswer={onAnswer} />}
      {stage.procedureName !== null && (
        <section className={styles.panel} aria-labelledby="citizen-procedure">
          <h2 id="citizen-procedure" className={styles.procedure}>
            {stage.procedureName}
          </h2>
          <PaperList stage={stage} />
          {stage.fees !== null && <FeeLines fees={stage.fees} title={t('fees')} />}
        </section>
      )}
    </div>
  );
}

/** One panel for one set of data: when anything is corrected the question is asked anew. */
function PersonPanel({
  person,
  onAnswer,
}: {
  readonly person: AskedPerson;
  readonly onAnswer: (answer: CitizenAnswer) => void;
}) {
  const { t } = useTranslation('citizen');
  const [isRight, setRight] = useState<boolean | null>(null);
  const say = (said: boolean): void => {
    setRight(said);
    onAnswer({ kind: 'confirms', askId: person.askId, isRight: said });
  };
  return (
    <section className={styles.panel} aria-labelledby="citizen-person">
      <h1 id="citizen-person" className={styles.title}>
        {t('yourData')}
      </h1>
      {person.isFromCard && <p className={styles.quiet}>{t('fromCard')}</p>}
      {/* Scrolls when it is long, so the keyboard must be able to reach it. */}
      <div className={styles.scrolls} role="group" tabIndex={0} aria-labelledby="citizen-person">
        <dl className={styles.facts}>
          {person.fields.map(({ field, text }) => (
            <div key={field}>
              <dt>{t(`field.${field}`)}</dt>
              <dd>{field === 'gender' ? t(text === 'female' ? 'female' : 'male') : text}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className={styles.answers}>
        <AnswerButton isChosen={isRight === true} onClick={() => say(true)}>
          {t('right')}
        </AnswerButton>
        <AnswerButton isChosen={isRight === false} onClick={() => say(false)}>
          {t('toCorrect')}
        </AnswerButton>
      </div>
      {isRight !== null && <p className={styles.quiet}>{t(isRight ? 'saidRight' : 'saidWrong')}</p>}
    </section>
  );
}

function AnswerButton(props: { readonly isChosen: boolean; readonly onClick: () => void; readonly children: string }) {
  return (
    <button type="button" className={styles.touch} aria-pressed={props.isChosen} onClick={props.onClick}>
      {props.children}
    </button>
  );
}

function PaperList({ stage }: { readonly stage: StageOf<'intake'> }) {
  const { t } = useTranslation('citizen');
  const { receivedPapers, paperCount } = stage;
  const title = t('papers', { received: String(receivedPapers.length), total: String(paperCount) });
  return (
    <div className={styles.papers}>
      <h3 className={styles.subtitle}>{title}</h3>
      {receivedPapers.length === 0 ? (
        <p className={styles.quiet}>{t('noPapers')}</p>
      ) : (
        // Scrolls when it is long, so the keyboard must be able to reach it.
        <ul className={styles.paperList} tabIndex={0} aria-label={title}>
          {receivedPapers.map((name, index) => (
            // Two papers may have one name.
            <li key={`${String(index)} ${name}`}>
              <Icon icon={Check} size={20} />
              <span>{name}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Phí and lệ phí line by line, the sum in figures and words. */
export function FeeLines({ fees, title }: { readonly fees: CitizenFees; readonly title: string }) {
  const { t } = useTranslation('citizen');
  return (
    <div className={styles.fees}>
      <h3 className={styles.subtitle}>{title}</h3>
      {fees.totalVnd === 0 ? (
        <p>{t('free')}</p>
      ) : (
        <>
          {fees.lines.length > 1 &&
            fees.lines.map(({ name, amountVnd }, index) => (
              <p key={`${String(index)} ${name}`} className={styles.feeLine}>
                <span>{name}</span>
                <span className={styles.figures}>{formatMoney(amountVnd)}</span>
              </p>
            ))}
          <p className={styles.feeTotal}>
            <span>{t('total')}</span>
            <strong className={styles.figures}>{formatMoney(fees.totalVnd)}</strong>
          </p>
          <p className={styles.quiet}>{amountInWords(fees.totalVnd)}</p>
        </>
      )}
    </div>
  );
}
