import { useMemo, useState, type ReactNode } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import {
  NavigationProvider,
  useHost,
  useQueries,
  useSession,
  type Navigation,
  type ScreenName,
} from '#renderer/context/app-context.tsx';
import { CodeDeskProvider } from '#renderer/context/code-desk.tsx';
import type { QueueCounts } from '#renderer/data/queries/queries.ts';
import { DossierRegisterDialog } from '#renderer/features/dossiers/dossier-register-dialog.tsx';
import { DossiersScreen } from '#renderer/features/dossiers/dossiers-screen.tsx';
import { FeesScreen } from '#renderer/features/fees/fees-screen.tsx';
import { IntakeScreen } from '#renderer/features/intake/intake-screen.tsx';
import { SettingsScreen } from '#renderer/features/settings/settings-screen.tsx';
import { SupervisionScreen } from '#renderer/features/supervision/supervision-screen.tsx';
import { QueueScreen } from '#renderer/features/sync-tray/queue-screen.tsx';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { AppFrame } from '#renderer/ui/app-frame.tsx';
import { Banner } from '#renderer/ui/banner.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { CloudUpload, FilePlus, FolderOpen, HandCoins, Monitor, ScreenShare, Settings } from '#renderer/ui/icons.ts';
import { Rail, type RailItem } from '#renderer/ui/rail.tsx';
import type { DossierId } from '#shared/kernel/ids.ts';
import { AnnouncementBanner } from './announcement-banner.tsx';
import styles from './app.module.css';
import { CodeCameraDialog } from './code-camera-dialog.tsx';
import { CodeNewsBanner } from './code-news-banner.tsx';
import { FindingsBanner } from './findings-banner.tsx';
import { Palette } from './palette.tsx';
import { ShellBanner } from './shell-banner.tsx';
import { ShiftLeftBanner } from './shift-left-banner.tsx';
import { ShellStatusBar } from './shell-status-bar.tsx';
import { useCodes, type Codes } from './use-codes.ts';

const PATHS: Readonly<Record<ScreenName, string>> = {
  intake: '/',
  dossiers: '/dossiers',
  fees: '/fees',
  queue: '/queue',
  supervision: '/supervision',
  settings: '/settings',
};

/** The counter: rail, banner, screen, status bar, command palette. */
export function Shell({ onSignOut }: { readonly onSignOut: () => void }) {
  const { t } = useTranslation('common');
  const [path, goTo] = useLocation();
  // Counted once for all that show it.
  const counts = useQueries().useQueueCounts();
  const [requested, setRequested] = useState<{ readonly code: string; readonly turn: number } | null>(null);
  const [isRegisterOpen, setRegisterOpen] = useState(false);
  const navigation = useMemo<Navigation>(
    () => ({
      openScreen: (screen) => {
        goTo(PATHS[screen]);
      },
      openDossier: (dossierId) => {
        goTo(`${PATHS.dossiers}/${dossierId}`);
      },
      openFees: (dossierId) => {
        goTo(`${PATHS.fees}/${dossierId}`);
      },
      startIntake: (code) => {
        setRequested((last) => ({ code, turn: (last?.turn ?? 0) + 1 }));
        goTo(PATHS.intake);
      },
      openDossierRegister: () => {
        setRegisterOpen(true);
      },
    }),
    [goTo],
  );
  const isAtFees = path.startsWith(PATHS.fees);
  const codes = useCodes(useMemo(() => (isAtFees ? atFees(navigation) : navigation), [isAtFees, navigation]));
  const citizenScreen = useCitizenScreen();
  return (
    <ShellProviders navigation={navigation} codes={codes}>
      <AppFrame
        rail={<ShellRail path={path} counts={counts} onOpenCitizenScreen={citizenScreen.open} />}
        banner={
          <>
            <CodeNewsBanner news={codes.news} onDismiss={codes.dismissNews} />
            <ShellBanner />
            <FindingsBanner queuePath={PATHS.queue} />
            <ShiftLeftBanner />
            <AnnouncementBanner />
            {citizenScreen.notice}
          </>
        }
        statusBar={<ShellStatusBar counts={counts} onSignOut={onSignOut} />}
        skipLabel={t('skipToContent')}
      >
        <Switch>
          <Route path="/dossiers/:dossierId?">
            {({ dossierId }) => <DossiersScreen dossierId={(dossierId as DossierId | undefined) ?? null} />}
          </Route>
          <Route path="/fees/:dossierId?">
            {({ dossierId }) => <FeesScreen dossierId={(dossierId as DossierId | undefined) ?? null} />}
          </Route>
          <Route path={PATHS.queue} component={QueueScreen} />
          <Route path={PATHS.supervision} component={SupervisionScreen} />
          <Route path={PATHS.settings} component={SettingsScreen} />
          <Route>
            <IntakeScreen key={requested?.turn ?? 0} requestedProcedureCode={requested?.code} />
          </Route>
        </Switch>
        <Palette onOpenCitizenScreen={citizenScreen.open} />
        {isRegisterOpen && (
          <DossierRegisterDialog
            onClose={() => {
              setRegisterOpen(false);
            }}
          />
        )}
      </AppFrame>
    </ShellProviders>
  );
}

