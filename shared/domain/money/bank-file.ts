import type { AppError } from '#shared/kernel/app-error.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { findRealDate } from '#shared/domain/calendar-date.ts';
import { foldText } from '#shared/domain/fold-text.ts';

/** One booking on the collecting account, as the bank's file tells it. Personal data may stand in `text`. */
export interface BankRow {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly receivedOn: LocalDate;
  readonly amountVnd: number;
  readonly text: string;
  /** The bank's own number of the booking; `null` when the file has no such column. */
  readonly reference: string | null;
}

export interface BankFile {
  readonly rows: readonly BankRow[];
  /** Lines with an amount that comes in, but without a date or amount that can be read. */
  readonly unreadLines: readonly number[];
}

export type BankFileError = AppError<'bankFileHasNoHead' | 'bankFileHasNoRows'>;

type ColumnName = 'date' | 'credit' | 'text' | 'reference';

/** What banks call their columns, without marks; the first name that some column has wins. */
const NAMES: Readonly<Record<ColumnName, readonly RegExp[]>> = {
  date: [
    /^ngay (giao dich|gd|hieu luc|hach toan|ghi so)/,
    /^(transaction|trans|value|posting|effective) date/,
    /^(ngay|date|thoi gian)/,
  ],
  credit: [/ghi co|phat sinh co|so tien co|tien vao/, /credit|^co$|^co \(/, /^(so tien|amount)/],
  text: [/noi dung|dien giai|mo ta|chi tiet/, /description|remark|narrative|detail|content/],
  reference: [
    /(so|ma) (tham chieu|but toan|giao dich|gd|ct|chung tu)|so ref/,
    /reference|transaction (no|id|number|code)|^ref\b|^trace/,
  ],
};

const SEPARATORS = [',', ';', '\t', '|'] as const;
/** Banks put the account, the period and the balance above the table. */
const MOST_LINES_ABOVE = 40;

/**
 * Reads a bank's list of bookings (sao kê) as CSV: with any usual separator, with or without a byte order mark, with a
 * head of other lines, in Vietnamese or English. Only money that came in is kept.
 */
export function parseBankFile(content: string): Result<BankFile, BankFileError> {
  const text = content.replace(/^\uFEFF/, '');
  const table = findTable(text);
  if (table === undefined) return err({ code: 'bankFileHasNoHead' });
  const rows: BankRow[] = [];
  const unreadLines: number[] = [];
  for (const { line, cells } of table.body) {
    const cell = (name: ColumnName): string => {
      const index = table.columns[name];
      return index === undefined ? '' : (cells[index] ?? '').trim();
    };
    if (!/[1-9]/.test(cell('credit')) || /^[-−(]/.test(cell('credit'))) continue;
    const amountVnd = readBankAmount(cell('credit'));
    const receivedOn = readBankDate(cell('date'));
    // A sum below the table has an amount and no date.
    if (amountVnd === undefined || receivedOn === undefined) unreadLines.push(line);
    else {
      const reference = cell('reference');
      rows.push({ line, receivedOn, amountVnd, text: cell('text'), reference: reference === '' ? null : reference });
    }
  }
  return rows.length === 0 ? err({ code: 'bankFileHasNoRows' }) : ok({ rows, unreadLines });
}

interface Table {
  readonly columns: Readonly<Partial<Record<ColumnName, number>>>;
  readonly body: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

function findTable(text: string): Table | undefined {
  for (const separator of SEPARATORS) {
    const lines = splitCells(text, separator);
    const head = lines.slice(0, MOST_LINES_ABOVE).findIndex(({ cells }) => isHead(columnsOf(cells)));
    const found = lines[head];
    if (found !== undefined) return { columns: columnsOf(found.cells), body: lines.slice(head + 1) };
  }
  return undefined;
}

function isHead(columns: Table['columns']): boolean {
  return columns.date !== undefined && columns.credit !== undefined && columns.text !== undefined;
}

function columnsOf(cells: readonly string[]): Table['columns'] {
  const folded = cells.map(foldText);
  const taken = new Set<number>();
  const columns: Partial<Record<ColumnName, number>> = {};
  for (const name of ['date', 'credit', 'reference', 'text'] as const) {
    for (const pattern of NAMES[name]) {
      const index = folded.findIndex((cell, at) => !taken.has(at) && pattern.test(cell));
      if (index === -1) continue;
      columns[name] = index;
      taken.add(index);
      break;
    }
  }
  return columns;
}

/** Cells of RFC 4180: quotes may hold separators, line ends and doubled quotes. */
function splitCells(text: string, separator: string): { readonly line: number; readonly cells: readonly string[] }[] {
  const rows: { line: number; cells: string[] }[] = [];
  let row = { line: 1, cells: [] as string[] };
  let cell = '';
  let line = 1;
  let isQuoted = false;
  const endRow = (): void => {
    row.cells.push(cell);
    if (row.cells.some((entry) => entry.trim() !== '')) rows.push(row);
    cell = '';
    row = { line: line + 1, cells: [] };
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (isQuoted && char === '"' && text.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (char === '"' && (isQuoted || cell.trim() === '')) {
      isQuoted = !isQuoted;
    } else if (!isQuoted && char === separator) {
      row.cells.push(cell);
      cell = '';
    } else if (!isQuoted && char === '\n') {
      endRow();
    } else if (char !== '\r') {
      cell += char;
    }
    if (char === '\n') line += 1;
  }
  endRow();
  return rows;
}

/** `8.000`, `8,000`, `8.000,00`, `+8,000.00 VND`: whole đồng; `undefined` when there is a part of a đồng or nothing. */
export function readBankAmount(text: string): number | undefined {
  const bare = text.replaceAll(/[\s+]|vnd|vnđ|đ/giu, '');
  const match = /^(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*|\d+)(?:[.,]0{1,2})?$/.exec(bare);
  const digits = match?.[1]?.replaceAll(/[.,]/g, '');
  const amount = digits === undefined ? Number.NaN : Number(digits);
  return Number.isSafeInteger(amount) ? amount : undefined;
}

/** `23/11/2026`, `23-11-2026 08:15:00`, `2026-11-23T08:15:00`. */
export function readBankDate(text: string): LocalDate | undefined {
  const ours = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)/.exec(text);
  if (ours !== null) return findRealDate(ours[3] ?? '', ours[2] ?? '', ours[1] ?? '');
  const iso = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?!\d)/.exec(text);
  return iso === null ? undefined : findRealDate(iso[1] ?? '', iso[2] ?? '', iso[3] ?? '');
}
