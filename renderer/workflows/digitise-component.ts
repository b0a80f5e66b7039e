import type { Changes, CommitFailure } from '#renderer/data/changes.ts';
import { findStoredBytes } from '#renderer/data/repositories/digitisation-repository.ts';
import { findDossier } from '#renderer/data/repositories/dossier-repository.ts';
import type { ComponentPdf, ComponentPdfFailure } from '#shared/documents/component-pdf/component-pdf.ts';
import { MOST_READING_ATTEMPTS, type Digitisation } from '#shared/domain/digitisation.ts';
import type { Dossier, DossierComponent } from '#shared/domain/dossier.ts';
import type { ExtractionProposal } from '#shared/domain/extraction/extraction.ts';
import { proposeExtraction } from '#shared/domain/extraction/propose-extraction.ts';
import type { RecognisedPage } from '#shared/domain/recognised-page.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { LedgerEntryId, Sha256 } from '#shared/kernel/ids.ts';
import { lineOfBlob, lineOfDossier } from '#shared/kernel/line-keys.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { MAX_BLOB_BYTES } from '#sync/protocol/messages.ts';
import type { DigitiseComponentPayload, StoreBlobPayload } from '#sync/protocol/payloads.ts';
import { newOperation } from './new-operation.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

/**
 * Reads a page; `undefined` when it cannot be read.
 * @param turnedBy how far the picture is to be turned first: words are told in pixels of the page as it is shown
 */
export type ReadPage = (
  image: Blob,
  signal: AbortSignal,
  turnedBy: ScannedPage['turnedBy'],
) => Promise<RecognisedPage | undefined>;

export type DigitiseDeps = Pick<
  WorkflowDeps,
  'clock' | 'ids' | 'hasher' | 'logger' | 'database' | 'unitOfWork' | 'papers' | 'nudgeSync'
> & {
  /** Without it the PDF has no text layer. */
  readonly readPage?: ReadPage | undefined;
};

/**
 * - `unknownComponent`: no dossier that can be read has it
 * - `pageLost`: the picture is not in the store, or is not what was captured
 * - `componentTooLarge`: more than the province takes in one file
 * - `digitisingStopped`: asked for; not counted as an attempt
 */
export type DigitiseFailure =
  | AppError<'unknownComponent' | 'pageLost' | 'componentTooLarge' | 'papersStopped' | 'digitisingStopped'>
  | ComponentPdfFailure
  | CommitFailure;

/**
 * Makes the PDF of one accepted component (TT 01/2023/TT-VPCP Đ8) and writes PDF, queue and ledger in one commit. Until
 * then nothing has happened: after a crash it is done again. Done by another window meanwhile is as good as done here.
 * What goes wrong is kept with the row, which stays waiting.
 */
export async function digitiseComponent(
  deps: DigitiseDeps,
  row: Digitisation,
  signal: AbortSignal,
): Promise<Result<null, DigitiseFailure>> {
  const digitised = await makeAndStore(deps, row, signal);
  if (digitised.ok) {
    deps.nudgeSync();
    return digitised;
  }
  const { code } = digitised.error;
  if (code === 'alreadyDigitised') return ok(null);
  if (code === 'digitisingStopped') return digitised;
  deps.logger.warn('digitise.failed', { code, componentId: row.componentId, attempts: row.attempts + 1 });
  const noted = await deps.unitOfWork.commit({
    digitisations: [{ ...row, attempts: row.attempts + 1, failureCode: code }],
  });
  if (!noted.ok) deps.logger.warn('digitise.failureNotNoted', { code: noted.error.code });
  return digitised;
}

async function makeAndStore(
  deps: DigitiseDeps,
  row: Digitisation,
  signal: AbortSignal,
): Promise<Result<null, DigitiseFailure>> {
  const found = await findComponent(deps, row);
  if (!found.ok) return found;
  const pages = await openPages(deps, row, found.value, signal);
  if (!pages.ok) return pages;
  const made = await makePdf(deps, row, found.value, pages.value);
  if (!made.ok) return made;
  if (made.value.bytes.length > MAX_BLOB_BYTES) return err({ code: 'componentTooLarge' });
  const hash = await deps.hasher.sha256(made.value.bytes);
  const proposal = proposeExtraction(pages.value.map(({ recognised }) => recognised ?? NOTHING_READ));
  return deps.unitOfWork.commit(await toChanges(deps, { row, ...found.value, pdf: made.value, hash, proposal }));
}

/** Holds the place of a page that was not read. */
const NOTHING_READ: RecognisedPage = { widthPx: 1, heightPx: 1, lines: [], confidence: 0 };

interface OpenedPage {
  readonly page: ScannedPage;
  readonly picture: Uint8Array<ArrayBuffer>;
  readonly recognised?: RecognisedPage;
}

/**
 * The pictures, and what can be read on them. That reading has begun is written down first: a page that takes the whole
 * window with it is known by its attempts, and then the component is made without being read. Being stopped is none.
 */
async function openPages(
  deps: DigitiseDeps,
  row: Digitisation,
  { component }: Found,
  signal: AbortSignal,
): Promise<Result<readonly OpenedPage[], DigitiseFailure>> {
  if (signal.aborted) return err({ code: 'digitisingStopped' });
  if (deps.readPage === undefined || row.attempts >= MOST_READING_ATTEMPTS)
    return takePages({ ...deps, readPage: undefined }, component, signal);
  const begun = await deps.unitOfWork.commit({ digitisations: [{ ...row, attempts: row.attempts + 1 }] });
  if (!begun.ok) return begun;
  const opened = await takePages(deps, component, signal);
  if (opened.ok || opened.error.code !== 'digitisingStopped') return opened;
  const takenBack = await deps.unitOfWork.commit({ digitisations: [row] });
  if (!takenBack.ok) deps.logger.warn('digitise.stopNotNoted', { code: takenBack.error.code });
  return opened;
}

