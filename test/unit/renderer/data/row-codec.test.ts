import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { fromRow, toRow } from '#renderer/data/row-codec.ts';

const schema = v.object({ name: v.string(), list: v.array(v.object({ count: v.number() })) });

describe('rows', () => {
  it('give back the record they were made from', () => {
    const record = { name: 'Lò Thị Mẫu', list: [{ count: 1 }, { count: 2 }] };
    expect(fromRow(schema, toRow(record))).toEqual({ ok: true, value: record });
  });

  it('that do not fit are reported with the place, without what stands there', () => {
    const read = fromRow(schema, { name: 'Lò Thị Mẫu', list: [{ count: 1 }, { count: 'bí mật' }] });
    expect(read).toEqual({ ok: false, error: { code: 'damagedRow', details: { path: 'list.1.count' } } });
  });

  it.each([undefined, null, 'text', 7])('that are %s are reported, not thrown', (row) => {
    expect(fromRow(schema, row)).toEqual({ ok: false, error: { code: 'damagedRow', details: { path: '' } } });
  });
});
