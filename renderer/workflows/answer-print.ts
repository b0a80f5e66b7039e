import { findPrint } from '#renderer/data/repositories/print-repository.ts';
import { findStation } from '#renderer/data/repositories/station-repository.ts';
import type { CommitFailure } from '#renderer/data/changes.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { LedgerEntryId, PrintId } from '#shared/kernel/ids.ts';
import { err, type Result } from '#shared/kernel/result.ts';
import { inTurn } from './print-history.ts';
import type { Session, WorkflowDeps } from './workflow-deps.ts';

export type AnswerPrintFailure = AppError<'unknownDocument' | 'notEnrolled'> | CommitFailure;

/**
 * What the officer says of a copy: whether it came out. The copy counts either way, because nobody can prove that a
 * paper is not there: the next one says that it is a reprint.
 */
export async function answerPrint(
  deps: WorkflowDeps,
  { officer }: Session,
  printId: PrintId,
  cameOut: boolean,
): Promise<Result<null, AnswerPrintFailure>> {
  const known = await findPrint(deps.database, printId);
  if (known === undefined) return err({ code: 'unknownDocument' });
  return inTurn(known.issuedDocumentId, async () => {
    const [print, station] = await Promise.all([findPrint(deps.database, printId), findStation(deps.database)]);
    if (print === undefined) return err({ code: 'unknownDocument' });
    if (station === undefined) return err({ code: 'notEnrolled' });
    const now = deps.clock.now();
    const { officerId } = officer;
    const { dossierId, copyNumber } = print;
    return deps.unitOfWork.commit({
      prints: [{ ...print, cameOut, updatedAt: now }],
      ledger: [
        {
          ledgerEntryId: deps.ids.next<LedgerEntryId>(),
          ...{ at: now, officerId, stationId: station.stationId, dossierId },
          ...{ kind: 'documentPrintAnswered', facts: { copyNumber, cameOut } },
        },
      ],
    });
  });
}
