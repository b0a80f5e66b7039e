import type { Instant } from '#shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

export interface ProcedureVersionRow {
  readonly procedureCode: string;
  readonly procedureVersion: number;
}

export async function findCatalogueVersion(db: Queryable, agencyCode: string): Promise<number | undefined> {
  const [row] = await db.query<{ version: number | null }>(
    'SELECT max(catalogue_version) AS version FROM catalogues WHERE agency_code = $1',
    [agencyCode],
  );
  return row?.version ?? undefined;
}

/** The catalogue as JSON text, exactly as it was published. */
export async function findCatalogueText(
  db: Queryable,
  agencyCode: string,
  version: number,
): Promise<string | undefined> {
  const [row] = await db.query<{ text: string }>(
    'SELECT document::text AS text FROM catalogues WHERE agency_code = $1 AND catalogue_version = $2',
    [agencyCode, version],
  );
  return row?.text;
}

export async function insertCatalogue(
  db: Queryable,
  catalogue: {
    readonly agencyCode: string;
    readonly version: number;
    readonly publishedAt: Instant;
    readonly text: string;
    readonly procedures: readonly ProcedureVersionRow[];
    /** What it says of fee receipts; `null` when nothing. */
    readonly feeReceipts: unknown;
    readonly office: unknown;
  },
): Promise<void> {
  await db.query(
    `INSERT INTO catalogues (agency_code, catalogue_version, published_at, document, fee_receipts, office)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      ...[catalogue.agencyCode, catalogue.version, catalogue.publishedAt, catalogue.text],
      catalogue.feeReceipts === null ? null : JSON.stringify(catalogue.feeReceipts),
      JSON.stringify(catalogue.office),
    ],
  );
  await db.query(
    `INSERT INTO procedure_versions (agency_code, procedure_code, procedure_version)
     SELECT $1, code, version FROM unnest($2::text[], $3::bigint[]) AS r(code, version) ON CONFLICT DO NOTHING`,
    [
      catalogue.agencyCode,
      catalogue.procedures.map(({ procedureCode }) => procedureCode),
      catalogue.procedures.map(({ procedureVersion }) => procedureVersion),
    ],
  );
}

/** How the agency hands out fee receipts, as its newest catalogue says; `null` when it says nothing. */
export async function findFeeReceiptSettings(db: Queryable, agencyCode: string): Promise<unknown> {
  const [row] = await db.query<{ settings: unknown }>(
    `SELECT fee_receipts AS settings FROM catalogues WHERE agency_code = $1 ORDER BY catalogue_version DESC LIMIT 1`,
    [agencyCode],
  );
  return row?.settings ?? null;
}

/** Those of `wanted` that were ever published for the agency. */
export async function findProcedureVersions(
  db: Queryable,
  agencyCode: string,
  wanted: readonly ProcedureVersionRow[],
): Promise<ProcedureVersionRow[]> {
  return db.query(
    `SELECT procedure_code AS "procedureCode", procedure_version AS "procedureVersion"
     FROM procedure_versions JOIN unnest($2::text[], $3::bigint[]) AS r(code, version)
       ON procedure_code = code AND procedure_version = version
     WHERE agency_code = $1`,
    [
      agencyCode,
      wanted.map(({ procedureCode }) => procedureCode),
      wanted.map(({ procedureVersion }) => procedureVersion),
    ],
  );
}

/** Agencies that have a catalogue, in order of code. */
export async function listAgencyCodes(db: Queryable): Promise<string[]> {
  const rows = await db.query<{ code: string }>(
    'SELECT DISTINCT agency_code AS code FROM catalogues ORDER BY agency_code',
  );
  return rows.map(({ code }) => code);
}
