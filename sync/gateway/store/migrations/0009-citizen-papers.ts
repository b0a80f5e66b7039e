import type { Migration } from './migration.ts';

/**
 * Kho dữ liệu điện tử của công dân. A view: what may be in it follows from what is recorded, so nothing gets in by
 * another way. In it is what was accepted, digitised, settled with a result and agreed to (001:7.2c), of which an officer
 * has confirmed the data (003:16), and whose bytes are here.
 */
export const citizenPapers: Migration = {
  version: 9,
  name: 'citizen papers',
  sql: `
CREATE INDEX dossiers_by_applicant ON dossiers
  ((coalesce(document -> 'applicant' ->> 'personalIdNumber', document -> 'applicant' ->> 'taxCode')));

CREATE VIEW citizen_papers AS
SELECT coalesce(d.document -> 'applicant' ->> 'personalIdNumber', d.document -> 'applicant' ->> 'taxCode')
    AS applicant_number,
  d.dossier_id, d.dossier_code, made.component_id, component ->> 'name' AS name, made.digitised_at, made.hash,
  blob.size_bytes, (made.document -> 'file' ->> 'pageCount')::int AS page_count
FROM dossiers d
JOIN digitised_components made USING (dossier_id)
JOIN operations arrived ON arrived.operation_id = made.operation_id
JOIN blobs blob ON blob.hash = made.hash
CROSS JOIN LATERAL jsonb_array_elements(d.document -> 'components') AS component
WHERE d.state IN ('resolved', 'returned')
  AND d.document ->> 'storeConsentAt' IS NOT NULL
  AND component ->> 'componentId' = made.component_id::text
  AND EXISTS (SELECT FROM extractions e WHERE e.dossier_id = d.dossier_id AND e.component_id = made.component_id)
  AND NOT EXISTS (
    SELECT FROM digitised_components later JOIN operations o ON o.operation_id = later.operation_id
    WHERE later.dossier_id = made.dossier_id AND later.component_id = made.component_id
      AND o.sequence > arrived.sequence);
`,
};
