import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { AppServicesProvider, SessionProvider, useQueries, useSync } from '#renderer/context/app-context.tsx';
import { useObservable } from '#renderer/context/use-observable.ts';
import { EnrolmentScreen } from '#renderer/features/session/enrolment-screen.tsx';
import { SignInScreen } from '#renderer/features/session/sign-in-screen.tsx';
import { WaitingScreen } from '#renderer/features/session/waiting-screen.tsx';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { UiProvider } from '#renderer/ui/ui-provider.tsx';
import type { Session } from '#renderer/workflows/workflow-deps.ts';
import type { Composition } from './compose.ts';
import { Shell } from './shell.tsx';
import { StoppedScreen } from './stopped-screen.tsx';

/** From an unknown machine to the counter: enrol once, load the catalogue once, sign in, work. */
export function App({ composition }: { readonly composition: Composition }) {
  return (
    <AppServicesProvider services={composition.services}>
      <Themed>
        <Stages composition={composition} />
      </Themed>
    </AppServicesProvider>
  );
}

/** The officer's choice wins over the computer's contrast setting only when it asks for more contrast. */
function Themed({ children }: { readonly children: ReactNode }) {
  const { theme } = useQueries().useSettings();
  return <UiProvider theme={theme === 'highContrast' ? 'high-contrast' : 'system'}>{children}</UiProvider>;
}

function Stages({ composition }: { readonly composition: Composition }) {
  const { t } = useTranslation(['session', 'province']);
  const errorText = useErrorText();
  const queries = useQueries();
  const station = queries.useStation();
  const office = queries.useOfficeData();
  const status = useObservable(useSync().status$);
  const [session, setSession] = useState<Session | null>(null);
  const blocked = queries.useBlockedOfficers();
  // Computed, not stored: the moment the block is in the store, nothing of the counter is on the screen any more.
  const isBlocked = session !== null && blocked?.has(session.officer.officerId) === true;
  const { journal } = composition;
  const stoppedBy = useSyncExternalStore(
    (onChange) => journal.subscribe(onChange),
    () => journal.stoppedBy(),
  );
  // The session and the drafts stay; the counter comes back when the journal does.
  if (stoppedBy !== undefined) return <StoppedScreen cause="journalFailed" onAgain={() => void journal.retry()} />;
  if (station === undefined || office === undefined) return null;
  if (station === null) return <Enrolment composition={composition} />;
  if (office === null) {
    const cause = status?.cause === undefined ? undefined : errorText({ code: status.cause });
    return <WaitingScreen text={t('waitingCatalogue')} cause={cause} />;
  }
  if (session === null || isBlocked) {
    const notice = session !== null && (
      <Notice tone="danger" isAnnounced title={t('province:signedOutTitle', { name: session.officer.fullName })}>
        {t('province:signedOutText')}
      </Notice>
    );
    return <SignInScreen office={office} notice={notice} onSignedIn={setSession} />;
  }
  return (
    <SessionProvider session={session} onReplace={setSession}>
      <Shell
        onSignOut={() => {
          setSession(null);
        }}
      />
    </SessionProvider>
  );
}

/** The host may bring a code of its own (`npm start`): then nobody has to type anything. */
function Enrolment({ composition }: { readonly composition: Composition }) {
  const { t } = useTranslation('session');
  const { config, enrol } = composition;
  const [isTrying, setTrying] = useState(config.enrolmentCode !== null);
  useEffect(() => {
    if (config.enrolmentCode === null) return;
    void enrol(config.enrolmentCode, config.stationName).finally(() => {
      setTrying(false);
    });
  }, [config, enrol]);
  if (isTrying) return <WaitingScreen text={t('enrolling')} />;
  const suggestion = { enrolmentCode: config.enrolmentCode ?? '', stationName: config.stationName };
  return <EnrolmentScreen suggestion={suggestion} enrol={enrol} />;
}
