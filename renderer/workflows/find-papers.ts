import * as v from 'valibot';
import { listDossiersOf } from '#renderer/data/repositories/dossier-repository.ts';
import { operationsOfDossier } from '#renderer/data/repositories/outbox-lines.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { DigitisedPaper } from '#shared/domain/reuse.ts';
import { digitiseComponentPayloadSchema, type DigitiseComponentPayload } from '#sync/protocol/payloads.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

/** Earlier dossiers of one applicant that are looked through, the newest ones. */
const MOST_DOSSIERS = 50;

/** Digitised papers of an applicant, as far as they are known now. */
export interface KnownPapers {
  readonly here: readonly DigitisedPaper[];
  readonly citizenStore: readonly DigitisedPaper[];
}

/**
 * Looks for papers that an applicant need not hand over again (IN-21): first here, then at the province, whose answer may
 * take long or never come.
 * @param applicantNumber số định danh cá nhân, or a tax code
 * @param onFound called once with what is here, and again when the province has something
 */
export async function findPapers(
  deps: WorkflowDeps,
  applicantNumber: string,
  onFound: (papers: KnownPapers) => void,
): Promise<void> {
  const earlier = (await listDossiersOf(deps.database, applicantNumber)).slice(0, MOST_DOSSIERS);
  const here = (await Promise.all(earlier.map((dossier) => papersOf(deps, dossier)))).flat();
  onFound({ here, citizenStore: [] });
  const stored = await deps.findStoredPapers(applicantNumber);
  if (stored.ok && stored.value.length > 0) onFound({ here, citizenStore: stored.value });
}

async function papersOf(deps: WorkflowDeps, dossier: Dossier): Promise<readonly DigitisedPaper[]> {
  const digitised = await findDigitised(deps, dossier);
  const { dossierId, dossierCode } = dossier;
  return dossier.components.flatMap(({ componentId, name, files }): DigitisedPaper[] => {
    const common = { dossierId, dossierCode, componentId, name };
    const made = digitised.get(componentId);
    const own = files.filter(
      ({ mediaType, reusedFrom }) => mediaType === 'application/pdf' && reusedFrom === undefined,
    );
    return [
      ...(made === undefined ? [] : [{ ...common, digitisedAt: made.digitisedAt, ...factsOf(made.file) }]),
      ...own.map((file) => ({ ...common, digitisedAt: file.capturedAt, ...factsOf(file) })),
    ];
  });
}

function factsOf({ hash, sizeBytes, pageCount }: Facts): Facts {
  return { hash, sizeBytes, pageCount };
}
type Facts = Pick<DigitisedPaper, 'hash' | 'sizeBytes' | 'pageCount'>;

/** What was told to the province, or will be; of a component that was digitised again, the last one. */
async function findDigitised(
  { database }: WorkflowDeps,
  { dossierId }: Dossier,
): Promise<ReadonlyMap<string, DigitiseComponentPayload>> {
  const rows = await operationsOfDossier(database, dossierId);
  const payloads = rows
    .filter(({ kind }) => kind === 'digitiseComponent')
    .map(({ payload }) => v.safeParse(digitiseComponentPayloadSchema, payload));
  return new Map(payloads.flatMap((parsed) => (parsed.success ? [[parsed.output.componentId, parsed.output]] : [])));
}
