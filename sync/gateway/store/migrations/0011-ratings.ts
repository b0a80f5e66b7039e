import type { Migration } from './migration.ts';

/** What citizens think of how their dossiers were taken in: one rating for each dossier (EV-02). */
export const ratings: Migration = {
  version: 11,
  name: 'ratings',
  sql: `
CREATE TABLE ratings (
  dossier_id uuid PRIMARY KEY REFERENCES dossiers,
  operation_id uuid NOT NULL UNIQUE REFERENCES operations,
  station_id uuid NOT NULL REFERENCES stations,
  dossier_code text NOT NULL,
  score smallint NOT NULL CHECK (score BETWEEN 1 AND 5),
  reasons text[] NOT NULL,
  rated_at timestamptz NOT NULL
);
CREATE INDEX ratings_by_day ON ratings (rated_at);
`,
};
