import { describe, expect, it } from 'vitest';
import { space, textBlock } from '#shared/documents/layout/block.ts';
import { PageFlow } from '#shared/documents/layout/page-flow.ts';
import { PaperType } from '#shared/documents/layout/paper-type.ts';
import { placeTable } from '#shared/documents/layout/table.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';
import { lineTextOf, textsOf } from './drawn-text.ts';

const type = new PaperType(readPaperFonts());
const STYLE = { size: 10, leading: 10 };
const COLUMN = { x: 0, width: 200 };
const newFlow = (): PageFlow => new PageFlow(() => ({ top: 0, bottom: 100 }));
const line = (text: string) => textBlock(type, [{ text, face: 'regular' }], COLUMN, STYLE);

describe('page flow', () => {
  it('turns the page when the next block does not fit', () => {
    const flow = newFlow();
    for (let index = 0; index < 23; index += 1) flow.place(line(`dòng ${String(index)}`));
    expect(flow.pages.map((page) => textsOf(page).length)).toEqual([10, 10, 3]);
  });

  it('keeps blocks together on the next page', () => {
    const flow = newFlow();
    flow.place(space(85));
    flow.placeTogether([line('một'), line('hai')]);
    expect(flow.pages.map(textsOf)).toEqual([[], ['một', 'hai']]);
  });

  it('lets blocks follow each other when together they are taller than a page', () => {
    const flow = newFlow();
    flow.place(space(50));
    flow.placeTogether(Array.from({ length: 12 }, (_, index) => line(String(index))));
    expect(flow.pages.map((page) => textsOf(page).length)).toEqual([5, 7]);
  });

  it('leaves no gap at the top of a page', () => {
    const flow = newFlow();
    flow.gap(30);
    flow.place(line('đầu trang'));
    expect(flow.pages[0]?.ops.map((op) => op.y < 10)).toEqual([true]);
  });
});

describe('table', () => {
  const table = {
    column: COLUMN,
    columns: [
      { title: 'STT', share: 0.2, align: 'center' as const },
      { title: 'Tên', share: 0.8, align: 'left' as const },
    ],
    headStyle: STYLE,
    rowStyle: STYLE,
    rowPadding: 1,
    lead: [line('Gồm:')],
  };

  it('repeats its head on every page it reaches', () => {
    const flow = newFlow();
    const rows = Array.from({ length: 20 }, (_, index) => [String(index + 1), `giấy tờ ${String(index + 1)}`]);
    placeTable(flow, type, { ...table, rows });
    expect(flow.pages.length).toBeGreaterThan(2);
    for (const page of flow.pages) expect(textsOf(page).filter((text) => text === 'STT')).toHaveLength(1);
    const names = flow.pages.flatMap(textsOf).filter((text) => text.startsWith('giấy tờ'));
    expect(names).toEqual(rows.map(([, name]) => name));
  });

  it('never leaves its head or the line above it alone at the foot of a page', () => {
    const flow = newFlow();
    flow.place(space(70));
    placeTable(flow, type, { ...table, rows: [['1', 'giấy tờ']] });
    expect(flow.pages.map(textsOf)).toEqual([[], ['Gồm:', 'STT', 'Tên', '1', 'giấy tờ']]);
  });

  it('continues a row that is taller than a page', () => {
    const flow = new PageFlow(() => ({ top: 0, bottom: 250 }));
    const words = Array.from({ length: 400 }, (_, index) => `từ${String(index)}`);
    placeTable(flow, type, { ...table, rows: [['1', words.join(' ')]] });
    const cells = flow.pages.flatMap((page) => page.ops.flatMap((op) => (op.kind === 'text' ? [lineTextOf(op)] : [])));
    expect(cells.filter((text) => text.startsWith('từ')).join(' ')).toBe(words.join(' '));
    for (const page of flow.pages) for (const op of page.ops) expect(op.y).toBeLessThanOrEqual(250);
  });
});
