import type { Migration } from './migration.ts';

/**
 * What every station of an agency must know, also one that enrols later; proposals from counters; and a notice at
 * commit for each station that has something new, so that open streams of all gateways hear of it at once.
 */
export const provinceChanges: Migration = {
  version: 6,
  name: 'province changes',
  sql: `
-- One row per subject ('officer:<id>', 'workCalendar', 'announcement:<id>'): the last change about it.
CREATE TABLE standing_changes (
  agency_code text NOT NULL,
  subject text NOT NULL,
  kind text NOT NULL,
  payload jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  valid_until timestamptz,
  PRIMARY KEY (agency_code, subject)
);

CREATE TABLE correction_proposals (
  operation_id uuid PRIMARY KEY REFERENCES operations,
  dossier_id uuid NOT NULL,
  station_id uuid NOT NULL REFERENCES stations,
  proposed_at timestamptz NOT NULL,
  document jsonb NOT NULL
);
CREATE INDEX correction_proposals_by_dossier ON correction_proposals (dossier_id);

CREATE FUNCTION tell_of_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('qmc_changes', station_id || ':' || max(change_number)) FROM added GROUP BY station_id;
  RETURN NULL;
END $$;
CREATE TRIGGER changes_are_told AFTER INSERT ON changes REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_changes();
`,
};
