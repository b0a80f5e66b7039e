import { CounterDatabase } from '#renderer/data/schema/database.ts';
import { createKeyVault, keptTwice } from '#renderer/data/key-vault.ts';
import type { JournalWriter } from '#renderer/data/journal-writer.ts';
import { createJournalledUnitOfWork } from '#renderer/data/journalled-unit-of-work.ts';
import type { Sealing } from '#renderer/data/seal-operations.ts';
import { openStore, type OpenedStore, type OpenStoreFailure } from '#renderer/data/open-store.ts';
import { tendScanMirror } from '#renderer/data/tend-scan-mirror.ts';
import { createQueries, readFirstAnswers } from '#renderer/data/queries/queries.ts';
import { addStationKeyPair, findStationKeyPair } from '#renderer/data/repositories/station-repository.ts';
import { getSettings, toUploadPolicy, type CounterSettings } from '#renderer/data/repositories/settings-repository.ts';
import { createDexieBlobStore } from '#renderer/data/sync-stores/dexie-blob-store.ts';
import { createDexieChangeSink } from '#renderer/data/sync-stores/dexie-change-sink.ts';
import { createDexieOutboxStore } from '#renderer/data/sync-stores/dexie-outbox-store.ts';
import { createUnitOfWork } from '#renderer/data/unit-of-work.ts';
import { openCamera } from '#renderer/host/camera.ts';
import type { HostBridge } from '#renderer/host/host-bridge.ts';
import type { AppServices } from '#renderer/context/app-context.tsx';
import { createCodePictures, type CodePictures } from '#renderer/platform/codes/code-pictures.ts';
import { createImageWorkClient } from '#renderer/platform/images/image-work-client.ts';
import { inspectImage } from '#renderer/platform/image-inspector.ts';
import { createPageReader } from '#renderer/platform/ocr/page-reader.ts';
import { createWebCitizenChannel } from '#renderer/platform/citizen-channel.ts';
import { createNowStream } from '#renderer/platform/now-stream.ts';
import { isPinRight } from '#renderer/platform/pin-checker.ts';
import { systemClock } from '#renderer/platform/system-clock.ts';
import { systemIds, systemRandom } from '#renderer/platform/system-ids.ts';
import { systemScheduler } from '#renderer/platform/system-scheduler.ts';
import type { UpdateSignal } from '#renderer/platform/update-signal.ts';
import { webConnectivity } from '#renderer/platform/web-connectivity.ts';
import { webHasher } from '#renderer/platform/web-hasher.ts';
import { createWebCommitLock } from '#renderer/platform/web-commit-lock.ts';
import { createWebLeaderLock } from '#renderer/platform/web-leader-lock.ts';
import { createWebStationKey } from '#renderer/platform/web-station-key.ts';
import { digitiseComponent } from '#renderer/workflows/digitise-component.ts';
import { createWorkflows } from '#renderer/workflows/create-workflows.ts';
import { followPrints } from '#renderer/workflows/follow-prints.ts';
import { createReadPage } from '#renderer/workflows/read-page.ts';
import type { ImageWork, Papers, WorkflowDeps } from '#renderer/workflows/workflow-deps.ts';
import { createPapersClient, type PapersClient } from '#renderer/workflows/papers/papers-client.ts';
import type { Station } from '#shared/domain/office.ts';
import type { HostConfig } from '#shared/ipc/index.ts';
import type { Logger } from '#shared/kernel/ports.ts';
import type { ChangeStream } from '#sync/ports/change-stream.ts';
import type { CitizenStore } from '#sync/ports/citizen-store.ts';
import type { GatewayClient } from '#sync/ports/gateway-client.ts';
import type { StationKey } from '#sync/ports/station-key.ts';
import { createSyncRunner, type SyncRunner } from '#sync/runner/sync-runner.ts';
import { hostFetch } from '#sync/transport/host-fetch.ts';
import { createHttpGatewayClient } from '#sync/transport/http-gateway-client.ts';
import { createCitizenDesk } from './citizen-desk.ts';
import { startBlobCleanUp } from './blob-clean-up.ts';
import { startDigitising } from './digitise-in-background.ts';
import { createEnrol, type Enrol } from './enrol.ts';
import { startFollowingPrints } from './follow-in-background.ts';

/** Shorter than typing a PIN. Sending has waited while the machine was off; the officer is sitting in front of it. */
const BACKGROUND_DELAY_MS = 2_000;

