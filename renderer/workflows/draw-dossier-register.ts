import { findOfficeData, findProcedure } from '#renderer/data/repositories/catalogue-repository.ts';
import {
  countDossiersOfYear,
  readDossiersOfYear,
  type StoredDossier,
} from '#renderer/data/repositories/dossiers-of-year.ts';
import { findStation } from '#renderer/data/repositories/station-repository.ts';
import { buildDossierRegister, buildRegisterRow, buildUnreadableRow } from '#shared/domain/build-dossier-register.ts';
import type { DossierRegisterBook, DossierRegisterRow } from '#shared/domain/papers/dossier-register.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { PAPERS } from './draw-paper.ts';
import { printOfficePdf } from './print-office-pdf.ts';
import type { Session, WorkflowDeps } from './workflow-deps.ts';

/** How far the book of a year has come. */
export interface DossierRegisterProgress {
  readonly done: number;
  /** As counted at the start: dossiers accepted meanwhile are in the book too. */
  readonly all: number;
}

export interface DossierRegisterRun {
  readonly onProgress: (progress: DossierRegisterProgress) => void;
  /** Aborted: drawing ends within one slice, and nothing is printed or saved. */
  readonly signal: AbortSignal;
}

/** What a book holds that was printed or saved. */
export interface DossierRegisterSummary {
  readonly rowCount: number;
  readonly pageCount: number;
  /** Entries whose record could not be read in full; each is in the book and says so. */
  readonly unreadableCount: number;
}

/** `registerStopped`: as asked for through the signal. Else of the host. */
export type DossierRegisterFailure = AppError;

/** Prints the follow-up book of a year. */
export function printDossierRegister(
  deps: WorkflowDeps,
  ...[session, year, run]: RegisterOrder
): Promise<Result<DossierRegisterSummary, DossierRegisterFailure>> {
  const { paperClass, paperSize } = PAPERS.dossierRegister;
  return drawAndHandOver(deps, [session, year, run], (bytes) =>
    printOfficePdf(deps, paperClass, paperSize, nameOf(year), bytes),
  );
}

/** Lets the officer keep the book of a year where the host's own dialog says. */
export function saveDossierRegister(
  deps: WorkflowDeps,
  ...[session, year, run]: RegisterOrder
): Promise<Result<DossierRegisterSummary, DossierRegisterFailure>> {
  return drawAndHandOver(deps, [session, year, run], (bytes) => deps.host.saveDocumentAs(`${nameOf(year)}.pdf`, bytes));
}

type RegisterOrder = readonly [session: Session, year: number, run: DossierRegisterRun];

async function drawAndHandOver(
  deps: WorkflowDeps,
  order: RegisterOrder,
  handOver: (bytes: Uint8Array) => Promise<Result<unknown, AppError>>,
): Promise<Result<DossierRegisterSummary, DossierRegisterFailure>> {
  const drawn = await drawDossierRegister(deps, ...order);
  if (!drawn.ok) return drawn;
  const handedOver = await handOver(drawn.value.bytes);
  return handedOver.ok ? ok(drawn.value.summary) : err({ code: handedOver.error.code });
}

/** Draws the follow-up book of a year from the stored dossiers, a slice at a time. */
export async function drawDossierRegister(
  deps: WorkflowDeps,
  session: Session,
  year: number,
  { onProgress, signal }: DossierRegisterRun,
): Promise<Result<{ readonly bytes: Uint8Array; readonly summary: DossierRegisterSummary }, DossierRegisterFailure>> {
  const book = await buildBook(deps, session, year);
  if (book === undefined) return err({ code: 'notEnrolled' });
  const rows = new RowSource(deps, year);
  const all = await countDossiersOfYear(deps.database, year);
  onProgress({ done: 0, all });
  try {
    const paper = await deps.papers.renderRegister(book, rows.slices(), {
      copyNumber: 1,
      signal,
      onProgress: ({ rowCount }) => {
        onProgress({ done: rowCount, all: Math.max(all, rowCount) });
      },
    });
    if (paper === undefined || signal.aborted) return err({ code: 'registerStopped' });
    const { bytes, pageCount, missingGlyphs } = paper;
    if (missingGlyphs.length > 0) deps.logger.warn('paper.missingGlyphs', { count: missingGlyphs.length });
    const { rowCount, unreadableCount } = rows;
    if (unreadableCount > 0) deps.logger.warn('register.unreadableRows', { count: unreadableCount });
    return ok({ bytes, summary: { rowCount, pageCount, unreadableCount } });
  } catch (cause) {
    // A worker that died, or a store that cannot be read: nothing is lost, the book can be asked for again.
    deps.logger.error('register.notDrawn', { reason: cause instanceof Error ? cause.name : typeof cause });
    return err({ code: 'paperNotDrawn' });
  }
}

function nameOf(year: number): string {
  return `so-theo-doi-${String(year)}`;
}

async function buildBook(
  { database, clock }: WorkflowDeps,
  { officer }: Session,
  year: number,
): Promise<DossierRegisterBook | undefined> {
  const [data, station] = await Promise.all([findOfficeData(database), findStation(database)]);
  if (data === undefined || station === undefined) return undefined;
  const { stationName } = station;
  return buildDossierRegister({
    ...{ office: data.office, stationName, keeperName: officer.fullName, year, issuedAt: clock.now() },
  });
}

/** The rows of a book as they are asked for, numbered through. */
class RowSource {
  readonly #deps: Pick<WorkflowDeps, 'database'>;
  readonly #year: number;
  /** Every procedure is read once: a year has few of them. */
  readonly #procedures = new Map<string, Promise<Procedure | undefined>>();
  rowCount = 0;
  unreadableCount = 0;

  constructor(deps: Pick<WorkflowDeps, 'database'>, year: number) {
    this.#deps = deps;
    this.#year = year;
  }

  async *slices(): AsyncGenerator<readonly DossierRegisterRow[]> {
    for await (const slice of readDossiersOfYear(this.#deps.database, this.#year)) {
      const rows: DossierRegisterRow[] = [];
      for (const stored of slice) rows.push(await this.#toRow(stored));
      yield rows;
    }
  }

  async #toRow({ summary, dossier, record }: StoredDossier): Promise<DossierRegisterRow> {
    this.rowCount += 1;
    if (dossier === undefined || record === 'damaged') this.unreadableCount += 1;
    if (dossier === undefined) return buildUnreadableRow(summary, this.rowCount);
    const { procedureCode, procedureVersion } = dossier;
    const procedure = await this.#findProcedure(procedureCode, procedureVersion);
    return buildRegisterRow(dossier, this.rowCount, { procedure, record });
  }

  #findProcedure(code: string, version: number): Promise<Procedure | undefined> {
    const key = `${code}@${String(version)}`;
    const known = this.#procedures.get(key) ?? findProcedure(this.#deps.database, code, version);
    this.#procedures.set(key, known);
    return known;
  }
}
