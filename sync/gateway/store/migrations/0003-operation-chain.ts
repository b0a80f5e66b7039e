import type { Migration } from './migration.ts';

/**
 * The chain of each station: one link for each operation that was applied, uploads of scans included. What contradicts it
 * is kept in `chain_breaks` for as long as the province wants to know (ADR-0013).
 */
export const operationChain: Migration = {
  version: 3,
  name: 'operation chain',
  sql: `
CREATE TABLE chain_links (
  station_id uuid NOT NULL REFERENCES stations,
  station_sequence bigint NOT NULL,
  operation_id uuid NOT NULL UNIQUE,
  operation_hash text NOT NULL,
  previous_hash text,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (station_id, station_sequence)
);

-- station_sequence is that of the later one of the two operations that do not fit.
CREATE TABLE chain_breaks (
  station_id uuid NOT NULL REFERENCES stations,
  station_sequence bigint NOT NULL,
  operation_id uuid NOT NULL,
  previous_hash text,
  expected_hash text,
  detected_at timestamptz NOT NULL,
  PRIMARY KEY (station_id, station_sequence)
);
`,
};
