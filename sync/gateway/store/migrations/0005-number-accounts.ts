import type { Migration } from './migration.ts';

/**
 * Every number of every day can be accounted for (ADR-0016): bands of their own for stations, what became of each number,
 * what was returned, and provisional codes beside the official ones.
 */
export const numberAccounts: Migration = {
  version: 5,
  name: 'number accounts',
  sql: `
-- One band for each station of an agency, for good. The numbers are kept, not computed, so that another width later
-- moves no band that is in use.
CREATE TABLE number_bands (
  station_id uuid PRIMARY KEY REFERENCES stations,
  agency_code text NOT NULL,
  band_number bigint NOT NULL,
  first_number bigint NOT NULL,
  last_number bigint NOT NULL,
  CHECK (first_number <= last_number),
  UNIQUE (agency_code, band_number),
  UNIQUE (agency_code, first_number)
);

-- The content of every lease and return that was asked for, so that an id means one thing.
CREATE TABLE number_requests (
  station_id uuid NOT NULL REFERENCES stations,
  request_id text NOT NULL,
  content_hash text NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (station_id, request_id)
);

-- Numbers of a block or a band that will never be used: next_number to last_number. The first word stands.
CREATE TABLE number_returns (
  station_id uuid NOT NULL REFERENCES stations,
  agency_code text NOT NULL,
  working_on date NOT NULL,
  first_number bigint NOT NULL,
  last_number bigint NOT NULL,
  next_number bigint NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (agency_code, working_on, first_number)
);

-- Which dossier carries which number: written with the dossier, once for each number.
CREATE TABLE number_uses (
  agency_code text NOT NULL,
  working_on date NOT NULL,
  order_number bigint NOT NULL,
  dossier_id uuid NOT NULL UNIQUE REFERENCES dossiers,
  PRIMARY KEY (agency_code, working_on, order_number)
);

CREATE TABLE provisional_codes (
  provisional_code text PRIMARY KEY,
  dossier_id uuid NOT NULL UNIQUE REFERENCES dossiers
);

-- A station that will never come back: what it has not used or returned is void.
ALTER TABLE stations ADD COLUMN retired_at timestamptz;

-- The station's part of a provisional code is the beginning of its id.
CREATE UNIQUE INDEX stations_by_short_id ON stations (left(station_id::text, 8));
`,
};
