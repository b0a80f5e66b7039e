import type { Migration } from './migration.ts';

/** Components of which scanned pages are awaited, the PDFs that came for them, and what officers confirmed from them. */
export const digitisedComponents: Migration = {
  version: 8,
  name: 'digitised components',
  sql: `
CREATE TABLE awaited_components (
  dossier_id uuid NOT NULL REFERENCES dossiers,
  component_id uuid NOT NULL,
  PRIMARY KEY (dossier_id, component_id)
);

-- A component that is digitised anew has several rows: the last one counts.
CREATE TABLE digitised_components (
  operation_id uuid PRIMARY KEY REFERENCES operations,
  dossier_id uuid NOT NULL,
  component_id uuid NOT NULL,
  station_id uuid NOT NULL REFERENCES stations,
  hash text NOT NULL,
  digitised_at timestamptz NOT NULL,
  document jsonb NOT NULL
);
CREATE INDEX digitised_components_by_dossier ON digitised_components (dossier_id, component_id);

CREATE TABLE extractions (
  operation_id uuid PRIMARY KEY REFERENCES operations,
  dossier_id uuid NOT NULL,
  component_id uuid NOT NULL,
  station_id uuid NOT NULL REFERENCES stations,
  confirmed_at timestamptz NOT NULL,
  document jsonb NOT NULL
);
CREATE INDEX extractions_by_dossier ON extractions (dossier_id, component_id);
`,
};
