import type { CounterSettings, PaperClass } from '#renderer/data/repositories/settings-repository.ts';
import type { CommitFailure } from '#renderer/data/changes.ts';
import type { DraftApplicant, DraftComponent, IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { SaveDraftRefusal } from '#shared/domain/decide-save-draft.ts';
import type { ConflictChoices } from '#shared/domain/decide-resolve-conflict.ts';
import type { ExtractionFields } from '#shared/domain/extraction/extraction.ts';
import type { Rating } from '#shared/domain/citizen-screen/rating.ts';
import type { PaperOptions } from '#shared/documents/render-paper.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import type { CapturedBy, ScannedPage } from '#shared/domain/scanned-page.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type {
  DossierComponentId,
  DossierId,
  IssuedDocumentId,
  NoticeId,
  OfficerId,
  OperationId,
  PrintId,
} from '#shared/kernel/ids.ts';
import type { Result } from '#shared/kernel/result.ts';
import { acceptDossier, type AcceptDossierFailure, type AcceptedDossier } from './accept-dossier.ts';
import { attachFile, type AttachFailure, type Captured } from './attach-file.ts';
import { confirmExtraction, type ConfirmExtractionFailure } from './confirm-extraction.ts';
import { importFile, type ImportFailure } from './import-file.ts';
import { refuseDossier, requestSupplement, type DeclinedDossier, type DeclineFailure } from './decline-dossier.ts';
import { findPapers, type KnownPapers } from './find-papers.ts';
import { createMoneyWorkflows, type MoneyWorkflows } from './money/money-workflows.ts';
import { dismissAnnouncement, resolveConflict, type ResolveFailure } from './resolve-conflict.ts';
import { answerPrint, type AnswerPrintFailure } from './answer-print.ts';
import { issuePaper, type ExtraPaper, type IssuePaperFailure } from './issue-paper.ts';
import { printDocument, saveDocumentAs, type PrintedCopy, type PrintFailure } from './print-document.ts';
import { printTestPage } from './print-test-page.ts';
import { rateDossier, type RateDossierFailure } from './rate-dossier.ts';
import { readFindings } from './read-findings.ts';
import { reissueReceipt, type ReissueFailure } from './reissue-receipt.ts';
import { printSeparatorSheets } from './print-separator-sheets.ts';
import { prepareRepair, repairOperation, type RepairFailure, type RepairForm } from './repair-operation.ts';
import { resendNotice, type ResendNoticeFailure } from './resend-notice.ts';
import { saveComponentAs, type SaveComponentFailure } from './save-component-as.ts';
import { discardDraft, saveDraft } from './save-draft.ts';
import { scanPages, type ScanEnd, type ScanSettings, type ScanWatch } from './scan-pages.ts';
import {
  printDossierRegister,
  saveDossierRegister,
  type DossierRegisterFailure,
  type DossierRegisterRun,
  type DossierRegisterSummary,
} from './draw-dossier-register.ts';
import { setAsideOperation, type SetAsideFailure } from './set-aside-operation.ts';
import { findSeparatorSheets, type FoundSheets } from './split-stack.ts';
import { createTakeFolderFiles, type TakeFolderFiles } from './take-folder-files.ts';
import { switchOriginal } from './switch-original.ts';
import { signIn, type SignInFailure } from './sign-in.ts';
import { startComponents, startDraft } from './start-draft.ts';
import { updateSettings } from './update-settings.ts';
import type { Session, WorkflowDeps } from './workflow-deps.ts';

