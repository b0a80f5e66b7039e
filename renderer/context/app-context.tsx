import { createContext, useContext, type ReactNode } from 'react';
import type { Queries } from '#renderer/data/queries/queries.ts';
import type { HostBridge } from '#renderer/host/host-bridge.ts';
import type { ImageWork, Session } from '#renderer/workflows/workflow-deps.ts';
import type { Workflows } from '#renderer/workflows/create-workflows.ts';
import type { CitizenAnswer } from '#shared/domain/citizen-screen/citizen-message.ts';
import type { CitizenView } from '#shared/domain/citizen-screen/citizen-view.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { DossierId, OperationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { SyncStatus } from '#sync/runner/sync-status.ts';
import type { Observable } from 'rxjs';

/** Everything the composition root hands to screens. */
/** Where a screen may send the officer. */
export type ScreenName = 'intake' | 'dossiers' | 'fees' | 'queue' | 'supervision' | 'settings';

export interface Navigation {
  openScreen(screen: ScreenName): void;
  openDossier(dossierId: DossierId): void;
  /** The fee screen with this dossier, to collect what is owed. */
  openFees(dossierId: DossierId): void;
  /** Opens intake with this procedure picked, in a new draft when the current one is not empty. */
  startIntake(procedureCode: string): void;
  /** Opens the dialog that prints the follow-up book, over whatever screen there is. */
  openDossierRegister(): void;
}

export interface CodePictures {
  /** @param picture a frame, which is used up, or a picture file; gives the texts of all codes in it */
  read(
    picture: ImageBitmap | Blob,
  ): Promise<Result<{ readonly texts: readonly string[] }, AppError<'notAPicture' | 'codesUnavailable'>>>;
}

/** The second screen, which the citizen looks at. Whether one is there is not known, and need not be. */
export interface CitizenDesk {
  present(view: CitizenView): void;
  /** Takes everything of the intake off the screen. */
  clear(): void;
  /** @returns ends it */
  hear(onAnswer: (answer: CitizenAnswer) => void): () => void;
}

export interface AppServices {
  readonly workflows: Workflows;
  readonly queries: Queries;
  readonly host: Pick<HostBridge, 'capabilities' | 'listPrinters' | 'listScanners' | 'openCitizenScreen'> & {
    readonly folder: Pick<HostBridge['folder'], 'state' | 'choose' | 'leave'>;
    /** The document camera; rejects when there is none or it is taken. */
    readonly openCamera: () => Promise<MediaStream>;
  };
  /** Codes in camera frames and picture files, read away from the window's thread. */
  readonly codePictures: CodePictures;
  /** Pages in camera frames, found and laid flat away from the window's thread. */
  readonly imageWork: Pick<ImageWork, 'findPageCorners' | 'straighten' | 'drawThumbnail'>;
  readonly citizenDesk: CitizenDesk;
  /** A newer version that waits for the officer's consent. */
  readonly update$: Observable<(() => void) | null>;
  /** Ticks often enough for a clock that shows minutes. */
  readonly now$: Observable<Instant>;
  readonly sync: {
    readonly status$: Observable<SyncStatus>;
    /** Sends what waits now, without regard to back-off. */
    readonly wake: () => void;
    /** Puts a held row back in the queue. */
    readonly release: (operationId: OperationId) => void;
  };
}

const ServicesContext = createContext<AppServices | null>(null);
const NavigationContext = createContext<Navigation | null>(null);
const SessionContext = createContext<Session | null>(null);
const ReplaceSessionContext = createContext<((session: Session) => void) | null>(null);

export function AppServicesProvider(props: { readonly services: AppServices; readonly children: ReactNode }) {
  return <ServicesContext value={props.services}>{props.children}</ServicesContext>;
}

export function SessionProvider(props: {
  readonly session: Session;
  /** The same officer goes on in another shift. */
  readonly onReplace: (session: Session) => void;
  readonly children: ReactNode;
}) {
  return (
    <SessionContext value={props.session}>
      <ReplaceSessionContext value={props.onReplace}>{props.children}</ReplaceSessionContext>
    </SessionContext>
  );
}

function useServices(): AppServices {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error('screens live inside AppServicesProvider');
  return services;
}

export function useWorkflows(): Workflows {
  return useServices().workflows;
}

export function useQueries(): Queries {
  return useServices().queries;
}

export function useHost(): AppServices['host'] {
  return useServices().host;
}

export function useCodePictures(): CodePictures {
  return useServices().codePictures;
}

export function useImageWork(): AppServices['imageWork'] {
  return useServices().imageWork;
}

export function useCitizenDesk(): CitizenDesk {
  return useServices().citizenDesk;
}

export function useSync(): AppServices['sync'] {
  return useServices().sync;
}

export function useUpdate$(): AppServices['update$'] {
  return useServices().update$;
}

export function useNowStream(): { readonly now$: Observable<Instant>; readonly now: () => Instant } {
  const { now$, workflows } = useServices();
  return { now$, now: () => workflows.now() };
}

/** The officer at the counter; only screens behind the sign-in may ask. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('screens behind the sign-in live inside SessionProvider');
  return session;
}

/** Goes on with the session that was begun after a shift was closed. */
export function useReplaceSession(): (session: Session) => void {
  const replace = useContext(ReplaceSessionContext);
  if (replace === null) throw new Error('screens behind the sign-in live inside SessionProvider');
  return replace;
}

export function NavigationProvider(props: { readonly navigation: Navigation; readonly children: ReactNode }) {
  return <NavigationContext value={props.navigation}>{props.children}</NavigationContext>;
}

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (navigation === null) throw new Error('screens live inside NavigationProvider');
  return navigation;
}