/** The whole application over one host, ready to be shown. */
export interface Composition {
  readonly services: AppServices;
  readonly enrol: Enrol;
  readonly config: HostConfig;
  readonly settings: CounterSettings;
  /** Sending, and loading what the first paper needs: comes a moment after the first screen and never races it. */
  readonly startBackgroundWork: () => void;
  /** Whether the journal can be written: without it nothing is taken in. */
  readonly journal: Pick<JournalWriter, 'stoppedBy' | 'subscribe' | 'retry'>;
}

/** Store or journal cannot be used: nothing may be taken in. */
export class StoreNotOpened extends Error {
  readonly failure: OpenStoreFailure;
  constructor(failure: OpenStoreFailure) {
    super(failure.code);
    this.name = failure.code;
    this.failure = failure;
  }
}

/**
 * Puts the application together. Rejects with `StoreNotOpened` when the local store or the journal cannot be
 * opened: then nothing may be taken in.
 * @param host devices and secrets of this machine
 */
export async function compose(host: HostBridge, updates: UpdateSignal): Promise<Composition> {
  const database = new CounterDatabase();
  const logger = createHostLogger(host);
  const [config, store] = await Promise.all([host.config(), openStoreOrStop(database, host, logger)]);
  const first = await readFirstAnswers(database);
  const enrolled = { station: first.station };
  const stationKey = createStationKey(database, logger);
  const gateway = createGateway(config, stationKey, enrolled);
  const runner = createRunner(database, gateway, logger, enrolled);
  const papers = createPapersClient();
  const pictures = { codePictures: createCodePictures(), imageWork: createImageWorkClient(systemScheduler) };
  const machine = { database, host, logger, stationKey, store };
  const deps = toWorkflowDeps({ ...machine, ...pictures, runner, gateway, enrolled, papers });
  const onEnrolled = (station: Station): void => {
    enrolled.station = station;
    runner.enrolmentChanged();
  };
  return {
    config,
    settings: first.settings,
    startBackgroundWork: () => {
      startInBackground(runner, papers, enrolled);
      void tendScanMirror({ database, journal: host.journal, writer: store.writer, logger });
      startBlobCleanUp({ database, clock: systemClock, scheduler: systemScheduler, logger });
      startPaperWork(deps);
    },
    journal: store.writer,
    enrol: createEnrol({ database, gateway, stationKey, onEnrolled }),
    services: {
      workflows: createWorkflows(deps),
      queries: createQueries(database, first),
      host: devicesFor(host),
      ...pictures,
      now$: createNowStream(systemClock),
      citizenDesk: openCitizenDesk(),
      update$: updates.update$,
      sync: toSyncService(runner),
    },
  };
}

function createStationKey(database: CounterDatabase, logger: Logger): StationKey {
  const pairs = {
    find: () => findStationKeyPair(database),
    add: (pair: CryptoKeyPair) => addStationKeyPair(database, pair),
  };
  const vault = createKeyVault((name) => {
    logger.warn('keyVault.failed', { name });
  });
  return createWebStationKey(keptTwice(pairs, vault));
}

function openCitizenDesk(): AppServices['citizenDesk'] {
  const desk = createCitizenDesk({ channel: createWebCitizenChannel(), scheduler: systemScheduler, ids: systemIds });
  addEventListener('pagehide', () => {
    desk.leave();
  });
  return desk;
}

/** What screens may ask of the host by themselves; papers and pages go through workflows. */
function devicesFor(host: HostBridge): AppServices['host'] {
  return {
    capabilities: host.capabilities,
    listPrinters: () => host.listPrinters(),
    listScanners: () => host.listScanners(),
    folder: host.folder,
    openCamera,
    openCitizenScreen: () => host.openCitizenScreen(),
  };
}

async function openStoreOrStop(database: CounterDatabase, host: HostBridge, logger: Logger): Promise<OpenedStore> {
  const opened = await openStore({
    ...{ database, journal: host.journal, hasher: webHasher, logger },
    ...{ clock: systemClock, ids: systemIds },
  });
  if (!opened.ok) throw new StoreNotOpened(opened.error);
  return opened.value;
}

function startInBackground(runner: SyncRunner, papers: PapersClient, { station }: Enrolled): void {
  const start = (): void => {
    runner.start();
    papers.warmUp();
  };
  // Without an enrolment there is nothing to show before the gateway has answered.
  if (station === undefined) start();
  else systemScheduler.after(BACKGROUND_DELAY_MS, start);
}

/** Papers that come in are made into PDFs, papers that go out are followed to their end. */
function startPaperWork(deps: WorkflowDeps): void {
  startDigitisingFor(deps);
  startFollowingPrintsFor(deps);
}

