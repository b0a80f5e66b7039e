import { useTranslation } from '#renderer/i18n/use-translation.ts';
import type { CitizenAnswer } from '#shared/domain/citizen-screen/citizen-message.ts';
import type { CitizenView } from '#shared/domain/citizen-screen/citizen-view.ts';
import { AcceptedView } from './accepted-view.tsx';
import styles from './citizen.module.css';
import { IntakeView } from './intake-view.tsx';
import type { DrawQr } from './qr-code.tsx';

export interface CitizenScreenProps {
  /** `null`: no counter is heard, so nothing of anybody is shown. */
  readonly view: CitizenView | null;
  readonly drawQr: DrawQr;
  readonly onAnswer: (answer: CitizenAnswer) => void;
}

/** What the citizen sees of the intake, in type that can be read from the other side of the counter. */
export function CitizenScreen({ view, drawQr, onAnswer }: CitizenScreenProps) {
  const { t } = useTranslation(['citizen', 'common']);
  return (
    <div className={styles.root}>
      <header className={styles.head}>
        <span className={styles.office}>{view?.officeName ?? t('common:appName')}</span>
        {view?.isSample === true && <span className={styles.sample}>{t('sample')}</span>}
      </header>
      <main className={styles.main} aria-live="polite">
        {view === null || view.content.stage === 'idle' ? (
          <Welcome hasDesk={view !== null} />
        ) : view.content.stage === 'intake' ? (
          <IntakeView stage={view.content} onAnswer={onAnswer} />
        ) : (
          // A panel of its own for every dossier: what one citizen has ticked is never the next one's.
          <AcceptedView key={view.content.dossierCode} stage={view.content} drawQr={drawQr} onAnswer={onAnswer} />
        )}
      </main>
    </div>
  );
}

function Welcome({ hasDesk }: { readonly hasDesk: boolean }) {
  const { t } = useTranslation('citizen');
  return (
    <div className={styles.welcome}>
      <h1 className={styles.display}>{t('welcome')}</h1>
      <p>{t(hasDesk ? 'welcomeText' : 'noDesk')}</p>
    </div>
  );
}