/** On the fee screen the code of a dossier asks for its fee. */
function atFees(navigation: Navigation): Navigation {
  return {
    ...navigation,
    openDossier: (dossierId) => {
      navigation.openFees(dossierId);
    },
  };
}

/** What screens may ask of the shell, and the camera for codes, which opens over any of them. */
function ShellProviders(props: {
  readonly navigation: Navigation;
  readonly codes: Codes;
  readonly children: ReactNode;
}) {
  const { closeCamera, isCameraOpen, act, desk } = props.codes;
  useHotkeys({ F8: desk.openCamera });
  return (
    <NavigationProvider navigation={props.navigation}>
      <CodeDeskProvider desk={desk}>
        {props.children}
        {isCameraOpen && (
          <CodeCameraDialog
            onClose={closeCamera}
            onRead={(read) => {
              closeCamera();
              act(read, true);
            }}
          />
        )}
      </CodeDeskProvider>
    </NavigationProvider>
  );
}

/** Opens the second screen, and says so when the host will not. */
function useCitizenScreen(): { readonly open: () => void; readonly notice: ReactNode } {
  const { t } = useTranslation('citizen');
  const host = useHost();
  const [isRefused, setRefused] = useState(false);
  const open = (): void => {
    void host.openCitizenScreen().then((isOpen) => {
      setRefused(!isOpen);
    });
  };
  return { open, notice: isRefused && <Banner text={t('officer.notOpened')} /> };
}

function ShellRail({
  path,
  counts,
  onOpenCitizenScreen,
}: {
  readonly path: string;
  readonly counts: QueueCounts | undefined;
  readonly onOpenCitizenScreen: () => void;
}) {
  const { t } = useTranslation('common');
  const [, goTo] = useLocation();
  const { officer } = useSession();
  const office = useQueries().useOfficeData();
  const held = counts?.held ?? 0;
  const waiting = (counts?.waiting ?? 0) + held;
  const items: readonly RailItem<ScreenName | 'citizenScreen'>[] = [
    { id: 'intake', label: t('rail.intake'), icon: FilePlus, shortcut: 'F2' },
    { id: 'dossiers', label: t('rail.dossiers'), icon: FolderOpen, shortcut: 'F3' },
    { id: 'fees', label: t('rail.fees'), icon: HandCoins, shortcut: 'F6' },
    {
      id: 'queue',
      label: t('rail.queue'),
      icon: CloudUpload,
      shortcut: 'F7',
      count: waiting === 0 ? undefined : waiting,
      countLabel: t('status.waiting', { count: waiting }),
      isCountUrgent: held > 0,
    },
    ...(officer.role === 'supervisor'
      ? [{ id: 'supervision', label: t('rail.supervision'), icon: Monitor, shortcut: 'F9' } as const]
      : []),
    { id: 'citizenScreen', label: t('rail.citizenScreen'), icon: ScreenShare, isLast: true },
    { id: 'settings', label: t('rail.settings'), icon: Settings, isLast: true },
  ];
  const active = items.find(({ id }) => isAt(id, path))?.id;
  return (
    <Rail
      label={t('rail.label')}
      items={items}
      active={active}
      onSelect={(id) => {
        if (id === 'citizenScreen') onOpenCitizenScreen();
        else goTo(PATHS[id]);
      }}
      footer={office?.office.isSample === true && <div className={styles.brand}>{t('sampleData')}</div>}
    />
  );
}

function isAt(id: ScreenName | 'citizenScreen', path: string): boolean {
  if (id === 'citizenScreen') return false;
  return id === 'intake' ? path === '/' : path.startsWith(PATHS[id]);
}
