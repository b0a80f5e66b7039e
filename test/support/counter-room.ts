import { expect } from 'vitest';
import { filter, firstValueFrom, timeout } from 'rxjs';
import { listWaiting } from '#renderer/data/repositories/digitisation-repository.ts';
import { addStationKeyPair, findStationKeyPair, putStation } from '#renderer/data/repositories/station-repository.ts';
import type { OutboxRow } from '#renderer/data/schema/rows.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import { createDexieBlobStore } from '#renderer/data/sync-stores/dexie-blob-store.ts';
import { createDexieChangeSink } from '#renderer/data/sync-stores/dexie-change-sink.ts';
import { createDexieOutboxStore } from '#renderer/data/sync-stores/dexie-outbox-store.ts';
import { createUnitOfWork } from '#renderer/data/unit-of-work.ts';
import { isPinRight } from '#renderer/platform/pin-checker.ts';
import { systemIds, systemRandom } from '#renderer/platform/system-ids.ts';
import { systemScheduler } from '#renderer/platform/system-scheduler.ts';
import { webHasher } from '#renderer/platform/web-hasher.ts';
import { createWebStationKey } from '#renderer/platform/web-station-key.ts';
import { createWorkflows, type Workflows } from '#renderer/workflows/create-workflows.ts';
import { digitiseComponent } from '#renderer/workflows/digitise-component.ts';
import { createReadPage } from '#renderer/workflows/read-page.ts';
import type { Session, WorkflowDeps } from '#renderer/workflows/workflow-deps.ts';
import type { ComponentFile, Dossier } from '#shared/domain/dossier.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { Station } from '#shared/domain/office.ts';
import type { DossierId, DraftId } from '#shared/kernel/ids.ts';
import type { Clock } from '#shared/kernel/ports.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { EngineConfig } from '#sync/engine/index.ts';
import { createSyncRunner, type SyncRunner } from '#sync/runner/sync-runner.ts';
import type { SyncStatus } from '#sync/runner/sync-status.ts';
import { createHttpGatewayClient } from '#sync/transport/http-gateway-client.ts';
import { FakeCommitLock } from '#test/fakes/fake-commit-lock.ts';
import { FakeConnectivity } from '#test/fakes/fake-connectivity.ts';
import type { FakeClock } from '#test/fakes/fake-clock.ts';
import { readFakeLargeCode } from '#test/fakes/fake-large-codes.ts';
import { FakeHost } from '#test/fakes/fake-host.ts';
import { FakeLeaderLock } from '#test/fakes/fake-leader-lock.ts';
import { FakeImageWork } from '#test/fakes/fake-image-work.ts';
import { FakePageReader } from '#test/fakes/fake-page-reader.ts';
import { FakePapers } from '#test/fakes/fake-papers.ts';
import { FaultyNetwork } from '#test/fakes/faulty-network.ts';
import { KeptLogger } from '#test/fakes/kept-logger.ts';
import { officerWithPin, PIN } from '#test/unit/renderer/counter-bench.ts';
import { readyDraft } from '#test/unit/shared/domain/samples.ts';
import { openStore } from './counter-store.ts';
import { fileOf } from './captured.ts';
import { acceptWithPages, capturePages } from './scanned-dossier.ts';
import { samplePdf } from './sample-pdf.ts';

/** Long enough for a busy machine; what is waited for usually takes a fraction of it. */
const PATIENCE = { timeout: 30_000, interval: 25 };

/** Back-offs of milliseconds, so that an outage of a test is over as soon as the network is. */
const HASTY_ENGINE: Partial<EngineConfig> = {
  linkBackoff: { baseMs: 10, capMs: 80, serverCapMs: 200 },
  lineBackoff: { baseMs: 10, capMs: 80, serverCapMs: 200 },
  probeIntervalMs: 80,
  storageRetryMs: 80,
  changesIntervalMs: 100,
  leasesIntervalMs: 200,
  refusedPullMs: 200,
  steadyMs: 100,
};

export interface CounterOptions {
  readonly gatewayUrl: string;
  /** The province's clock; the station's wall clock agrees with it. */
  readonly clock: FakeClock;
  /** How long one request may take; default 5 s. */
  readonly requestMs?: number;
  /** Other paces of the engine than the hasty ones. */
  readonly engine?: Partial<EngineConfig>;
}

