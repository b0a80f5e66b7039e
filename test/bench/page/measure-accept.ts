import { debounceTime, first, firstValueFrom, timeout, type Observable } from 'rxjs';
import { compose } from '#renderer/app/compose.ts';
import { findOfficeData } from '#renderer/data/repositories/catalogue-repository.ts';
import { CounterDatabase } from '#renderer/data/schema/database.ts';
import { createUpdateSignal } from '#renderer/platform/update-signal.ts';
import type { Workflows } from '#renderer/workflows/create-workflows.ts';
import type { Session } from '#renderer/workflows/workflow-deps.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import type { DossierId } from '#shared/kernel/ids.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { SyncStatus } from '#sync/runner/sync-status.ts';
import type { AcceptFigures } from './bench-api.ts';
import { createBenchHost } from './bench-host.ts';
import { RawStore } from './raw-store.ts';
import { fillDraft } from './sample-draft.ts';

const COMPONENTS = 5;
/** Far above the stocked persons, so that nobody comes twice. */
const FIRST_PERSON = 500_000;
/** The queue's runner has nothing under way for so long. */
const QUIET_MS = 150;
const LONGEST_UNREST_MS = 10_000;
const LONGEST_PRINT_MS = 10_000;
const PAPER_PX = { width: 620, height: 877 };

/**
 * Accepts one dossier after the other through the composed application – store, workflows, sync runner against a gateway
 * that is off, receipt drawn in its worker – and before each puts the bytes of the one before raw. Both begin when the
 * page is quiet: the receipt of the dossier before has been drawn and recorded, the attempt to send it has failed.
 */
export async function measureAccept(options: {
  readonly pin: string;
  readonly warmUp: number;
  readonly measured: number;
}): Promise<AcceptFigures> {
  const database = new CounterDatabase();
  const { services, startBackgroundWork } = await compose(createBenchHost(), createUpdateSignal());
  startBackgroundWork();
  const { workflows } = services;
  const session = await signIn(database, workflows, options.pin);
  const procedure = await findProcedureToMeasure(database);
  const paper = await drawPaper();
  const raw = await RawStore.open('bench-raw');
  const figures = { acceptMs: [] as number[], rawPutMs: [] as number[], rowBytes: [] as number[] };
  let bytes: Uint8Array | undefined;
  for (let round = 0; round < options.warmUp + options.measured; round += 1) {
    const draft = await prepareDraft(workflows, session, procedure, paper, round);
    const rows = bytes;
    await quiet(services.sync.status$);
    // Raw first: it leaves no receipt to draw and no queue to send, so neither runs into the other's aftermath.
    const rawPutMs = rows === undefined ? undefined : await timeOf(() => raw.put(rows));
    await quiet(services.sync.status$);
    const acceptMs = await timeOf(async () => must(await workflows.acceptDossier(session, draft)));
    await untilPrinted(database, draft.dossierId);
    bytes = new TextEncoder().encode(JSON.stringify(await rowsOf(database, draft.dossierId)));
    if (round < options.warmUp || rawPutMs === undefined) continue;
    figures.acceptMs.push(acceptMs);
    figures.rawPutMs.push(rawPutMs);
    figures.rowBytes.push(bytes.byteLength);
  }
  return figures;
}

async function signIn(database: CounterDatabase, workflows: Workflows, pin: string): Promise<Session> {
  const officer = (await findOfficeData(database))?.officers[0];
  if (officer === undefined) throw new Error('stock the machine first');
  return must(await workflows.signIn(officer.officerId, pin));
}

async function findProcedureToMeasure(database: CounterDatabase): Promise<Procedure> {
  const procedures = await database.procedures.toArray();
  const found = procedures.find(
    ({ components, feeRates }) =>
      components.length === COMPONENTS && components.every((entry) => !entry.isShownOnly) && feeRates.length > 0,
  );
  if (found === undefined) throw new Error(`no procedure with a fee and ${String(COMPONENTS)} papers to keep`);
  return found;
}

/** A page like a scan's: text-sized marks on white, so that it decodes and hashes like one. */
async function drawPaper(): Promise<Blob> {
  const canvas = new OffscreenCanvas(PAPER_PX.width, PAPER_PX.height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.fillStyle = 'white';
  context.fillRect(0, 0, PAPER_PX.width, PAPER_PX.height);
  context.fillStyle = 'black';
  for (let line = 0; line < 40; line += 1) context.fillText('DỮ LIỆU MẪU '.repeat(8), 40, 40 + line * 20);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
}

async function prepareDraft(
  workflows: Workflows,
  session: Session,
  procedure: Procedure,
  paper: Blob,
  round: number,
): Promise<IntakeDraft> {
  const pages: ScannedPage[] = [];
  for (let at = 0; at < COMPONENTS; at += 1) {
    // Bytes after the picture's end change its hash and nothing else.
    const file = new File([paper, `${String(round)}.${String(at)}`], `trang-${String(at)}.jpg`, { type: paper.type });
    const captured = must(await workflows.attachFile(file, 'import'));
    if (captured.kind === 'page') pages.push(captured.page);
  }
  const pagesOf = (at: number): ScannedPage[] => pages.slice(at, at + 1);
  const components = workflows.startComponents(procedure);
  const draft = fillDraft(workflows.startDraft(session), FIRST_PERSON + round, procedure, components, pagesOf);
  must(await workflows.saveDraft(draft));
  return draft;
}

/** Every row the acceptance has written; what printing added later is left out. */
async function rowsOf(database: CounterDatabase, dossierId: DossierId): Promise<readonly unknown[]> {
  const ledger = await database.ledger.where('dossierId').equals(dossierId).toArray();
  const rows = await Promise.all([
    database.dossiers.where('dossierId').equals(dossierId).toArray(),
    database.dossierSummaries.where('dossierId').equals(dossierId).toArray(),
    database.feePayments.where('dossierId').equals(dossierId).toArray(),
    database.issuedDocuments.where('dossierId').equals(dossierId).toArray(),
    database.printMarks.where('dossierId').equals(dossierId).toArray(),
    database.outbox.where('dossierId').equals(dossierId).toArray(),
    database.numberBlocks.limit(1).toArray(),
  ]);
  return [...rows.flat(), ...ledger.filter(({ kind }) => kind === 'dossierAccepted' || kind === 'feeCollected')];
}

async function untilPrinted(database: CounterDatabase, dossierId: DossierId): Promise<void> {
  const startedAt = performance.now();
  for (;;) {
    const [mark] = await database.printMarks.where('dossierId').equals(dossierId).toArray();
    if (mark?.state === 'printed') return;
    if (performance.now() - startedAt > LONGEST_PRINT_MS) throw new Error(`not printed: ${mark?.failureCode ?? ''}`);
    await wait(10);
  }
}

async function quiet(status$: Observable<SyncStatus>): Promise<void> {
  await firstValueFrom(
    status$.pipe(
      debounceTime(QUIET_MS),
      first(({ inFlight }) => inFlight === 0),
      timeout(LONGEST_UNREST_MS),
    ),
  );
  await new Promise((resolve) => requestIdleCallback(resolve));
}

function wait(ms: number): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function must<Value>(result: Result<Value, { readonly code: string }>): Value {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}
