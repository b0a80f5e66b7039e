import type { Migration } from './migration.ts';

/** Messages to citizens that this gateway sends, each in one row until it is sent, refused for good or replaced. */
export const notices: Migration = {
  version: 10,
  name: 'notices',
  sql: `
CREATE TABLE notices (
  notice_id uuid PRIMARY KEY,
  -- NULL for a notice that the province itself writes.
  operation_id uuid UNIQUE REFERENCES operations,
  dossier_id uuid NOT NULL REFERENCES dossiers,
  -- The station that is told what becomes of it.
  station_id uuid NOT NULL REFERENCES stations,
  channel text NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'replaced')),
  attempts integer NOT NULL DEFAULT 0,
  -- While 'sending': when whoever took it is taken for dead.
  next_attempt_at timestamptz NOT NULL,
  last_error text,
  recorded_at timestamptz NOT NULL,
  state_changed_at timestamptz NOT NULL,
  document jsonb NOT NULL
);
CREATE INDEX notices_to_send ON notices (next_attempt_at) WHERE state IN ('queued', 'sending');
CREATE INDEX notices_by_dossier ON notices (dossier_id);
`,
};
