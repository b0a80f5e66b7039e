import type { Migration } from './migration.ts';

/**
 * Which accepted operation stands in the place of which refused one: what waits for the refused one may follow, and an
 * auditor can go from the correction back to what was first sent.
 */
export const replacements: Migration = {
  version: 7,
  name: 'replacements',
  sql: `
CREATE TABLE operation_replacements (
  station_id uuid NOT NULL REFERENCES stations,
  replaced_id uuid NOT NULL,
  operation_id uuid NOT NULL REFERENCES operations,
  PRIMARY KEY (station_id, replaced_id)
);
`,
};
