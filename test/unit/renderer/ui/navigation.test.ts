import { describe, expect, it } from 'vitest';
import { flattenChoices, toChoiceRows } from '#renderer/ui/choices.ts';
import { rowAfterKey } from '#renderer/ui/grid-navigation.ts';
import { entryAfterKey } from '#renderer/ui/list-navigation.ts';
import { fittingColumns, widthOf } from '#renderer/ui/table-columns.ts';

describe('rowAfterKey', () => {
  it('moves by one, by a page and to the ends, and stops there', () => {
    expect(rowAfterKey('ArrowDown', 4, 20_000, 10)).toBe(5);
    expect(rowAfterKey('ArrowUp', 0, 20_000, 10)).toBe(0);
    expect(rowAfterKey('PageDown', 19_995, 20_000, 10)).toBe(19_999);
    expect(rowAfterKey('PageUp', 20, 20_000, 10)).toBe(11);
    expect(rowAfterKey('Home', 500, 20_000, 10)).toBe(0);
    expect(rowAfterKey('End', 500, 20_000, 10)).toBe(19_999);
  });

  it('starts at an end when nothing is chosen', () => {
    expect(rowAfterKey('ArrowDown', -1, 3, 10)).toBe(0);
    expect(rowAfterKey('ArrowUp', -1, 3, 10)).toBe(2);
  });

  it('has nowhere to go for other keys and in an empty table', () => {
    expect(rowAfterKey('a', 0, 3, 10)).toBeUndefined();
    expect(rowAfterKey('ArrowDown', -1, 0, 10)).toBeUndefined();
  });
});

describe('entryAfterKey', () => {
  it('runs round by single steps only', () => {
    expect(entryAfterKey('ArrowDown', 2, 3)).toBe(0);
    expect(entryAfterKey('ArrowUp', 0, 3)).toBe(2);
    expect(entryAfterKey('PageDown', 0, 3)).toBe(2);
    expect(entryAfterKey('PageUp', 2, 3)).toBe(0);
  });

  it('leaves Home, End and an empty list to the text', () => {
    expect(entryAfterKey('Home', 1, 3)).toBeUndefined();
    expect(entryAfterKey('End', 1, 3)).toBeUndefined();
    expect(entryAfterKey('ArrowDown', 0, 0)).toBeUndefined();
  });
});

describe('choice rows', () => {
  const choice = (key: string) => ({ key, value: key, title: key });

  it('puts headings between choices, counts choices only and skips empty groups', () => {
    const groups = [
      { choices: [choice('a')] },
      { label: 'Trống', choices: [] },
      { label: 'Tất cả', choices: [choice('b'), choice('c')] },
    ];
    expect(toChoiceRows(groups).map((row) => (row.kind === 'label' ? row.label : row.index))).toEqual([
      0,
      'Tất cả',
      1,
      2,
    ]);
    expect(flattenChoices(groups).map((entry) => entry.key)).toEqual(['a', 'b', 'c']);
  });
});

describe('fittingColumns', () => {
  const columns = [
    { id: 'code', widthPx: 180 },
    { id: 'fee', widthPx: 80, isDroppable: true },
    { id: 'name', widthPx: 150 },
    { id: 'channel', widthPx: 90, isDroppable: true },
  ];
  const ids = (availablePx: number) => fittingColumns(columns, availablePx).map((column) => column.id);

  it('drops droppable columns, the rightmost first, until the rest fits', () => {
    expect(ids(widthOf(columns))).toEqual(['code', 'fee', 'name', 'channel']);
    expect(ids(widthOf(columns) - 1)).toEqual(['code', 'fee', 'name']);
    expect(ids(340)).toEqual(['code', 'name']);
  });

  it('keeps what may not be dropped, however narrow the table', () => {
    expect(ids(10)).toEqual(['code', 'name']);
  });

  it('gives back the same array when all fit, so that rows are not drawn again', () => {
    expect(fittingColumns(columns, 2000)).toBe(columns);
  });
});
