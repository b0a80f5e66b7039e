import type { Migration } from './migration.ts';

/**
 * Uploads that are under way, and which agencies have handed in the bytes of a scan: only they are told that it is
 * already stored. How much of an upload has arrived is not kept here: the length of its file is the truth.
 */
export const uploads: Migration = {
  version: 4,
  name: 'uploads',
  sql: `
CREATE TABLE uploads (
  station_id uuid NOT NULL REFERENCES stations,
  hash text NOT NULL,
  size_bytes bigint NOT NULL CHECK (size_bytes > 0),
  media_type text NOT NULL,
  operation text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (station_id, hash)
);
CREATE INDEX uploads_by_expiry ON uploads (expires_at);

CREATE TABLE blob_agencies (
  hash text NOT NULL REFERENCES blobs,
  agency_code text NOT NULL,
  PRIMARY KEY (hash, agency_code)
);
INSERT INTO blob_agencies (hash, agency_code)
  SELECT hash, agency_code FROM blobs JOIN stations USING (station_id);
`,
};
