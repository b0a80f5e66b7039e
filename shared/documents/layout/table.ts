import type { Block, Column } from './block.ts';
import { stack, textBlocks, type TextStyle } from './block.ts';
import { drawHorizontalRule, drawVerticalRule, type PageDrawing } from './drawing.ts';
import type { PageFlow } from './page-flow.ts';
import type { PaperType, Run } from './paper-type.ts';

/** Text of a cell: regular, or in the faces given; `\n` within a run begins a new line. */
export type TableCell = string | readonly Run[];

export interface TableColumn {
  readonly title: string;
  /** Under the title in small italics. */
  readonly subtitle?: string;
  /** Share of the table's width; shares add up to 1. */
  readonly share: number;
  readonly align: 'left' | 'center' | 'right';
}

export interface Table {
  readonly column: Column;
  readonly columns: readonly TableColumn[];
  /** One cell per column. Empty ones at the beginning of a row make one cell with the first that is not: a sum. */
  readonly rows: readonly (readonly TableCell[])[];
  readonly headStyle: TextStyle;
  readonly rowStyle: TextStyle;
  /** Above and below the text of a row, points. */
  readonly rowPadding: number;
  /** Stands above the table and stays on the page of its first row. */
  readonly lead: readonly Block[];
}

const PADDING_X = 3;
const SUBTITLE_SMALLER = 2;
/** A cell with more lines goes on in a row of its own, so that a row always fits on a page. */
const LINES_PER_ROW = 20;

/** Sets a ruled table; its head is repeated on every page it reaches and never stands alone at the foot of one. */
export function placeTable(flow: PageFlow, type: PaperType, table: Table): void {
  const setter = new TableSetter(flow, type, table);
  for (const row of table.rows) setter.place(row);
}

/** Sets a table row by row, for one whose rows are not all there at once. */
export class TableSetter {
  readonly #flow: PageFlow;
  readonly #type: PaperType;
  readonly #table: Omit<Table, 'rows'>;
  readonly #edges: readonly number[];
  readonly #head: Block;
  #unplacedLead: readonly Block[];
  #isHeadPlaced = false;

  constructor(flow: PageFlow, type: PaperType, table: Omit<Table, 'rows'>) {
    this.#flow = flow;
    this.#type = type;
    this.#table = table;
    this.#edges = columnEdges(table);
    this.#head = ruledRow(this.#edges, headCells(type, table, this.#edges), {
      isHead: true,
      padding: table.rowPadding,
    });
    this.#unplacedLead = table.lead;
  }

  place(row: readonly TableCell[]): void {
    const joined = Math.max(
      0,
      row.findIndex((cell) => cell.length > 0),
    );
    for (const cells of rowParts(this.#type, this.#table, this.#edges, row)) {
      const block = ruledRow(this.#edges, cells, { joined, padding: this.#table.rowPadding });
      if (this.#isHeadPlaced && this.#flow.hasRoomFor(block.height)) {
        this.#flow.place(block);
      } else {
        this.#flow.placeTogether([...this.#unplacedLead, this.#head, block]);
        this.#unplacedLead = [];
        this.#isHeadPlaced = true;
      }
    }
  }
}

interface Cell {
  readonly lines: readonly Block[];
}

function columnEdges(table: Pick<Table, 'column' | 'columns'>): readonly number[] {
  const edges = [table.column.x];
  for (const column of table.columns) edges.push((edges[edges.length - 1] ?? 0) + column.share * table.column.width);
  return edges;
}

function cellColumn(edges: readonly number[], index: number): Column {
  const left = edges[index] ?? 0;
  const right = edges[index + 1] ?? left;
  return { x: left + PADDING_X, width: right - left - 2 * PADDING_X };
}

function headCells(type: PaperType, table: Omit<Table, 'rows'>, edges: readonly number[]): readonly Cell[] {
  return table.columns.map((column, index) => {
    const at = cellColumn(edges, index);
    const style: TextStyle = { ...table.headStyle, align: 'center' };
    const small: TextStyle = {
      ...style,
      size: style.size - SUBTITLE_SMALLER,
      leading: style.leading - SUBTITLE_SMALLER,
    };
    const under = column.subtitle === undefined ? [] : [{ text: column.subtitle, face: 'italic' as const }];
    return {
      lines: [
        ...textBlocks(type, [{ text: column.title, face: 'bold' }], at, style),
        ...textBlocks(type, under, at, small),
      ],
    };
  });
}

function rowParts(
  type: PaperType,
  table: Omit<Table, 'rows'>,
  edges: readonly number[],
  row: readonly TableCell[],
): readonly (readonly Cell[])[] {
  const cells = table.columns.map((column, index) => {
    const style: TextStyle = { ...table.rowStyle, align: column.align };
    const at = cellColumn(edges, index);
    return paragraphsOf(row[index] ?? '').flatMap((runs) => textBlocks(type, runs, at, style));
  });
  const tallest = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: Math.ceil(tallest / LINES_PER_ROW) }, (_, part) =>
    cells.map((lines) => ({ lines: lines.slice(part * LINES_PER_ROW, (part + 1) * LINES_PER_ROW) })),
  );
}

/** The paragraphs of a cell: runs begin a new line where they say so; a plain text is one paragraph. */
function paragraphsOf(cell: TableCell): readonly (readonly Run[])[] {
  if (typeof cell === 'string') return [[{ text: cell, face: 'regular' }]];
  const paragraphs: Run[][] = [[]];
  for (const { text, face } of cell) {
    text.split('\n').forEach((part, index) => {
      if (index > 0) paragraphs.push([]);
      paragraphs.at(-1)?.push({ text: part, face });
    });
  }
  return paragraphs;
}

function ruledRow(
  edges: readonly number[],
  cells: readonly Cell[],
  options: { readonly isHead?: boolean; readonly joined?: number; readonly padding: number },
): Block {
  const contents = cells.map((cell) => stack(cell.lines));
  const innerHeight = Math.max(...contents.map((content) => content.height));
  const height = innerHeight + 2 * options.padding;
  const ruled = edges.filter((_, index) => index === 0 || index > (options.joined ?? 0));
  const left = edges[0] ?? 0;
  const width = (edges[edges.length - 1] ?? left) - left;
  return {
    height,
    draw(page: PageDrawing, top: number) {
      if (options.isHead === true) drawHorizontalRule(page, left, top, width);
      for (const edge of ruled) drawVerticalRule(page, edge, top, height);
      for (const content of contents) content.draw(page, top + options.padding + (innerHeight - content.height) / 2);
      drawHorizontalRule(page, left, top + height, width);
    },
  };
}