async function takePages(
  deps: DigitiseDeps,
  { pages }: DossierComponent,
  signal: AbortSignal,
): Promise<Result<readonly OpenedPage[], DigitiseFailure>> {
  const opened: OpenedPage[] = [];
  for (const page of pages) {
    if (signal.aborted) return err({ code: 'digitisingStopped' });
    const picture = await findStoredBytes(deps.database, page.hash);
    if (picture === undefined || (await deps.hasher.sha256(picture)) !== page.hash) return err({ code: 'pageLost' });
    const recognised = await read(deps, page, picture, signal);
    opened.push({ page, picture, ...(recognised && { recognised }) });
  }
  // A page that was given up in the middle is not a page without words.
  return signal.aborted ? err({ code: 'digitisingStopped' }) : ok(opened);
}

interface Found {
  readonly dossier: Dossier;
  readonly component: DossierComponent;
}

async function findComponent(
  { database }: DigitiseDeps,
  { dossierId, componentId }: Digitisation,
): Promise<Result<Found, AppError<'unknownComponent'>>> {
  const dossier = await findDossier(database, dossierId);
  if (dossier?.ok !== true) return err({ code: 'unknownComponent' });
  const component = dossier.value.components.find((candidate) => candidate.componentId === componentId);
  return component === undefined ? err({ code: 'unknownComponent' }) : ok({ dossier: dossier.value, component });
}

async function makePdf(
  deps: DigitiseDeps,
  row: Digitisation,
  { dossier, component }: Found,
  pages: readonly OpenedPage[],
): Promise<Result<ComponentPdf, DigitiseFailure>> {
  try {
    return await deps.papers.buildComponentPdf({
      ...{ componentId: row.componentId, componentName: component.name, pages },
      // Not the time of this attempt: made again after a crash it is the same file.
      ...{ madeAt: row.createdAt, stationId: dossier.stationId, officerId: dossier.acceptedBy },
    });
  } catch (cause) {
    deps.logger.error('digitise.papersStopped', { name: cause instanceof Error ? cause.name : typeof cause });
    return err({ code: 'papersStopped' });
  }
}

/** A page that cannot be read is a page without words. */
async function read(
  { readPage, logger }: DigitiseDeps,
  { turnedBy, mediaType }: ScannedPage,
  picture: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<RecognisedPage | undefined> {
  if (readPage === undefined) return undefined;
  try {
    return await readPage(new Blob([picture], { type: mediaType }), signal, turnedBy);
  } catch (cause) {
    logger.warn('digitise.pageNotRead', { name: cause instanceof Error ? cause.name : typeof cause });
    return undefined;
  }
}

interface Made extends Found {
  readonly row: Digitisation;
  readonly pdf: ComponentPdf;
  readonly hash: Sha256;
  readonly proposal: ExtractionProposal;
}

async function toChanges(deps: DigitiseDeps, made: Made): Promise<Changes> {
  const { row, dossier, pdf, hash, proposal } = made;
  const now = deps.clock.now();
  const { dossierId, acceptedBy: officerId, stationId } = dossier;
  const sizeBytes = pdf.bytes.length;
  const { pageCount, hasTextLayer } = pdf;
  return {
    blobs: [{ hash, mediaType: 'application/pdf', bytes: pdf.bytes.buffer, storedAt: now }],
    digitisations: [{ ...row, state: 'done', failureCode: null, doneAt: now, fileHash: hash }],
    ...(Object.keys(proposal).length > 0 && {
      extractions: [{ componentId: row.componentId, dossierId, state: 'proposed', proposal, confirmed: null }],
    }),
    ledger: [
      {
        ...{ ledgerEntryId: deps.ids.next<LedgerEntryId>(), at: now, officerId, stationId, dossierId },
        kind: 'componentDigitised',
        facts: { componentId: row.componentId, pageCount, sizeBytes, hasTextLayer },
      },
    ],
    operations: [
      await newOperation(deps, {
        lineKey: lineOfDossier(dossierId),
        kind: 'digitiseComponent',
        payload: toPayload(made, now),
        dossierId,
      }),
      await newOperation(deps, {
        lineKey: lineOfBlob(hash),
        kind: 'storeBlob',
        payload: { hash, mediaType: 'application/pdf', sizeBytes } satisfies StoreBlobPayload,
        dossierId,
        sizeBytes,
      }),
    ],
  };
}

function toPayload(
  { dossier, component, pdf, hash }: Made,
  digitisedAt: DigitiseComponentPayload['digitisedAt'],
): DigitiseComponentPayload {
  const { bytes, pageCount, conformance, hasTextLayer } = pdf;
  return {
    dossierId: dossier.dossierId,
    componentId: component.componentId,
    file: { hash, mediaType: 'application/pdf', sizeBytes: bytes.length, pageCount, conformance, hasTextLayer },
    pages: component.pages.map(({ pageId, hash: captured }) => ({ pageId, hash: captured })),
    digitisedAt,
    digitisedBy: dossier.acceptedBy,
  };
}
