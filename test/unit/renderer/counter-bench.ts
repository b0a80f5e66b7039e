import { pbkdf2Sync } from 'node:crypto';
import type { Changes, NewOperation } from '#renderer/data/changes.ts';
import { putStation } from '#renderer/data/repositories/station-repository.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import { createDexieChangeSink } from '#renderer/data/sync-stores/dexie-change-sink.ts';
import type { Sealing } from '#renderer/data/seal-operations.ts';
import type { WriteRecorder } from '#renderer/data/record-writes.ts';
import { createUnitOfWork, type UnitOfWork } from '#renderer/data/unit-of-work.ts';
import { isPinRight } from '#renderer/platform/pin-checker.ts';
import { webHasher } from '#renderer/platform/web-hasher.ts';
import { createWorkflows, type Workflows } from '#renderer/workflows/create-workflows.ts';
import type { Session, WorkflowDeps } from '#renderer/workflows/workflow-deps.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { Catalogue, Officer } from '#shared/domain/office.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import { toCanonicalJson } from '#shared/kernel/canonical-json.ts';
import type { DossierId, DraftId, NumberBlockId, OperationId, ShiftId } from '#shared/kernel/ids.ts';
import type { IdSource } from '#shared/kernel/ports.ts';
import { FakeClock } from '#test/fakes/fake-clock.ts';
import { FakeCommitLock } from '#test/fakes/fake-commit-lock.ts';
import { readFakeLargeCode } from '#test/fakes/fake-large-codes.ts';
import { FakeHost } from '#test/fakes/fake-host.ts';
import { FakeImageWork } from '#test/fakes/fake-image-work.ts';
import { FakePageReader } from '#test/fakes/fake-page-reader.ts';
import { FakePapers } from '#test/fakes/fake-papers.ts';
import { sha256Of } from '#test/fakes/operation-book.ts';
import { SeededIds } from '#test/fakes/seeded-random.ts';
import { KeptLogger } from '#test/fakes/kept-logger.ts';
import { sampleKey } from '#test/support/test-keys.ts';
import { openStore } from '#test/support/counter-store.ts';
import { calendar, NOW, office, officer, procedure, readyDraft, station } from '#test/unit/shared/domain/samples.ts';

export const PIN = '135790';
const SALT = '0011223344556677';

export const officerWithPin: Officer = {
  ...officer,
  pinVerifier: {
    iterations: 10,
    salt: SALT,
    hash: pbkdf2Sync(PIN, Buffer.from(SALT, 'hex'), 10, 32, 'sha256').toString('hex'),
  },
};

export function catalogueOf(procedures: readonly Procedure[] = [procedure], catalogueVersion = 1): Catalogue {
  return {
    catalogueVersion,
    office,
    officers: [officerWithPin],
    sectors: [{ sectorCode: procedure.sectorCode, name: 'Chứng thực (mẫu)' }],
    procedures: [...procedures],
    workCalendar: calendar,
  };
}

/** What operations of the sample station are sealed with, but for the lock. */
export const sealing: Omit<Sealing, 'lock'> = { stationId: () => station.stationId, key: sampleKey, hasher: webHasher };

/** A counter without network: local store, workflows, and a machine whose devices the test controls. */
export class CounterBench {
  readonly clock = new FakeClock(NOW);
  readonly ids: IdSource;
  readonly host = new FakeHost();
  readonly papers = new FakePapers();
  readonly pageReader = new FakePageReader();
  readonly imageWork = new FakeImageWork(() => this.isImageSound);
  readonly logger = new KeptLogger();
  readonly database: CounterDatabase;
  readonly unitOfWork: UnitOfWork;
  readonly deps: WorkflowDeps;
  readonly workflows: Workflows;
  readonly session: Session;
  /** What the picture decoder says of the next pictures. */
  isImageSound = true;
  nudges = 0;
  /** What the province answers when it is asked for papers of a citizen. */
  storedPapers: Awaited<ReturnType<WorkflowDeps['findStoredPapers']>> = { ok: false, error: { code: 'unreachable' } };
  /** What the province answers when it is asked for the fee receipts of a day. */
  dailyReceipts: Awaited<ReturnType<WorkflowDeps['fetchDailyFeeReceipts']>> = {
    ok: false,
    error: { code: 'unreachable' },
  };
  readonly askedAtProvince: string[] = [];

