import { describe, expect, it } from 'vitest';
import { foldText, matchesFolded, rankExactMarks } from '#shared/domain/fold-text.ts';

describe('foldText', () => {
  it.each([
    ['Đăng ký  khai sinh', 'dang ky khai sinh'],
    ['  LÒ THỊ MẪU\n', 'lo thi mau'],
    ['Ủy quyền, ưu tiên', 'uy quyen, uu tien'],
    ['Đặng Đình Ước'.normalize('NFD'), 'dang dinh uoc'],
    ['2.000815', '2.000815'],
    ['', ''],
  ])('%j → %j', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });
});

describe('matchesFolded', () => {
  const folded = foldText('2.000815 Chứng thực bản sao từ bản chính');

  it.each(['chung thuc', 'sao chứng', 'ban chinh', '2.0008', '000815', 'CHỨNG', '', '  '])('finds %j', (query) => {
    expect(matchesFolded(query, folded)).toBe(true);
  });

  it.each(['hung', 'chung tgu', 'thucban', '815'])('does not find %j', (query) => {
    expect(matchesFolded(query, folded)).toBe(false);
  });
});

describe('rankExactMarks', () => {
  it('puts exact marks before folded matches', () => {
    expect(rankExactMarks('mẫu', 'Lò Thị Mẫu')).toBe(1);
    expect(rankExactMarks('mẫu', 'Lò Thị Mau')).toBe(0);
    expect(rankExactMarks('thị mẫu', 'Lò Thị Mẫu')).toBe(2);
    const names = ['Thủ Mau', 'Thu Mẩu', 'Thử Mẫu'];
    expect(names.sort((a, b) => rankExactMarks('thử mẫu', b) - rankExactMarks('thử mẫu', a))[0]).toBe('Thử Mẫu');
  });

  it('compares composed and decomposed letters as equal', () => {
    expect(rankExactMarks('mẫu'.normalize('NFD'), 'Mẫu')).toBe(1);
  });
});