/** Every officer action a screen may start. Expected failures are values; nothing here throws for bad input. */
export interface Workflows extends MoneyWorkflows {
  /** The instant on the machine's clock, for previews. */
  now(): Instant;
  signIn(officerId: OfficerId, pin: string): Promise<Result<Session, SignInFailure>>;
  /** An empty draft with its final ids; not stored until something is typed. */
  startDraft(session: Session): IntakeDraft;
  startComponents(procedure: Procedure): readonly DraftComponent[];
  saveDraft(draft: IntakeDraft): Promise<Result<null, CommitFailure | SaveDraftRefusal>>;
  discardDraft(draft: IntakeDraft): Promise<Result<null, CommitFailure>>;
  acceptDossier(session: Session, draft: IntakeDraft): Promise<Result<AcceptedDossier, AcceptDossierFailure>>;
  requestSupplement(
    session: Session,
    draft: IntakeDraft,
    reason: string,
    details: Readonly<Record<string, string>>,
  ): Promise<Result<DeclinedDossier, DeclineFailure>>;
  refuseDossier(session: Session, draft: IntakeDraft, reason: string): Promise<Result<DeclinedDossier, DeclineFailure>>;
  attachFile(file: File, capturedBy: CapturedBy): Promise<Result<Captured, AttachFailure>>;
  /** A file an officer brings; a TIFF file becomes one picture for each page. Pages attached before one fails stay. */
  importFile(
    file: File,
    capturedBy: CapturedBy,
    onCaptured: (captured: Captured) => void,
  ): Promise<Result<null, ImportFailure>>;
  /** Pages of a scanner, each stored as soon as it is there. */
  scanPages(settings: ScanSettings, watch: ScanWatch): Promise<ScanEnd>;
  /** A page with its own bytes again, or put straight; `undefined` when that changes nothing. */
  switchOriginal(page: ScannedPage): Promise<ScannedPage | undefined>;
  /** Papers of an applicant that were digitised before, here and at the province; see `findReusable`. */
  findPapers(applicantNumber: string, onFound: (papers: KnownPapers) => void): Promise<void>;
  /** Files of the watched folder, each moved away as soon as it is stored. */
  readonly takeFolderFiles: TakeFolderFiles;
  /** Which of the pages are separator sheets; `onPage` is told how many have been looked at. */
  findSeparatorSheets(pages: readonly ScannedPage[], onPage: (count: number) => void): Promise<FoundSheets>;
  /** Answers with how many sheets were printed. */
  printSeparatorSheets(procedure: Procedure): Promise<Result<number, AppError>>;
  /** The next copy of an issued paper. An earlier one that still waits is withdrawn first. */
  printDocument(
    session: Session,
    issuedDocumentId: IssuedDocumentId,
    language?: PaperOptions['language'],
  ): Promise<Result<PrintedCopy, PrintFailure>>;
  /** Whether a copy came out, as the officer says. */
  answerPrint(session: Session, printId: PrintId, cameOut: boolean): Promise<Result<null, AnswerPrintFailure>>;
  printTestPage(paperClass: PaperClass): Promise<Result<{ readonly printerName: string }, AppError>>;
  /** The receipt of a dossier that began with a provisional code, issued again with both codes, and printed. */
  reissueReceipt(session: Session, dossierId: DossierId): Promise<Result<IssuedDocumentId, ReissueFailure>>;
  saveDocumentAs(issuedDocumentId: IssuedDocumentId): Promise<Result<null, PrintFailure>>;
  /** The PDF that a component's pages have become. */
  saveComponentAs(dossierId: DossierId, componentId: DossierComponentId): Promise<Result<null, SaveComponentFailure>>;
  /** Data of a digitised component that the officer has compared with its pages; again, when they were corrected. */
  confirmExtraction(
    session: Session,
    componentId: DossierComponentId,
    fields: ExtractionFields,
  ): Promise<Result<null, ConfirmExtractionFailure>>;
  /** A notice that did not arrive, or went to a wrong address, again. @param to as typed */
  resendNotice(session: Session, noticeId: NoticeId, to: string): Promise<Result<null, ResendNoticeFailure>>;
  resolveConflict(
    session: Session,
    changeNumber: number,
    choices: ConflictChoices,
  ): Promise<Result<null, ResolveFailure>>;
  dismissAnnouncement(session: Session, announcementId: string): Promise<void>;
  /** What can be put right about a held operation. */
  prepareRepair(operationId: OperationId): Promise<Result<RepairForm, AppError<'notHeld'>>>;
  /** Sends a refused operation again, corrected, as a new one in its place. */
  repairOperation(
    session: Session,
    operationId: OperationId,
    applicant: DraftApplicant | null,
  ): Promise<Result<null, RepairFailure>>;
  /** A supervisor ends the work on a held operation that can be neither sent nor corrected any more. */
  setAsideOperation(session: Session, operationId: OperationId, reason: string): Promise<Result<null, SetAsideFailure>>;
  /** The officer has read what was found when the app was opened. */
  readFindings(session: Session): Promise<void>;
  updateSettings(change: Partial<CounterSettings>): Promise<void>;
  /** What the citizen has said of the intake; once for each dossier. */
  rateDossier(
    session: Session,
    given: Pick<Rating, 'dossierCode' | 'score' | 'reasons'>,
  ): Promise<Result<null, RateDossierFailure>>;
  /** Another paper about an accepted dossier, issued once, then printed again. */
  issuePaper(
    session: Session,
    dossierId: DossierId,
    kind: ExtraPaper,
  ): Promise<Result<IssuedDocumentId, IssuePaperFailure>>;
  /** The follow-up book of a calendar year, drawn from what is stored; not counted as a print. */
  printDossierRegister(
    session: Session,
    year: number,
    run: DossierRegisterRun,
  ): Promise<Result<DossierRegisterSummary, DossierRegisterFailure>>;
  saveDossierRegister(
    session: Session,
    year: number,
    run: DossierRegisterRun,
  ): Promise<Result<DossierRegisterSummary, DossierRegisterFailure>>;
}

