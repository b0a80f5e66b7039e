import type { CommitFailure } from '#renderer/data/changes.ts';
import { findOfficeData, findProcedure } from '#renderer/data/repositories/catalogue-repository.ts';
import { findDossier, listDossiersOfDay, findIssuedPaper } from '#renderer/data/repositories/dossier-repository.ts';
import {
  buildEvaluationSlip,
  buildProcessingControlSheet,
  buildThermalSlip,
  type DossierPaperSource,
} from '#shared/domain/build-dossier-papers.ts';
import { buildIntakeReceipt, type IntakeReceiptSource } from '#shared/domain/build-intake-receipt.ts';
import { buildMultiDossierReceipt, type ListedDossier } from '#shared/domain/build-multi-dossier-receipt.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { IntakeReceipt } from '#shared/domain/issued-document.ts';
import type { OneStopShop } from '#shared/domain/office.ts';
import type { DossierPaper } from '#shared/domain/papers/paper-content.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { DossierId, IssuedDocumentId } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { newPaper } from './new-paper.ts';
import { printDocument } from './print-document.ts';
import { inTurn } from './print-history.ts';
import type { Session, WorkflowDeps } from './workflow-deps.ts';

/** Papers that an officer may ask for when a dossier has been accepted. */
export const EXTRA_PAPERS = [
  'processingControlSheet',
  'evaluationSlip',
  'thermalSlip',
  'multiDossierReceipt',
] as const satisfies readonly DossierPaper['kind'][];
export type ExtraPaper = (typeof EXTRA_PAPERS)[number];

export type IssuePaperFailure =
  | AppError<'unknownDocument' | 'notEnrolled' | 'unknownProcedureVersion' | 'damagedRow' | 'oneDossierOnly'>
  | CommitFailure;

/**
 * Issues a paper about an accepted dossier and prints it. One that has been issued before is printed again as it was,
 * marked as a reprint; it is another paper when it goes by another code: an official one instead of a provisional one,
 * or a list with one dossier more.
 */
export function issuePaper(
  deps: WorkflowDeps,
  session: Session,
  dossierId: DossierId,
  kind: ExtraPaper,
): Promise<Result<IssuedDocumentId, IssuePaperFailure>> {
  return inTurn(`${dossierId} ${kind}`, async () => {
    const built = await build(deps, session, dossierId, kind);
    if (!built.ok) return built;
    const { content, about } = built.value;
    let issuedDocumentId = await findIssuedPaper(deps.database, about, content);
    if (issuedDocumentId === undefined) {
      issuedDocumentId = deps.ids.next<IssuedDocumentId>();
      const document = { issuedDocumentId, dossierId, issuedAt: deps.clock.now(), content };
      const committed = await deps.unitOfWork.commit(newPaper(document));
      if (!committed.ok) return committed;
    }
    // How the print ended is told by its mark, as for every paper.
    await printDocument(deps, session, issuedDocumentId);
    return ok(issuedDocumentId);
  });
}

interface Built {
  readonly content: DossierPaper;
  /** Dossiers under any of which it may have been issued. */
  readonly about: readonly DossierId[];
}

async function build(
  deps: WorkflowDeps,
  session: Session,
  dossierId: DossierId,
  kind: ExtraPaper,
): Promise<Result<Built, IssuePaperFailure>> {
  const [dossier, office] = await Promise.all([findDossier(deps.database, dossierId), findOfficeData(deps.database)]);
  if (dossier === undefined) return err({ code: 'unknownDocument' });
  if (!dossier.ok) return dossier;
  if (office === undefined) return err({ code: 'notEnrolled' });
  if (kind === 'multiDossierReceipt') return buildList(deps, session, dossier.value, office.office);
  const source = await readSource(deps, dossier.value, office.office);
  return source.ok ? ok({ content: buildOne(kind, source.value, session), about: [dossierId] }) : source;
}

function buildOne(kind: Exclude<ExtraPaper, 'multiDossierReceipt'>, source: Source, session: Session): DossierPaper {
  switch (kind) {
    case 'processingControlSheet':
      return buildProcessingControlSheet(source);
    case 'evaluationSlip':
      return buildEvaluationSlip(source);
    case 'thermalSlip':
      return buildThermalSlip(receiptOf(source, session));
  }
}

async function buildList(
  deps: WorkflowDeps,
  session: Session,
  dossier: Dossier,
  office: OneStopShop,
): Promise<Result<Built, IssuePaperFailure>> {
  const dossiers = await listDossiersOfDay(deps.database, dossier, deps.clock.today());
  if (dossiers.length < 2 || !dossiers.some(({ dossierId }) => dossierId === dossier.dossierId))
    return err({ code: 'oneDossierOnly' });
  const listed: ListedDossier[] = [];
  for (const each of dossiers) {
    const source = await readSource(deps, each, office);
    if (!source.ok) return source;
    listed.push({ receipt: receiptOf(source.value, session), handlingUnit: source.value.procedure.competentAuthority });
  }
  const content = buildMultiDossierReceipt(listed, deps.clock.now());
  return ok({ content, about: dossiers.map(({ dossierId }) => dossierId) });
}

interface Source extends DossierPaperSource {
  readonly payment: IntakeReceiptSource['payment'];
}

async function readSource(
  { database, clock }: WorkflowDeps,
  dossier: Dossier,
  office: OneStopShop,
): Promise<Result<Source, AppError<'unknownProcedureVersion'>>> {
  const [procedure, payments] = await Promise.all([
    findProcedure(database, dossier.procedureCode, dossier.procedureVersion),
    database.feePayments.where('dossierId').equals(dossier.dossierId).toArray(),
  ]);
  if (procedure === undefined) return err({ code: 'unknownProcedureVersion' });
  return ok({ dossier, procedure, office, issuedAt: clock.now(), payment: payments[0] ?? null });
}

/** The receipt of the dossier as it would be issued now. */
function receiptOf(source: Source, { officer }: Session): IntakeReceipt {
  return buildIntakeReceipt({ ...source, officer });
}
