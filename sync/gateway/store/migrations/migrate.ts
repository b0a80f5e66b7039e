import { createHash } from 'node:crypto';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Database, Transaction } from '#sync/gateway/store/database.ts';
import { initial } from './0001-initial.ts';
import { paymentsBeforeDossiers } from './0002-payments-before-dossiers.ts';
import { operationChain } from './0003-operation-chain.ts';
import { uploads } from './0004-uploads.ts';
import { numberAccounts } from './0005-number-accounts.ts';
import { provinceChanges } from './0006-province-changes.ts';
import { replacements } from './0007-replacements.ts';
import { digitisedComponents } from './0008-digitised-components.ts';
import { citizenPapers } from './0009-citizen-papers.ts';
import { notices } from './0010-notices.ts';
import { ratings } from './0011-ratings.ts';
import { feeReceipts } from './0012-fee-receipts.ts';
import type { Migration } from './migration.ts';

/** In order; the version is the place in the list. */
export const migrations: readonly Migration[] = [
  initial,
  paymentsBeforeDossiers,
  operationChain,
  uploads,
  numberAccounts,
  provinceChanges,
  replacements,
  digitisedComponents,
  citizenPapers,
  notices,
  ratings,
  feeReceipts,
];

/** The key of the session lock that lets one starting gateway migrate while the others wait. */
const MIGRATION_LOCK = 7_141_001;

/**
 * Brings the database to this build's version, each step in a transaction of its own. Safe to call from any number of
 * gateways starting at once: every step runs once.
 * @throws Error when the database is newer than this build, or a released step was edited afterwards.
 */
export async function migrate(database: Database, now: () => Instant, steps = migrations): Promise<void> {
  await database.withSessionLock(MIGRATION_LOCK, async (connection) => {
    await connection.query(`CREATE TABLE IF NOT EXISTS schema_migrations (
      version integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL)`);
    const applied = await connection.query<{ version: number; checksum: string }>(
      'SELECT version, checksum FROM schema_migrations ORDER BY version',
    );
    checkHistory(applied, steps);
    for (const step of steps.slice(applied.length)) {
      await connection.transaction((tx) => apply(tx, step, now()));
    }
  });
}

async function apply(tx: Transaction, step: Migration, appliedAt: Instant): Promise<void> {
  await tx.run(step.sql);
  await tx.query('INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES ($1, $2, $3, $4)', [
    step.version,
    step.name,
    checksumOf(step),
    appliedAt,
  ]);
}

function checkHistory(applied: readonly { version: number; checksum: string }[], steps: readonly Migration[]): void {
  for (const { version, checksum } of applied) {
    const step = steps.find((candidate) => candidate.version === version);
    if (step === undefined) throw new Error(`the database is at version ${version}, newer than this gateway`);
    if (checksumOf(step) !== checksum) throw new Error(`migration ${version} was changed after it was applied`);
  }
}

function checksumOf(step: Migration): string {
  return createHash('sha256').update(step.sql).digest('hex');
}