  /**
   * @param seed of the ids; two windows of one store need two
   * @param own what its commits are sealed with instead: the same lock for all windows of one browser, another station
   * @param journalled what connects the unit of work with a journal
   */
  constructor(
    database: CounterDatabase = openStore(),
    seed = 7,
    own: Partial<Pick<Sealing, 'lock' | 'stationId'>> = {},
    journalled: {
      readonly recorder?: Pick<WriteRecorder, 'begin'>;
      readonly wrap: (unitOfWork: UnitOfWork) => UnitOfWork;
    } = { wrap: (unitOfWork) => unitOfWork },
  ) {
    this.database = database;
    this.ids = new SeededIds(seed);
    const seals = { ...sealing, lock: new FakeCommitLock(), ...own };
    this.unitOfWork = journalled.wrap(createUnitOfWork(database, seals, journalled.recorder));
    this.deps = {
      clock: this.clock,
      ids: this.ids,
      hasher: webHasher,
      logger: this.logger,
      database,
      unitOfWork: this.unitOfWork,
      host: this.host,
      papers: this.papers,
      imageWork: this.imageWork,
      readLargeCode: readFakeLargeCode,
      pageReader: this.pageReader,
      isPinRight,
      inspectImage: () => Promise.resolve(this.isImageSound ? { widthPx: 1, heightPx: 1 } : undefined),
      findStoredPapers: (applicantNumber) => {
        this.askedAtProvince.push(applicantNumber);
        return Promise.resolve(this.storedPapers);
      },
      fetchDailyFeeReceipts: (on) => {
        this.askedAtProvince.push(on);
        return Promise.resolve(this.dailyReceipts);
      },
      nudgeSync: () => {
        this.nudges += 1;
      },
    };
    this.workflows = createWorkflows(this.deps);
    this.session = {
      officer: officerWithPin,
      shift: {
        shiftId: this.ids.next<ShiftId>(),
        officerId: officerWithPin.officerId,
        stationId: station.stationId,
        openedAt: NOW,
      },
    };
  }

  /** Enrolled, with a catalogue, and with the numbers 1 to `numbers` for today. */
  async equip(numbers = 100, catalogue: Catalogue = catalogueOf()): Promise<this> {
    await putStation(this.database, station);
    const sink = createDexieChangeSink(this.database);
    await sink.replaceCatalogue(catalogue);
    if (numbers > 0) {
      const numberBlockId = this.ids.next<NumberBlockId>();
      const { agencyCode } = office;
      await sink.addNumberBlocks([{ numberBlockId, agencyCode, workingOn: this.clock.today(), from: 1, to: numbers }]);
    }
    return this;
  }

  /** A draft that may be accepted, with ids of its own. */
  draft(changes: Partial<IntakeDraft> = {}): IntakeDraft {
    const ids = { draftId: this.ids.next<DraftId>(), dossierId: this.ids.next<DossierId>() };
    return { ...readyDraft(), ...ids, ...changes };
  }

  operation(lineKey: string, payload: unknown = { sample: true }): NewOperation {
    const text = toCanonicalJson(payload);
    return {
      operationId: this.ids.next<OperationId>(),
      lineKey,
      kind: 'acceptDossier',
      payload,
      payloadHash: sha256Of(text),
      sizeBytes: text.length,
      createdAt: this.clock.now(),
      dependsOn: [],
      dossierId: null,
    };
  }

  commit(changes: Changes): ReturnType<UnitOfWork['commit']> {
    return this.unitOfWork.commit(changes);
  }

  /** Rows of every table, to compare before and after. */
  async everything() {
    const { database } = this;
    const rows = await Promise.all(database.tables.map((table) => table.toArray() as Promise<unknown[]>));
    const byName = Object.fromEntries(database.tables.map((table, index) => [table.name, rows[index] ?? []]));
    return byName as unknown as Readonly<Record<TableName, readonly unknown[]>>;
  }
}

type TableName =
  | 'settings'
  | 'procedures'
  | 'drafts'
  | 'dossiers'
  | 'dossierSummaries'
  | 'feePayments'
  | 'shifts'
  | 'issuedDocuments'
  | 'printMarks'
  | 'ledger'
  | 'outbox'
  | 'blobs'
  | 'numberBlocks'
  | 'deferredChanges'
  | 'journalMarks'
  | 'storeFindings'
  | 'chainBreaks';
