import type { CommitFailure } from '#renderer/data/changes.ts';
import { findExtraction } from '#renderer/data/repositories/extraction-repository.ts';
import type { ComponentExtraction } from '#shared/domain/extraction/component-extraction.ts';
import {
  EXTRACTION_FIELDS,
  extractionFieldsSchema,
  type Extraction,
  type ExtractionFields,
} from '#shared/domain/extraction/extraction.ts';
import { readTypedExtraction, typedFrom } from '#shared/domain/extraction/typed-extraction.ts';
import type { LedgerEntry } from '#shared/domain/ledger.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { DossierComponentId, LedgerEntryId } from '#shared/kernel/ids.ts';
import { lineOfDossier } from '#shared/kernel/line-keys.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { RecordExtractionPayload } from '#sync/protocol/payloads.ts';
import * as v from 'valibot';
import { newOperation } from './new-operation.ts';
import type { Session, WorkflowDeps } from './workflow-deps.ts';

/** `notDigitised`: the component has no PDF yet, so there is nothing the data could be data of. */
export type ConfirmExtractionFailure =
  AppError<'notDigitised' | 'extractionEmpty' | 'extractionHasProblems'> | CommitFailure;

/**
 * Records what an officer confirms about a digitised component (DG-05) and sends it on the dossier's own line. Confirmed
 * again it is sent again, and the last one counts.
 */
export async function confirmExtraction(
  deps: WorkflowDeps,
  session: Session,
  componentId: DossierComponentId,
  fields: ExtractionFields,
): Promise<Result<null, ConfirmExtractionFailure>> {
  const checked = check(fields);
  if (!checked.ok) return checked;
  const [digitisation, known] = await Promise.all([
    deps.database.digitisations.get(componentId),
    findExtraction(deps.database, componentId),
  ]);
  if (digitisation?.state !== 'done') return err({ code: 'notDigitised' });
  const { dossierId } = digitisation;
  const proposal = known?.proposal ?? {};
  const confirmed: Extraction = {
    fields: checked.value,
    proposedBy: Object.keys(proposal).length > 0 ? 'ocr' : 'typed',
    confirmedAt: deps.clock.now(),
    confirmedBy: session.officer.officerId,
  };
  const row = { componentId, dossierId, state: 'confirmed', proposal, confirmed } satisfies ComponentExtraction;
  const committed = await deps.unitOfWork.commit({
    extractions: [row],
    ledger: [toEntry(deps, session, row)],
    operations: [
      await newOperation(deps, {
        lineKey: lineOfDossier(dossierId),
        kind: 'recordExtraction',
        payload: toPayload(row),
        dossierId,
      }),
    ],
  });
  if (committed.ok) deps.nudgeSync();
  return committed;
}

/** The same check as the officer's form makes: what is sent has passed it, whoever asks. */
function check(fields: ExtractionFields): Result<ExtractionFields, ConfirmExtractionFailure> {
  const read = readTypedExtraction(typedFrom(fields));
  if (!read.ok) return err({ code: read.error.code });
  const parsed = v.safeParse(extractionFieldsSchema, read.value);
  return parsed.success ? ok(parsed.output) : err({ code: 'extractionHasProblems' });
}

type ConfirmedRow = ComponentExtraction & { readonly confirmed: Extraction };

function toPayload({ dossierId, componentId, confirmed }: ConfirmedRow): RecordExtractionPayload {
  const { fields, confirmedAt, confirmedBy } = confirmed;
  const texts = EXTRACTION_FIELDS.flatMap((field): [string, string][] => {
    const text = fields[field];
    return text === undefined ? [] : [[field, text]];
  });
  return { dossierId, componentId, fields: Object.fromEntries(texts), confirmedAt, confirmedBy };
}

function toEntry(
  deps: WorkflowDeps,
  session: Session,
  { dossierId, componentId, confirmed }: ConfirmedRow,
): LedgerEntry {
  return {
    ledgerEntryId: deps.ids.next<LedgerEntryId>(),
    at: confirmed.confirmedAt,
    officerId: session.officer.officerId,
    stationId: session.shift.stationId,
    dossierId,
    kind: 'extractionConfirmed',
    facts: { componentId, fieldCount: Object.keys(confirmed.fields).length },
  };
}
