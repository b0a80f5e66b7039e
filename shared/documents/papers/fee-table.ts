import type { FeeLine } from '#shared/domain/papers/paper-parts.ts';
import { formatFormAmount } from '#shared/documents/form-text.ts';
import { run } from '#shared/documents/forms/label.ts';
import { unbroken } from '#shared/documents/forms/paragraph.ts';
import type { FormTable } from '#shared/documents/forms/form-table.ts';
import type { TableCell, TableColumn } from '#shared/documents/layout/table.ts';

const COLUMNS: readonly TableColumn[] = [
  { title: 'STT', subtitle: 'No.', share: 0.08, align: 'center' },
  { title: 'Loại', subtitle: 'Kind', share: 0.14, align: 'center' },
  { title: 'Tên khoản thu', subtitle: 'Item', share: 0.53, align: 'left' },
  { title: 'Số tiền', subtitle: 'Amount', share: 0.25, align: 'right' },
];
const KIND_NAMES = { fee: 'Phí', charge: 'Lệ phí' } as const;
const KINDS = ['fee', 'charge'] as const;

/** Phí and lệ phí as lines of their own, each kind with its sum when there are both, then the total. */
export function feeTable(lines: readonly FeeLine[], totalVnd: number): FormTable {
  const rows: (readonly TableCell[])[] = lines.map(({ kind, name, quantityText, amountVnd }, index) => [
    String(index + 1),
    KIND_NAMES[kind],
    quantityText === null ? name : `${name} (${unbroken(quantityText)})`,
    formatFormAmount(amountVnd),
  ]);
  const used = KINDS.filter((kind) => lines.some((line) => line.kind === kind));
  if (used.length > 1) {
    for (const kind of used) {
      const sum = lines.reduce((all, line) => all + (line.kind === kind ? line.amountVnd : 0), 0);
      rows.push([
        '',
        '',
        run(`Cộng ${KIND_NAMES[kind].toLowerCase()}`, 'italic'),
        run(formatFormAmount(sum), 'italic'),
      ]);
    }
  }
  rows.push(['', '', run('Tổng cộng', 'bold'), run(formatFormAmount(totalVnd), 'bold')]);
  return { columns: COLUMNS, rows };
}
