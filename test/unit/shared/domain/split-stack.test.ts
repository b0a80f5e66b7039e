import { describe, expect, it } from 'vitest';
import { readSeparator, separatorPayload, separatorSheetsOf } from '#shared/domain/separator-sheet.ts';
import { splitStack } from '#shared/domain/split-stack.ts';
import { componentsWith, layOf, pageId, pages } from './sample-pages.ts';
import { procedure } from './samples.ts';

const sheets = (...known: readonly (readonly [page: number, number: number])[]) =>
  new Map(known.map(([n, number]) => [pageId(n), number]));

describe('a stack with separator sheets', () => {
  it('is divided: pages after sheet n go to component n, those before the first sheet stay, the sheets go', () => {
    const stack = componentsWith(pages(1, 2, 3, 4, 5, 6), pages(9), []);
    const split = splitStack(stack, 'a', sheets([2, 2], [5, 3]));
    expect(layOf(split.components)).toEqual([[1], [9, 3, 4], [6]]);
    expect(split.components.map(({ isReceived }) => isReceived)).toEqual([true, true, true]);
    expect(split).toMatchObject({ sheets: 2, unknown: [], moved: 3 });
  });

  it('may come in any order, with a paper in two piles and an empty pile', () => {
    const stack = componentsWith([], pages(1, 2, 3, 4, 5, 6, 7));
    const split = splitStack(stack, 'b', sheets([1, 1], [3, 2], [5, 1], [7, 2]));
    expect(layOf(split.components)).toEqual([[2, 6], [4]]);
    expect(split).toMatchObject({ sheets: 4, moved: 2 });
  });

  it('keeps pages where they were captured after a sheet that the checklist does not have, and tells its number', () => {
    const stack = componentsWith(pages(1, 2, 3, 4, 5, 6), []);
    const split = splitStack(stack, 'a', sheets([1, 2], [3, 7], [5, 7]));
    expect(layOf(split.components)).toEqual([[4, 6], [2]]);
    expect(split).toMatchObject({ sheets: 3, unknown: [7], moved: 1 });
  });

  it('without a sheet stays as it is', () => {
    const stack = componentsWith(pages(1, 2), []);
    expect(splitStack(stack, 'a', new Map())).toEqual({ components: stack, sheets: 0, unknown: [], moved: 0 });
  });
});

describe('a separator sheet', () => {
  it('says the place of its paper in the checklist, and nothing else', () => {
    expect(separatorPayload(12)).toBe('QMC-SEP:1:12');
    expect(readSeparator(separatorPayload(12))).toBe(12);
  });

  it('is there for each paper that is digitised, under the number it has in the whole checklist', () => {
    const procedureName = procedure.name;
    expect(separatorSheetsOf(procedure)).toEqual([
      { number: 2, name: 'Bản sao cần chứng thực', procedureName },
      { number: 3, name: 'Giấy ủy quyền', procedureName },
    ]);
  });

  it.each([
    '024185900001|070123456|Lò Thị Mẫu|15081985|Nữ|Thôn Mẫu, Xã Ví Dụ, Tuyên Quang|20092021',
    'H99.01-261122-0001',
    'https://example.vn/?q=QMC-SEP:1:2',
    'QMC-SEP:2:2',
    'QMC-SEP:1:0',
    'QMC-SEP:1:02',
    'QMC-SEP:1:1000',
    'QMC-SEP:1:-1',
    ' QMC-SEP:1:1',
    '',
  ])('is not every code: %j', (text) => {
    expect(readSeparator(text)).toBeUndefined();
  });
});
