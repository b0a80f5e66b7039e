import { useState } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Angry, Frown, Laugh, Meh, Smile } from '#renderer/ui/icons.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import {
  RATING_REASONS,
  RATING_SCORES,
  type RatingReason,
  type RatingScore,
} from '#shared/domain/citizen-screen/rating.ts';
import type { RatingState } from '#shared/domain/citizen-screen/citizen-view.ts';
import styles from './citizen.module.css';

const FACES = {
  5: { icon: Laugh, word: 'veryGood' },
  4: { icon: Smile, word: 'good' },
  3: { icon: Meh, word: 'fair' },
  2: { icon: Frown, word: 'poor' },
  1: { icon: Angry, word: 'veryPoor' },
} as const;
const BEST_FIRST = RATING_SCORES.toReversed();

type OnRate = (score: RatingScore, reasons: readonly RatingReason[]) => void;

/** One question, asked once for each dossier (EV-02): a score, then what it is about if the citizen wishes. */
export function RatingPanel({ state, onRate }: { readonly state: RatingState; readonly onRate: OnRate }) {
  const { t } = useTranslation('citizen');
  const [score, setScore] = useState<RatingScore | null>(null);
  if (state === 'recorded' || state === 'alreadyRated') {
    return (
      <section className={styles.rating} aria-label={t('rate')}>
        <p className={styles.thanks}>{t(state === 'recorded' ? 'thanks' : 'alreadyRated')}</p>
      </section>
    );
  }
  return (
    <section className={styles.rating} aria-labelledby="citizen-rating">
      <h2 id="citizen-rating" className={styles.subtitle}>
        {score === null ? t('rate') : `${t(`score.${FACES[score].word}`)}. ${t('reasonsTitle')}`}
      </h2>
      {score === null ? (
        <Scores onChoose={setScore} />
      ) : (
        <Reasons
          onSend={(reasons) => {
            onRate(score, reasons);
          }}
          onBack={() => {
            setScore(null);
          }}
        />
      )}
      {state === 'failed' && <p>{t('ratingFailed')}</p>}
    </section>
  );
}

function Scores({ onChoose }: { readonly onChoose: (score: RatingScore) => void }) {
  const { t } = useTranslation('citizen');
  return (
    <div className={styles.choices}>
      {BEST_FIRST.map((score) => (
        <button
          key={score}
          type="button"
          className={styles.touch}
          onClick={() => {
            onChoose(score);
          }}
        >
          <Icon icon={FACES[score].icon} size={20} />
          {t(`score.${FACES[score].word}`)}
        </button>
      ))}
    </div>
  );
}

function Reasons({
  onSend,
  onBack,
}: {
  readonly onSend: (reasons: readonly RatingReason[]) => void;
  readonly onBack: () => void;
}) {
  const { t } = useTranslation('citizen');
  const [ticked, setTicked] = useState<ReadonlySet<RatingReason>>(new Set());
  const toggle = (reason: RatingReason): void => {
    const next = new Set(ticked);
    if (!next.delete(reason)) next.add(reason);
    setTicked(next);
  };
  return (
    <div className={styles.choices}>
      {RATING_REASONS.map((reason) => (
        <button
          key={reason}
          type="button"
          className={styles.touch}
          aria-pressed={ticked.has(reason)}
          onClick={() => {
            toggle(reason);
          }}
        >
          {t(`reason.${reason}`)}
        </button>
      ))}
      <button type="button" className={styles.touch} onClick={onBack}>
        {t('change')}
      </button>
      <button
        type="button"
        className={styles.send}
        onClick={() => {
          onSend(RATING_REASONS.filter((reason) => ticked.has(reason)));
        }}
      >
        {t('send')}
      </button>
    </div>
  );
}
