import type { DossierId, Sha256 } from '#shared/kernel/ids.ts';
import type { Queryable } from './database.ts';

export interface Summary {
  readonly stations: number;
  readonly operations: number;
  readonly dossiers: number;
  /** Dossiers of which every named scan is stored and the pages of every component have come as a PDF. */
  readonly completeDossiers: number;
  readonly intakeDecisions: number;
  readonly feePayments: number;
  readonly feeTotalVnd: number;
  readonly blobs: number;
  readonly blobBytes: number;
}

export interface DossierOverview {
  readonly dossierId: DossierId;
  readonly dossierCode: string;
  readonly state: string;
  readonly isComplete: boolean;
  readonly feeTotalVnd: number;
  readonly paidVnd: number;
  readonly blobHashes: readonly Sha256[];
}

const IS_COMPLETE = `NOT EXISTS (SELECT FROM dossier_blobs named WHERE named.dossier_id = d.dossier_id
  AND NOT EXISTS (SELECT FROM blobs WHERE blobs.hash = named.hash))
  AND NOT EXISTS (SELECT FROM awaited_components awaited WHERE awaited.dossier_id = d.dossier_id
  AND NOT EXISTS (SELECT FROM digitised_components made
    WHERE made.dossier_id = awaited.dossier_id AND made.component_id = awaited.component_id))`;

export async function readSummary(db: Queryable): Promise<Summary> {
  const [row] = await db.query<Summary>(
    `SELECT (SELECT count(*) FROM stations) AS stations,
       (SELECT count(*) FROM operations) AS operations,
       (SELECT count(*) FROM dossiers) AS dossiers,
       (SELECT count(*) FROM dossiers d WHERE ${IS_COMPLETE}) AS "completeDossiers",
       (SELECT count(*) FROM intake_decisions) AS "intakeDecisions",
       (SELECT count(*) FROM fee_payments) AS "feePayments",
       (SELECT coalesce(sum(amount_vnd), 0)::bigint FROM fee_payments) AS "feeTotalVnd",
       (SELECT count(*) FROM blobs) AS blobs,
       (SELECT coalesce(sum(size_bytes), 0)::bigint FROM blobs) AS "blobBytes"`,
  );
  if (row === undefined) throw new Error('the summary query gives exactly one row');
  return row;
}

/** Every dossier in order of code. */
export async function listDossiers(db: Queryable): Promise<DossierOverview[]> {
  return db.query(
    `SELECT dossier_id AS "dossierId", dossier_code AS "dossierCode", state, ${IS_COMPLETE} AS "isComplete",
       fee_total_vnd AS "feeTotalVnd",
       (SELECT coalesce(sum(amount_vnd), 0)::bigint FROM fee_payments p WHERE p.dossier_id = d.dossier_id) AS "paidVnd",
       ARRAY(SELECT hash FROM dossier_blobs named WHERE named.dossier_id = d.dossier_id ORDER BY hash) AS "blobHashes"
     FROM dossiers d ORDER BY dossier_code`,
  );
}
