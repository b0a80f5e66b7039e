import type { Migration } from './migration.ts';

/** Frozen. Names follow the glossary; instants are `timestamptz`, money is whole đồng in `bigint`. */
export const initial: Migration = {
  version: 1,
  name: 'initial',
  sql: `
CREATE TABLE stations (
  station_id uuid PRIMARY KEY,
  station_name text NOT NULL,
  agency_code text NOT NULL,
  public_key jsonb NOT NULL,
  enrolled_at timestamptz NOT NULL,
  blocked_at timestamptz
);

-- One-time codes, kept as hashes: a copy of the database does not let anybody enrol.
CREATE TABLE enrolment_codes (
  code_hash text PRIMARY KEY,
  agency_code text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  station_id uuid REFERENCES stations
);

CREATE TABLE sessions (
  token_hash text PRIMARY KEY,
  station_id uuid NOT NULL REFERENCES stations,
  opened_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE session_nonces (
  station_id uuid NOT NULL REFERENCES stations,
  nonce text NOT NULL,
  used_at timestamptz NOT NULL,
  PRIMARY KEY (station_id, nonce)
);
CREATE INDEX session_nonces_by_age ON session_nonces (used_at);

-- The three names of an operation; each may exist once. Written in the transaction of the effect.
CREATE TABLE operations (
  operation_id uuid PRIMARY KEY,
  station_id uuid NOT NULL REFERENCES stations,
  station_sequence bigint NOT NULL,
  line_key text NOT NULL,
  sequence bigint NOT NULL,
  kind text NOT NULL,
  protocol_version integer NOT NULL,
  payload_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  accepted_at timestamptz NOT NULL,
  UNIQUE (station_id, station_sequence),
  UNIQUE (station_id, line_key, sequence)
);

CREATE TABLE dossiers (
  dossier_id uuid PRIMARY KEY,
  dossier_code text NOT NULL UNIQUE,
  operation_id uuid NOT NULL UNIQUE REFERENCES operations,
  station_id uuid NOT NULL REFERENCES stations,
  agency_code text NOT NULL,
  procedure_code text NOT NULL,
  procedure_version bigint NOT NULL,
  state text NOT NULL,
  state_changed_at timestamptz NOT NULL,
  fee_total_vnd bigint NOT NULL,
  accepted_at timestamptz NOT NULL,
  result_due_at timestamptz NOT NULL,
  document jsonb NOT NULL
);
CREATE INDEX dossiers_by_agency ON dossiers (agency_code, accepted_at);

-- The scans a dossier names. It is complete when all of them are in blobs.
CREATE TABLE dossier_blobs (
  dossier_id uuid NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (dossier_id, hash)
);
CREATE INDEX dossier_blobs_by_hash ON dossier_blobs (hash);

CREATE TABLE fee_payments (
  fee_payment_id uuid PRIMARY KEY,
  operation_id uuid NOT NULL UNIQUE REFERENCES operations,
  station_id uuid NOT NULL REFERENCES stations,
  shift_id uuid NOT NULL,
  dossier_id uuid NOT NULL REFERENCES dossiers,
  means text NOT NULL,
  amount_vnd bigint NOT NULL,
  collected_at timestamptz NOT NULL,
  document jsonb NOT NULL
);
CREATE INDEX fee_payments_by_dossier ON fee_payments (dossier_id);

-- Walk-in dossiers that were not accepted: supplement requests (Mẫu 02) and refusals (Mẫu 03).
CREATE TABLE intake_decisions (
  operation_id uuid PRIMARY KEY REFERENCES operations,
  dossier_id uuid NOT NULL,
  station_id uuid NOT NULL REFERENCES stations,
  kind text NOT NULL,
  decided_at timestamptz NOT NULL,
  document jsonb NOT NULL
);
CREATE INDEX intake_decisions_by_dossier ON intake_decisions (dossier_id);

CREATE TABLE blobs (
  hash text PRIMARY KEY,
  size_bytes bigint NOT NULL,
  media_type text NOT NULL,
  stored_at timestamptz NOT NULL,
  station_id uuid NOT NULL REFERENCES stations
);

-- The next free dossier number of one agency and day. Its row lock is what keeps blocks apart.
CREATE TABLE number_counters (
  agency_code text NOT NULL,
  working_on date NOT NULL,
  next_number bigint NOT NULL,
  PRIMARY KEY (agency_code, working_on)
);

CREATE TABLE number_blocks (
  number_block_id uuid PRIMARY KEY,
  station_id uuid NOT NULL REFERENCES stations,
  request_id text NOT NULL,
  agency_code text NOT NULL,
  working_on date NOT NULL,
  first_number bigint NOT NULL,
  last_number bigint NOT NULL,
  leased_at timestamptz NOT NULL,
  CHECK (first_number <= last_number),
  UNIQUE (agency_code, working_on, first_number),
  UNIQUE (station_id, request_id, working_on)
);
CREATE INDEX number_blocks_by_station ON number_blocks (station_id, working_on);

CREATE TABLE catalogues (
  agency_code text NOT NULL,
  catalogue_version bigint NOT NULL,
  published_at timestamptz NOT NULL,
  document json NOT NULL,
  PRIMARY KEY (agency_code, catalogue_version)
);

-- Every version ever published stays acceptable: dossiers taken under an older one may still be on their way.
CREATE TABLE procedure_versions (
  agency_code text NOT NULL,
  procedure_code text NOT NULL,
  procedure_version bigint NOT NULL,
  PRIMARY KEY (agency_code, procedure_code, procedure_version)
);

-- One row. Taking a change number locks it until commit, so that numbers rise in commit order.
CREATE TABLE change_counter (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  last_number bigint NOT NULL
);
INSERT INTO change_counter (last_number) VALUES (0);

CREATE TABLE changes (
  change_number bigint PRIMARY KEY,
  station_id uuid NOT NULL REFERENCES stations,
  kind text NOT NULL,
  payload jsonb NOT NULL,
  recorded_at timestamptz NOT NULL
);
CREATE INDEX changes_by_station ON changes (station_id, change_number);
`,
};
