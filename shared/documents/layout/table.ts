import type { Block, Column } from './block.ts';
import { stack, textBlocks, type TextStyle } from './block.ts';
import { drawHorizontalRule, drawVerticalRule, type PageDrawing } from './drawing.ts';
import type { PageFlow } from './page-flow.ts';
import type { PaperType, Run } from './paper-type.ts';

export interface TableColumn {
  readonly title: string;
  /** Share of the table's width; shares add up to 1. */
  readonly share: number;
  readonly align: 'left' | 'center' | 'right';
}

export interface Table {
  readonly column: Column;
  readonly columns: readonly TableColumn[];
  /** One text per column. */
  readonly rows: readonly (readonly string[])[];
  readonly headStyle: TextStyle;
  readonly rowStyle: TextStyle;
  /** Above and below the text of a row, points. */
  readonly rowPadding: number;
  /** Stands above the table and stays on the page of its first row. */
  readonly lead: readonly Block[];
}

const PADDING_X = 3;
/** A cell with more lines goes on in a row of its own, so that a row always fits on a page. */
const LINES_PER_ROW = 20;

/** Sets a ruled table; its head is repeated on every page it reaches and never stands alone at the foot of one. */
export function placeTable(flow: PageFlow, type: PaperType, table: Table): void {
  const edges = columnEdges(table);
  const head = ruledRow(edges, headCells(type, table, edges), { isHead: true, padding: table.rowPadding });
  let unplacedLead = table.lead;
  let isHeadPlaced = false;
  for (const row of table.rows) {
    for (const cells of rowParts(type, table, edges, row)) {
      const block = ruledRow(edges, cells, { isHead: false, padding: table.rowPadding });
      if (isHeadPlaced && flow.hasRoomFor(block.height)) {
        flow.place(block);
      } else {
        flow.placeTogether([...unplacedLead, head, block]);
        unplacedLead = [];
        isHeadPlaced = true;
      }
    }
  }
}

interface Cell {
  readonly lines: readonly Block[];
}

function columnEdges(table: Table): readonly number[] {
  const edges = [table.column.x];
  for (const column of table.columns) edges.push((edges[edges.length - 1] ?? 0) + column.share * table.column.width);
  return edges;
}

function cellColumn(edges: readonly number[], index: number): Column {
  const left = edges[index] ?? 0;
  const right = edges[index + 1] ?? left;
  return { x: left + PADDING_X, width: right - left - 2 * PADDING_X };
}

function headCells(type: PaperType, table: Table, edges: readonly number[]): readonly Cell[] {
  return table.columns.map((column, index) => {
    const runs: readonly Run[] = [{ text: column.title, face: 'bold' }];
    return { lines: textBlocks(type, runs, cellColumn(edges, index), { ...table.headStyle, align: 'center' }) };
  });
}

function rowParts(
  type: PaperType,
  table: Table,
  edges: readonly number[],
  row: readonly string[],
): readonly (readonly Cell[])[] {
  const cells = table.columns.map((column, index) => {
    const runs: readonly Run[] = [{ text: row[index] ?? '', face: 'regular' }];
    return textBlocks(type, runs, cellColumn(edges, index), { ...table.rowStyle, align: column.align });
  });
  const tallest = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: Math.ceil(tallest / LINES_PER_ROW) }, (_, part) =>
    cells.map((lines) => ({ lines: lines.slice(part * LINES_PER_ROW, (part + 1) * LINES_PER_ROW) })),
  );
}

function ruledRow(
  edges: readonly number[],
  cells: readonly Cell[],
  options: { readonly isHead: boolean; readonly padding: number },
): Block {
  const contents = cells.map((cell) => stack(cell.lines));
  const innerHeight = Math.max(...contents.map((content) => content.height));
  const height = innerHeight + 2 * options.padding;
  const left = edges[0] ?? 0;
  const width = (edges[edges.length - 1] ?? left) - left;
  return {
    height,
    draw(page: PageDrawing, top: number) {
      if (options.isHead) drawHorizontalRule(page, left, top, width);
      for (const edge of edges) drawVerticalRule(page, edge, top, height);
      for (const content of contents) content.draw(page, top + options.padding + (innerHeight - content.height) / 2);
      drawHorizontalRule(page, left, top + height, width);
    },
  };
}