function startDigitisingFor(deps: WorkflowDeps): void {
  startDigitising({
    ...{ database: deps.database, logger: deps.logger, clock: systemClock, scheduler: systemScheduler },
    leader: createWebLeaderLock('quay-mot-cua-digitise'),
    digitise: async (row, signal, untilQuiet) => {
      const readPage = createReadPage(deps, untilQuiet);
      const digitised = await digitiseComponent({ ...deps, readPage }, row, signal);
      deps.pageReader.rest();
      return digitised;
    },
  });
}

function startFollowingPrintsFor(deps: WorkflowDeps): void {
  startFollowingPrints({
    ...{ database: deps.database, logger: deps.logger, clock: systemClock, scheduler: systemScheduler },
    leader: createWebLeaderLock('quay-mot-cua-prints'),
    follow: () => followPrints(deps),
  });
}

function toWorkflowDeps(parts: {
  readonly database: CounterDatabase;
  readonly host: HostBridge;
  readonly logger: Logger;
  readonly runner: SyncRunner;
  readonly gateway: CitizenStore & Pick<GatewayClient, 'fetchDailyFeeReceipts'>;
  readonly enrolled: Enrolled;
  readonly papers: Papers;
  readonly imageWork: ImageWork;
  readonly codePictures: CodePictures;
  readonly stationKey: StationKey;
  readonly store: OpenedStore;
}): WorkflowDeps {
  const { database, host, logger, runner, enrolled, papers, imageWork, store } = parts;
  const sealing: Sealing = {
    stationId: () => {
      if (enrolled.station === undefined) throw new Error('officer actions need an enrolled station');
      return enrolled.station.stationId;
    },
    key: parts.stationKey,
    ...{ hasher: webHasher, lock: createWebCommitLock('quay-mot-cua-commit') },
  };
  const unitOfWork = createUnitOfWork(database, sealing, store.recorder);
  return {
    ...{ clock: systemClock, ids: systemIds, hasher: webHasher, logger, database },
    unitOfWork: createJournalledUnitOfWork(unitOfWork, host.journal, store.writer),
    ...{ host, papers, imageWork },
    pageReader: createPageReader(systemScheduler),
    readLargeCode: (picture) => parts.codePictures.readLarge(picture),
    isPinRight,
    inspectImage,
    findStoredPapers: (applicantNumber) => parts.gateway.findPapers(applicantNumber),
    fetchDailyFeeReceipts: (on) => parts.gateway.fetchDailyFeeReceipts(on),
    nudgeSync: () => {
      runner.wake();
    },
  };
}

function toSyncService(runner: SyncRunner): AppServices['sync'] {
  return {
    status$: runner.status$,
    wake: () => {
      runner.wake();
    },
    release: (operationId) => {
      // A failure shows itself: the row stays held in the queue.
      void runner.release(operationId);
    },
  };
}

interface Enrolled {
  station: Station | undefined;
}

function createGateway(
  config: HostConfig,
  stationKey: StationKey,
  enrolled: Enrolled,
): GatewayClient & ChangeStream & CitizenStore {
  return createHttpGatewayClient({
    baseUrl: config.gatewayUrl,
    fetch: hostFetch,
    stationKey,
    station: () => enrolled.station?.stationId,
    clock: systemClock,
    ids: systemIds,
    scheduler: systemScheduler,
  });
}

function createRunner(
  database: CounterDatabase,
  gateway: GatewayClient & ChangeStream,
  logger: Logger,
  enrolled: Enrolled,
): SyncRunner {
  return createSyncRunner({
    outbox: createDexieOutboxStore(database),
    blobs: createDexieBlobStore(database, () => systemClock.now()),
    sink: createDexieChangeSink(database),
    gateway,
    changeStream: gateway,
    connectivity: webConnectivity,
    leader: createWebLeaderLock('quay-mot-cua-sync'),
    clock: systemClock,
    scheduler: systemScheduler,
    random: systemRandom,
    ids: systemIds,
    logger,
    isEnrolled: () => enrolled.station !== undefined,
    readUploadPolicy: async () => toUploadPolicy(await getSettings(database)),
  });
}

/** Codes, counts and ids only; the host keeps the file. */
function createHostLogger(host: HostBridge): Logger {
  const write =
    (level: 'info' | 'warn' | 'error'): Logger['info'] =>
    (event, fields = {}) => {
      const known = Object.entries(fields).filter(
        (entry): entry is [string, string | number | boolean] => entry[1] !== undefined,
      );
      host.log(level, event, Object.fromEntries(known));
    };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
