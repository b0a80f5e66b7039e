import { useLiveQuery } from 'dexie-react-hooks';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { DossierPaper } from '#shared/domain/papers/paper-content.ts';
import type { DossierId, IssuedDocumentId } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { listDossiersOfDay } from '#renderer/data/repositories/dossier-repository.ts';
import { listOpenPrints, listPrints, listPrintsOf } from '#renderer/data/repositories/print-repository.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { PrintMarkRow, PrintRow } from '#renderer/data/schema/rows.ts';

/** A paper that was issued about a dossier. */
export interface IssuedPaper {
  readonly issuedDocumentId: IssuedDocumentId;
  readonly kind: DossierPaper['kind'];
}

/** A paper that did not come out. */
export interface UnprintedPaper {
  readonly mark: PrintMarkRow;
  /** Null when its content is not there any more. */
  readonly kind: DossierPaper['kind'] | null;
}

export interface PapersOfDossier {
  /** Every paper that was issued, oldest first. */
  readonly papers: readonly IssuedPaper[];
  readonly printMarks: readonly PrintMarkRow[];
  /** Every print of every paper, in the order in which they were begun. */
  readonly prints: readonly PrintRow[];
}

export interface PaperPrints {
  readonly mark: PrintMarkRow | undefined;
  /** In the order in which they were begun. */
  readonly prints: readonly PrintRow[];
}

/** Live views of issued papers. */
export interface PaperQueries {
  /** Papers that have not come out. */
  useOpenPrintMarks(): readonly PrintMarkRow[] | undefined;
  /** Prints that a spooler has and that are not known to have ended. */
  useOpenPrints(): readonly PrintRow[] | undefined;
  /** How the prints of a paper stand, also of one about a dossier that was not accepted. */
  usePaperPrints(issuedDocumentId: IssuedDocumentId): PaperPrints | undefined;
  useUnprintedPapers(): readonly UnprintedPaper[] | undefined;
  /** How many dossiers of the same applicant this station accepted on a day. */
  useDossiersOfDay(dossier: Dossier, on: LocalDate): number | undefined;
}

export function createPaperQueries(database: CounterDatabase): PaperQueries {
  return {
    useOpenPrintMarks: () =>
      useLiveQuery(() => database.printMarks.where('state').anyOf('pending', 'failed').toArray(), []),
    useOpenPrints: () => useLiveQuery(() => listOpenPrints(database), []),
    usePaperPrints: (issuedDocumentId) =>
      useLiveQuery(async () => {
        const [mark, prints] = await Promise.all([
          database.printMarks.get(issuedDocumentId),
          listPrints(database, issuedDocumentId),
        ]);
        return { mark, prints };
      }, [issuedDocumentId]),
    useUnprintedPapers: () =>
      useLiveQuery(async () => {
        const marks = await database.printMarks.where('state').equals('failed').toArray();
        const documents = await database.issuedDocuments.bulkGet(marks.map((mark) => mark.issuedDocumentId));
        return marks.map((mark, index) => ({ mark, kind: documents[index]?.content.kind ?? null }));
      }, []),
    useDossiersOfDay: (dossier, on) =>
      useLiveQuery(async () => (await listDossiersOfDay(database, dossier, on)).length, [dossier, on]),
  };
}

/** Slips and fee receipts are printed where the money is. */
const FEE_PAPERS: ReadonlySet<string> = new Set<DossierPaper['kind']>(['provisionalFeeSlip', 'feeReceipt']);

/** The papers about a dossier, those of its fees apart, without what they say, and their prints. */
export async function readPapersOf(database: CounterDatabase, dossierId: DossierId): Promise<PapersOfDossier> {
  const [documents, printMarks, prints] = await Promise.all([
    database.issuedDocuments.where('dossierId').equals(dossierId).sortBy('issuedAt'),
    database.printMarks.where('dossierId').equals(dossierId).toArray(),
    listPrintsOf(database, dossierId),
  ]);
  const isOfFee = (id: IssuedDocumentId): boolean =>
    documents.some(({ issuedDocumentId, content }) => issuedDocumentId === id && FEE_PAPERS.has(content.kind));
  return {
    papers: documents
      .map(({ issuedDocumentId, content }) => ({ issuedDocumentId, kind: content.kind }))
      .filter(({ kind }) => !FEE_PAPERS.has(kind)),
    printMarks: printMarks.filter(({ issuedDocumentId }) => !isOfFee(issuedDocumentId)),
    prints: prints.filter(({ issuedDocumentId }) => !isOfFee(issuedDocumentId)),
  };
}
