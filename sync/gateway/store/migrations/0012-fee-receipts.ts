import type { Migration } from './migration.ts';

/**
 * The books of the shifts and the official fee receipts (biên lai, ADR-0033). One allocator gives out the numbers of a
 * form symbol and serial, whether to a single payment or as a book to a station, so none is doubled and none is missing.
 */
export const feeReceipts: Migration = {
  version: 12,
  name: 'fee receipts',
  sql: `
-- What is left of a payment must be read under its row's lock: two counters may give money back at the same moment.
ALTER TABLE fee_payments
  ADD COLUMN agency_code text,
  ADD COLUMN slip_serial text,
  ADD COLUMN slip_number bigint,
  ADD COLUMN returned_vnd bigint NOT NULL DEFAULT 0,
  ADD COLUMN confirmed_at timestamptz,
  ADD COLUMN voided_at timestamptz,
  ADD COLUMN replaced_by uuid,
  ADD CHECK (0 <= returned_vnd AND returned_vnd <= amount_vnd),
  ADD CHECK ((slip_serial IS NULL) = (slip_number IS NULL));
UPDATE fee_payments SET agency_code = stations.agency_code FROM stations
  WHERE stations.station_id = fee_payments.station_id;
ALTER TABLE fee_payments ALTER COLUMN agency_code SET NOT NULL;
CREATE UNIQUE INDEX fee_payments_by_slip ON fee_payments (slip_serial, slip_number) WHERE slip_serial IS NOT NULL;
CREATE INDEX fee_payments_by_shift ON fee_payments (station_id, shift_id);
CREATE INDEX fee_payments_claimed ON fee_payments (agency_code)
  WHERE means = 'bankTransfer' AND confirmed_at IS NULL AND voided_at IS NULL;

-- The lines in the books of the shifts. Only ever added.
CREATE TABLE shift_entries (
  shift_entry_id uuid PRIMARY KEY,
  operation_id uuid NOT NULL UNIQUE REFERENCES operations,
  station_id uuid NOT NULL REFERENCES stations,
  shift_id uuid NOT NULL,
  kind text NOT NULL,
  amount_vnd bigint,
  fee_payment_id uuid REFERENCES fee_payments,
  recorded_at timestamptz NOT NULL,
  accepted_at timestamptz NOT NULL,
  document jsonb NOT NULL
);
CREATE INDEX shift_entries_by_shift ON shift_entries (station_id, shift_id);
CREATE INDEX shift_entries_by_payment ON shift_entries (fee_payment_id) WHERE fee_payment_id IS NOT NULL;
CREATE UNIQUE INDEX shift_entries_once ON shift_entries (station_id, shift_id, kind)
  WHERE kind IN ('shiftOpened', 'shiftClosed');

-- The next free number of a year's serial. Its row lock is what keeps receipts and books apart.
CREATE TABLE fee_receipt_counters (
  agency_code text NOT NULL,
  year integer NOT NULL,
  form_symbol text NOT NULL,
  book_serial text NOT NULL,
  next_number bigint NOT NULL,
  PRIMARY KEY (agency_code, year, form_symbol, book_serial)
);

-- Ranges that were leased to stations.
CREATE TABLE fee_receipt_books (
  fee_receipt_book_id uuid PRIMARY KEY,
  station_id uuid NOT NULL REFERENCES stations,
  request_id text NOT NULL,
  agency_code text NOT NULL,
  year integer NOT NULL,
  form_symbol text NOT NULL,
  book_serial text NOT NULL,
  first_number bigint NOT NULL,
  last_number bigint NOT NULL,
  -- As the province said it was when the book was leased.
  collecting_body jsonb NOT NULL,
  leased_at timestamptz NOT NULL,
  CHECK (first_number <= last_number),
  UNIQUE (station_id, request_id),
  UNIQUE (agency_code, year, form_symbol, book_serial, first_number)
);
CREATE INDEX fee_receipt_books_by_station ON fee_receipt_books (station_id, book_serial);

-- Official receipts. What is printed on them is kept as it was, whatever becomes of dossier and catalogue.
CREATE TABLE fee_receipts (
  agency_code text NOT NULL,
  year integer NOT NULL,
  form_symbol text NOT NULL,
  book_serial text NOT NULL,
  number bigint NOT NULL,
  fee_receipt_book_id uuid REFERENCES fee_receipt_books,
  fee_payment_id uuid NOT NULL UNIQUE REFERENCES fee_payments,
  station_id uuid NOT NULL REFERENCES stations,
  state text NOT NULL CHECK (state IN ('issued', 'replaced', 'voided')),
  amount_vnd bigint NOT NULL CHECK (amount_vnd > 0),
  fee_items jsonb NOT NULL,
  payer_name text,
  collecting_body jsonb NOT NULL,
  lookup_token text NOT NULL UNIQUE,
  issued_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  voided_at timestamptz,
  replaced_at timestamptz,
  replaces_payment_id uuid REFERENCES fee_payments,
  replaced_by_payment_id uuid REFERENCES fee_payments,
  -- The serial begins with the year.
  PRIMARY KEY (agency_code, form_symbol, book_serial, number)
);
CREATE INDEX fee_receipts_by_recording ON fee_receipts (agency_code, recorded_at);
CREATE INDEX fee_receipts_by_voiding ON fee_receipts (agency_code, voided_at) WHERE voided_at IS NOT NULL;
CREATE INDEX fee_receipts_by_book ON fee_receipts (fee_receipt_book_id) WHERE fee_receipt_book_id IS NOT NULL;

-- Statement rows in which a claimed transfer was found; a row is counted once.
CREATE TABLE bank_transfers (
  agency_code text NOT NULL,
  bank_reference text NOT NULL,
  fee_payment_id uuid NOT NULL UNIQUE REFERENCES fee_payments,
  amount_vnd bigint NOT NULL,
  received_on date NOT NULL,
  found_at timestamptz NOT NULL,
  PRIMARY KEY (agency_code, bank_reference)
);

CREATE TABLE online_payments (
  online_payment_id uuid PRIMARY KEY,
  agency_code text NOT NULL,
  payment_reference text NOT NULL,
  dossier_id uuid NOT NULL,
  amount_vnd bigint NOT NULL,
  paid_at timestamptz NOT NULL,
  reported_at timestamptz NOT NULL,
  document jsonb NOT NULL,
  UNIQUE (agency_code, payment_reference)
);

-- What every batch with money asks of the catalogue, apart from the long document. Accounts stay: an approval may be
-- on its way when its officer is no longer in the catalogue.
ALTER TABLE catalogues ADD COLUMN fee_receipts jsonb, ADD COLUMN office jsonb;
UPDATE catalogues SET fee_receipts = document::jsonb -> 'feeReceipts', office = document::jsonb -> 'office';
CREATE TABLE agency_officers (
  agency_code text NOT NULL,
  officer_id uuid NOT NULL,
  PRIMARY KEY (agency_code, officer_id)
);
INSERT INTO agency_officers
SELECT agency_code, (officer ->> 'officerId')::uuid
FROM catalogues CROSS JOIN LATERAL jsonb_array_elements(document::jsonb -> 'officers') AS officer
UNION
SELECT agency_code, (payload ->> 'officerId')::uuid FROM standing_changes
WHERE kind = 'officerChanged' AND payload -> 'officer' <> 'null';
`,
};
