import { space, type Block } from '#shared/documents/layout/block.ts';
import type { PageFlow } from '#shared/documents/layout/page-flow.ts';
import { placeTable, type TableCell, type TableColumn } from '#shared/documents/layout/table.ts';
import type { Setting } from './form-style.ts';

/** What a table shows for a count of zero or a text that is not there. */
export const NONE = '–';

export interface FormTable {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
  /** Stays with the first row. */
  readonly lead?: readonly Block[];
}

/** A ruled table over the whole width, in the type sizes of the paper. */
export function placeFormTable(flow: PageFlow, setting: Setting, table: FormTable): void {
  const lead = table.lead ?? [];
  placeTable(flow, setting.type, {
    column: setting.page.body,
    columns: setting.language === 'viEn' ? table.columns : table.columns.map(withoutEnglish),
    rows: table.rows,
    headStyle: setting.tableHead,
    rowStyle: setting.tableRow,
    rowPadding: setting.rowPadding,
    lead: lead.length === 0 ? [] : [...lead, space(1.5)],
  });
  flow.gap(3);
}

function withoutEnglish({ title, share, align }: TableColumn): TableColumn {
  return { title, share, align };
}

/** A count in a table. */
export function countText(count: number): string {
  return count === 0 ? NONE : String(count);
}