export interface Scan {
  readonly file: ComponentFile;
  readonly bytes: Uint8Array;
}

/** A dossier taken in at a counter, with what was handed over. */
export interface TakenIn {
  readonly dossier: Dossier;
  readonly scans: readonly { readonly hash: ComponentFile['hash']; readonly bytes: Uint8Array }[];
}

/** A whole station in Node: local store, workflows, sync runner and a real HTTP connection to a gateway. */
export class Counter {
  readonly network = new FaultyNetwork();
  readonly host = new FakeHost();
  /** Until it is told what it reads, a reader that the processor cannot run. */
  readonly pageReader = new FakePageReader();
  readonly logger = new KeptLogger();
  readonly papers = new FakePapers();
  readonly database: CounterDatabase;
  workflows: Workflows;
  readonly runner: SyncRunner;
  readonly #gateway: ReturnType<typeof createHttpGatewayClient>;
  readonly #clock: ReturnType<typeof toStationClock>;
  readonly #stationKey: ReturnType<typeof createWebStationKey>;
  #station: Station | undefined;
  #session: Session | undefined;
  #deps!: WorkflowDeps;
  #scans = 0;

  constructor(options: CounterOptions) {
    const database = openStore();
    this.database = database;
    const clock = toStationClock(options.clock);
    this.#stationKey = createWebStationKey({
      find: () => findStationKeyPair(database),
      add: (pair) => addStationKeyPair(database, pair),
    });
    this.#gateway = createHttpGatewayClient({
      baseUrl: options.gatewayUrl,
      fetch: this.network.fetch,
      stationKey: this.#stationKey,
      station: () => this.#station?.stationId,
      clock,
      scheduler: systemScheduler,
      ids: systemIds,
      timeouts: { requestMs: options.requestMs ?? 5_000 },
    });
    this.runner = this.#createRunner(clock, options.engine);
    this.#clock = clock;
    this.workflows = this.#createWorkflows();
  }

  get station(): Station {
    if (this.#station === undefined) throw new Error('the counter is not enrolled yet');
    return this.#station;
  }

  get session(): Session {
    if (this.#session === undefined) throw new Error('nobody has signed in yet');
    return this.#session;
  }

  /** Enrols the station, waits for its catalogue and its numbers, and signs the officer in. */
  async open(enrolmentCode: string): Promise<this> {
    const publicKey = await this.#stationKey.publicKey();
    const request = { enrolmentCode, stationName: 'Quầy mẫu (DỮ LIỆU MẪU)', publicKey };
    this.#station = taken(await this.#gateway.enrol(request));
    await putStation(this.database, this.#station);
    this.runner.start();
    await expect.poll(() => this.database.numberBlocks.count(), PATIENCE).toBeGreaterThan(0);
    this.#session = taken(await this.workflows.signIn(officerWithPin.officerId, PIN));
    return this;
  }

  /** What the app has in memory for its commits is gone, as after a restart; the session goes on. */
  forget(): void {
    this.workflows = this.#createWorkflows();
  }

  #createWorkflows(): Workflows {
    this.#deps = this.#createDeps();
    return createWorkflows(this.#deps);
  }

  #createDeps(): WorkflowDeps {
    const { database } = this;
    return {
      clock: this.#clock,
      ids: systemIds,
      hasher: webHasher,
      logger: this.logger,
      database,
      unitOfWork: createUnitOfWork(database, {
        stationId: () => this.station.stationId,
        key: this.#stationKey,
        hasher: webHasher,
        lock: new FakeCommitLock(),
      }),
      host: this.host,
      papers: this.papers,
      imageWork: new FakeImageWork(),
      readLargeCode: readFakeLargeCode,
      pageReader: this.pageReader,
      isPinRight,
      inspectImage: () => Promise.resolve({ widthPx: 1, heightPx: 1 }),
      findStoredPapers: (applicantNumber) => this.#gateway.findPapers(applicantNumber),
      fetchDailyFeeReceipts: (on) => this.#gateway.fetchDailyFeeReceipts(on),
      nudgeSync: () => {
        this.runner.wake();
      },
    };
  }

  /** The current status of the sync. */
  status(): Promise<SyncStatus> {
    return firstValueFrom(this.runner.status$);
  }

  /** Waits until the status is as wanted, and gives it. */
  statusThat(isWanted: (status: SyncStatus) => boolean): Promise<SyncStatus> {
    return firstValueFrom(this.runner.status$.pipe(filter(isWanted), timeout(PATIENCE.timeout)));
  }

  /** A draft that may be accepted, with ids of its own. */
  draft(changes: Partial<IntakeDraft> = {}): IntakeDraft {
    const ids = { draftId: systemIds.next<DraftId>(), dossierId: systemIds.next<DossierId>() };
    return { ...readyDraft(), ...ids, startedBy: officerWithPin.officerId, ...changes };
  }

  /** Takes in a dossier with a fee of 24.000 đồng and with scans: given ones, or so many with contents of their own. */
  async acceptSimpleDossier(scans: number | readonly Scan[] = 1, changes: Partial<IntakeDraft> = {}): Promise<TakenIn> {
    const pages = typeof scans === 'number' ? [] : [...scans];
    while (typeof scans === 'number' && pages.length < scans) pages.push(await this.scan());
    const draft = this.draft(changes);
    const components = draft.components.map((component) =>
      component.requirementId === 'c2' ? { ...component, files: pages.map(({ file }) => file) } : component,
    );
    const accepted = taken(await this.workflows.acceptDossier(this.session, { ...draft, components }));
    return { dossier: accepted.dossier, scans: pages.map(({ file, bytes }) => ({ hash: file.hash, bytes })) };
  }

  /** Takes in a dossier one component of which was scanned. */
  async acceptScannedDossier(pictures: readonly Uint8Array<ArrayBuffer>[]): Promise<Dossier> {
    const pages = await capturePages(this.workflows, pictures);
    return (await acceptWithPages(this.workflows, this.session, this.draft(), pages)).dossier;
  }

  /** Makes the PDFs of what was scanned, as the window does in the background. */
  async digitise(): Promise<void> {
    for (const row of await listWaiting(this.database)) {
      const deps = { ...this.#deps, readPage: createReadPage(this.#deps) };
      taken(await digitiseComponent(deps, row, new AbortController().signal));
    }
  }

  /** Rows that the province has not acknowledged, in the order written. */
  async openRows(): Promise<readonly OutboxRow[]> {
    const rows = await this.database.outbox.orderBy('stationSequence').toArray();
    return rows.filter((row) => row.state !== 'acknowledged');
  }

  /** Waits until the province has acknowledged everything but `held` rows, which are parked. */
  async drain(held = 0): Promise<void> {
    await expect
      .poll(async () => (await this.openRows()).map((row) => row.state), PATIENCE)
      .toEqual(Array(held).fill('parked'));
  }

  async close(): Promise<void> {
    await this.runner.stop();
    this.database.close();
  }

  /** A new file, imported and stored; not yet part of a dossier. */
  async scan(): Promise<Scan> {
    this.#scans += 1;
    const content = `${this.station.stationId} ${String(this.#scans)} ${'trang quét mẫu '.repeat(50)}`;
    const bytes = samplePdf(content);
    const name = `giay-to-${String(this.#scans)}.pdf`;
    const file = fileOf(taken(await this.workflows.attachFile(new File([bytes], name), 'import')));
    return { file, bytes };
  }

  #createRunner(clock: Clock, engine: Partial<EngineConfig> = {}): SyncRunner {
    return createSyncRunner({
      outbox: createDexieOutboxStore(this.database),
      blobs: createDexieBlobStore(this.database, () => clock.now()),
      sink: createDexieChangeSink(this.database),
      gateway: this.#gateway,
      changeStream: this.#gateway,
      connectivity: new FakeConnectivity(),
      leader: new FakeLeaderLock(),
      clock,
      scheduler: systemScheduler,
      random: systemRandom,
      ids: systemIds,
      logger: this.logger,
      isEnrolled: () => this.#station !== undefined,
      engine: { ...HASTY_ENGINE, ...engine },
      leases: { workingDaysAhead: 2 },
    });
  }
}

/** Stands still on the wall, as the province's does; goes on for durations, as timers need it. */
function toStationClock(province: FakeClock): Clock {
  return {
    now: () => province.now(),
    today: () => province.today(),
    monotonic: () => performance.now(),
  };
}

function taken<Value>(result: Result<Value, { readonly code: string }>): Value {
  if (!result.ok) throw new Error(`expected success, got ${JSON.stringify(result.error)}`);
  return result.value;
}
