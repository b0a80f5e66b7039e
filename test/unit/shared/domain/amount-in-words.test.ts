import { describe, expect, it } from 'vitest';
import { amountInWords } from '#shared/domain/amount-in-words.ts';

describe('amountInWords', () => {
  it.each([
    [0, 'Không đồng'],
    [1, 'Một đồng'],
    [4, 'Bốn đồng'],
    [5, 'Năm đồng'],
    [10, 'Mười đồng'],
    [11, 'Mười một đồng'],
    [14, 'Mười bốn đồng'],
    [15, 'Mười lăm đồng'],
    [20, 'Hai mươi đồng'],
    [21, 'Hai mươi mốt đồng'],
    [24, 'Hai mươi tư đồng'],
    [25, 'Hai mươi lăm đồng'],
    [55, 'Năm mươi lăm đồng'],
    [91, 'Chín mươi mốt đồng'],
    [100, 'Một trăm đồng'],
    [101, 'Một trăm lẻ một đồng'],
    [104, 'Một trăm lẻ bốn đồng'],
    [105, 'Một trăm lẻ năm đồng'],
    [110, 'Một trăm mười đồng'],
    [111, 'Một trăm mười một đồng'],
    [121, 'Một trăm hai mươi mốt đồng'],
    [555, 'Năm trăm năm mươi lăm đồng'],
    [1_000, 'Một nghìn đồng'],
    [1_001, 'Một nghìn không trăm lẻ một đồng'],
    [1_010, 'Một nghìn không trăm mười đồng'],
    [1_500, 'Một nghìn năm trăm đồng'],
    [8_000, 'Tám nghìn đồng'],
    [12_000, 'Mười hai nghìn đồng'],
    [21_000, 'Hai mươi mốt nghìn đồng'],
    [24_000, 'Hai mươi tư nghìn đồng'],
    [105_000, 'Một trăm lẻ năm nghìn đồng'],
    [200_000, 'Hai trăm nghìn đồng'],
    [1_000_000, 'Một triệu đồng'],
    [1_000_005, 'Một triệu không trăm lẻ năm đồng'],
    [1_005_000, 'Một triệu không trăm lẻ năm nghìn đồng'],
    [1_050_000, 'Một triệu không trăm năm mươi nghìn đồng'],
    [1_234_567, 'Một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy đồng'],
    [1_000_000_000, 'Một tỷ đồng'],
    [1_000_000_005, 'Một tỷ không trăm lẻ năm đồng'],
    [1_005_000_000, 'Một tỷ không trăm lẻ năm triệu đồng'],
    [21_000_000_000, 'Hai mươi mốt tỷ đồng'],
    [1_000_000_000_000, 'Một nghìn tỷ đồng'],
    [1_000_500_000_000, 'Một nghìn tỷ năm trăm triệu đồng'],
    [
      999_999_999_999_999,
      'Chín trăm chín mươi chín nghìn chín trăm chín mươi chín tỷ chín trăm chín mươi chín triệu ' +
        'chín trăm chín mươi chín nghìn chín trăm chín mươi chín đồng',
    ],
  ])('%i', (amountVnd, words) => {
    expect(amountInWords(amountVnd)).toBe(words);
  });

  it('speaks every number below a thousand differently, with single blanks', () => {
    const spoken = Array.from({ length: 1_000 }, (_, value) => amountInWords(value));
    expect(new Set(spoken).size).toBe(1_000);
    expect(spoken.filter((words) => / {2}|^ | $/.test(words))).toEqual([]);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('throws on %d', (amountVnd) => {
    expect(() => amountInWords(amountVnd)).toThrow(RangeError);
  });
});
