import type { Migration } from './migration.ts';

/**
 * Money that was taken is booked whatever becomes of its dossier: a dossier that is held at the counter must not keep
 * back the payments of the whole shift (ADR-0009).
 */
export const paymentsBeforeDossiers: Migration = {
  version: 2,
  name: 'payments before dossiers',
  sql: `ALTER TABLE fee_payments DROP CONSTRAINT fee_payments_dossier_id_fkey`,
};