export function createWorkflows(deps: WorkflowDeps): Workflows {
  return {
    now: () => deps.clock.now(),
    signIn: (officerId, pin) => signIn(deps, officerId, pin),
    startDraft: (session) => startDraft(deps, session),
    startComponents: (procedure) => startComponents(deps, procedure),
    saveDraft: (draft) => saveDraft(deps, draft),
    discardDraft: (draft) => discardDraft(deps, draft),
    acceptDossier: (session, draft) => acceptDossier(deps, session, draft),
    requestSupplement: (session, draft, reason, details) => requestSupplement(deps, session, draft, reason, details),
    refuseDossier: (session, draft, reason) => refuseDossier(deps, session, draft, reason),
    attachFile: (file, capturedBy) => attachFile(deps, file, capturedBy),
    importFile: (file, capturedBy, onPage) => importFile(deps, file, capturedBy, onPage),
    scanPages: (settings, watch) => scanPages(deps, settings, watch),
    switchOriginal: (page) => switchOriginal(deps, page),
    findPapers: (applicantNumber, onFound) => findPapers(deps, applicantNumber, onFound),
    takeFolderFiles: createTakeFolderFiles(deps),
    findSeparatorSheets: (pages, onPage) => findSeparatorSheets(deps, pages, onPage),
    printSeparatorSheets: (procedure) => printSeparatorSheets(deps, procedure),
    printDocument: (session, issuedDocumentId, language) => printDocument(deps, session, issuedDocumentId, language),
    answerPrint: (session, printId, cameOut) => answerPrint(deps, session, printId, cameOut),
    printTestPage: (paperClass) => printTestPage(deps, paperClass),
    reissueReceipt: (session, dossierId) => reissueReceipt(deps, session, dossierId),
    saveDocumentAs: (issuedDocumentId) => saveDocumentAs(deps, issuedDocumentId),
    saveComponentAs: (dossierId, componentId) => saveComponentAs(deps, dossierId, componentId),
    confirmExtraction: (session, componentId, fields) => confirmExtraction(deps, session, componentId, fields),
    resendNotice: (session, noticeId, to) => resendNotice(deps, session, noticeId, to),
    resolveConflict: (session, changeNumber, choices) => resolveConflict(deps, session, changeNumber, choices),
    dismissAnnouncement: (session, announcementId) => dismissAnnouncement(deps, session, announcementId),
    prepareRepair: (operationId) => prepareRepair(deps, operationId),
    repairOperation: (session, operationId, applicant) => repairOperation(deps, session, operationId, applicant),
    setAsideOperation: (session, operationId, reason) => setAsideOperation(deps, session, operationId, reason),
    readFindings: (session) => readFindings(deps, session),
    updateSettings: (change) => updateSettings(deps, change),
    rateDossier: (session, given) => rateDossier(deps, session, given),
    issuePaper: (session, dossierId, kind) => issuePaper(deps, session, dossierId, kind),
    ...createRegisterWorkflows(deps),
    ...createMoneyWorkflows(deps),
  };
}

function createRegisterWorkflows(deps: WorkflowDeps): Pick<Workflows, 'printDossierRegister' | 'saveDossierRegister'> {
  return {
    printDossierRegister: (session, year, run) => printDossierRegister(deps, session, year, run),
    saveDossierRegister: (session, year, run) => saveDossierRegister(deps, session, year, run),
  };
}
