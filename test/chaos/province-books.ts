import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { BlobFiles } from '#sync/gateway/store/blob-files.ts';
import { Database } from '#sync/gateway/store/database.ts';
import { listDossiers } from '#sync/gateway/store/summary-store.ts';
import { systemIds } from '#sync/gateway/app.ts';
import { KeptLogger } from '#test/fakes/kept-logger.ts';

/** What the province has, read from the gateway's own database and its files. */
export interface ProvinceBooks {
  readonly operationIds: readonly string[];
  readonly dossiers: readonly {
    readonly dossierId: string;
    readonly dossierCode: string;
    readonly isComplete: boolean;
    readonly paidVnd: number;
    readonly hashes: readonly string[];
  }[];
  readonly payments: readonly { readonly dossierId: string; readonly amountVnd: number }[];
  /** Stored scans: the name, and the hash of the bytes on the disk; empty when the file is missing. */
  readonly scans: readonly { readonly hash: string; readonly actualHash: string }[];
}

/** Process number and port of the embedded PostgreSQL that works on this data folder now. */
export async function readPostmaster(dataDir: string): Promise<{ readonly pid: number; readonly port: number }> {
  const lines = (await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

/** Looks into a gateway that is running. */
export async function readProvinceBooks(dataDir: string): Promise<ProvinceBooks> {
  const { port } = await readPostmaster(dataDir);
  const password = await readFile(path.join(dataDir, 'postgres-password'), 'utf8');
  const url = `postgres://gateway:${password}@127.0.0.1:${String(port)}/gateway`;
  const database = new Database(url, new KeptLogger(), 1);
  try {
    const operations = await database.query<{ id: string }>('SELECT operation_id AS id FROM operations');
    const dossiers = await listDossiers(database);
    const payments = await database.query<{ dossierId: string; amountVnd: number }>(
      'SELECT dossier_id AS "dossierId", amount_vnd AS "amountVnd" FROM fee_payments',
    );
    const named = await database.query<{ hash: string }>('SELECT hash FROM blobs');
    const files = await BlobFiles.open(path.join(dataDir, 'blobs'), systemIds);
    return {
      operationIds: operations.map(({ id }) => id),
      dossiers: dossiers.map(({ blobHashes, ...dossier }) => ({ ...dossier, hashes: blobHashes })),
      payments,
      scans: await Promise.all(
        named.map(async ({ hash }) => ({ hash, actualHash: hashOf(await files.read(hash as never)) })),
      ),
    };
  } finally {
    await database.close();
  }
}

function hashOf(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : createHash('sha256').update(bytes).digest('hex');
}
