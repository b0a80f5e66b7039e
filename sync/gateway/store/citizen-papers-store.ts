import type { DossierComponentId, DossierId, Sha256 } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

export interface StoredPaper {
  readonly dossierId: DossierId;
  readonly dossierCode: string;
  readonly componentId: DossierComponentId;
  /** What the procedure called the paper when it was handed over. */
  readonly name: string;
  readonly digitisedAt: Instant;
  readonly hash: Sha256;
  readonly sizeBytes: number;
  readonly pageCount: number;
}

/** More than anyone needs at a counter. */
const MOST_PAPERS = 200;

/** The newest first. */
export async function listStoredPapers(db: Queryable, applicantNumber: string): Promise<readonly StoredPaper[]> {
  return db.query(
    `SELECT dossier_id AS "dossierId", dossier_code AS "dossierCode", component_id AS "componentId", name,
       digitised_at AS "digitisedAt", hash, size_bytes AS "sizeBytes", page_count AS "pageCount"
     FROM citizen_papers WHERE applicant_number = $1 ORDER BY digitised_at DESC LIMIT ${String(MOST_PAPERS)}`,
    [applicantNumber],
  );
}
