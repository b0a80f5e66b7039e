import { describe, expect, it } from 'vitest';
import { describeDefect } from '#sync/gateway/gateway-logger.ts';

describe('describeDefect', () => {
  it('keeps kind, code and place, and drops the message in which values may be quoted', () => {
    const error = Object.assign(new RangeError('invalid input: "Lò Thị Mẫu"\n    at 011190000001'), { code: '22P02' });
    const described = describeDefect(error);
    expect(described).toMatchObject({ kind: 'RangeError', code: '22P02' });
    expect(described['at']).toContain('gateway-logger.test.ts');
    expect(JSON.stringify(described)).not.toContain('Mẫu');
    expect(JSON.stringify(described)).not.toContain('011190000001');
  });

  it('takes anything that was thrown', () => {
    expect(describeDefect('Lò Thị Mẫu')).toEqual({ kind: 'string' });
    expect(describeDefect(undefined)).toEqual({ kind: 'undefined' });
  });
});
