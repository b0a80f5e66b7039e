import { describe, expect, it } from 'vitest';
import { hasLostMarks, isMojibake } from '#shared/domain/garbled-text.ts';

describe('isMojibake', () => {
  it.each(['Nguyá»…n VÄƒn Thá»­', 'LÃ² Thá»‹', 'Äá»—', 'Nguy\uFFFDn', 'Th?', 'a\u0001b'])('%j is', (text) => {
    expect(isMojibake(text)).toBe(true);
  });

  it.each(['Nguyễn Văn Thử', 'LÒ THỊ MẪU, XÃ VÍ DỤ', "H'Wiêt Êban", 'Số 1, Phố Thử', 'XÃ, ÄÆ'])('%j is not', (text) => {
    expect(isMojibake(text)).toBe(false);
  });
});

describe('hasLostMarks', () => {
  it.each(['Nguyeenx Vawn Thu', 'Lo Thi Mau Thon Mau Xa Vi Du', 'Hofang An', 'Lof An', 'Khu A2, Hue61'])(
    '%j has',
    (text) => {
      expect(hasLostMarks(text)).toBe(true);
    },
  );

  it.each(['Lò Thi Mau Thon Mau Xa Vi Du', 'Y Kao Long An', 'Siu Blok, Ia Grai', 'Khu A2, Gia Lai', ''])(
    '%j has not',
    (text) => {
      expect(hasLostMarks(text)).toBe(false);
    },
  );
});
