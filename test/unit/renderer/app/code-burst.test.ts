import { describe, expect, it } from 'vitest';
import { addKey, isSpoilt, isWholeCode, type Burst, type ReaderKey } from '#renderer/app/code-burst.ts';
import { toKeys, type InputMethod } from '#test/support/vietnamese-keys.ts';
import { typeWith } from '#test/support/correcting-input-method.ts';
import { readCode } from '#shared/domain/read-code.ts';

const CARD = '008185012345|070123456|Lò Thị Mẫu|15081985|Nữ|Thôn Mẫu, Xã Ví Dụ, Tuyên Quang|20092021';
const KSOR = '064090012345||Ksor Y Thử|01011990|Nam|Làng Mẫu, Xã Ia Grai, Gia Lai|05032022';

function hear(keys: readonly Omit<ReaderKey, 'at'>[], gapMs = 3): { readonly burst: Burst; readonly endedAt: number } {
  let burst: Burst | null = null;
  for (const [index, key] of keys.entries()) burst = addKey(burst, { ...key, at: 1_000 + index * gapMs });
  if (burst === null) throw new Error('no burst');
  return { burst, endedAt: 1_000 + keys.length * gapMs };
}

const plain = (text: string) => Array.from(text, (key) => ({ key, code: '', isShifted: false }));

describe('a burst of keys', () => {
  it('is the code, letter by letter, when it is fast and long enough', () => {
    const { burst, endedAt } = hear(plain(CARD));
    expect(burst.text).toBe(CARD);
    expect(isWholeCode(burst, endedAt)).toBe(true);
    expect(isSpoilt(burst)).toBe(false);
  });

  it('is not one when a person types, when it is short, or when Enter comes late', () => {
    const slow = hear(plain('H99.01-261122-0001'), 60);
    expect(isWholeCode(slow.burst, slow.endedAt)).toBe(false);
    const short = hear(plain('12345678901'));
    expect(isWholeCode(short.burst, short.endedAt)).toBe(false);
    const late = hear(plain(CARD));
    expect(isWholeCode(late.burst, late.endedAt + 100)).toBe(false);
  });

  it('is not begun by Backspace and not changed by Shift', () => {
    expect(addKey(null, { key: 'Backspace', code: 'Backspace', isShifted: false, at: 1 })).toBeNull();
    const { burst } = hear(plain('abc'));
    expect(addKey(burst, { key: 'Shift', code: 'ShiftLeft', isShifted: true, at: burst.lastAt })).toBe(burst);
  });
});

describe('a reader while an input method composes', () => {
  it.each(['EE000000014VN', 'H99.01-261122-0001', 'https://tra-cuu.example/hs/H99.01-261122-0001'])(
    '%s is known from the places of its keys',
    (code) => {
      const { burst } = hear(Array.from(code, processKey));
      expect(burst.text).toBe(code);
      expect(burst.wasComposed).toBe(true);
    },
  );

  it('of a card only the marked letters come as they are', () => {
    const keys = Array.from(CARD, (letter) =>
      /\p{ASCII}/u.test(letter) ? processKey(letter) : { key: letter, code: '', isShifted: false },
    );
    expect(hear(keys).burst.text).toBe(CARD);
  });
});

describe('a reader while an input method corrects by Backspace', () => {
  it.each<InputMethod>(['telex', 'vni'])('that spells in %s gives the card as the input method writes it', (method) => {
    const { burst } = hear(typeWith(method, toKeys(CARD, method)));
    expect(isSpoilt(burst)).toBe(false);
    expect(readCode(burst.text)).toEqual(readCode(CARD));
  });

  it('that sends marked letters itself is spoilt as soon as anything is corrected', () => {
    const { burst } = hear(typeWith('telex', KSOR));
    expect(burst.text).toContain('Ksỏ');
    expect(isSpoilt(burst)).toBe(true);
    // Where there is nothing to correct the same reader is heard well.
    const untouched = hear(typeWith('vni', KSOR));
    expect(isSpoilt(untouched.burst)).toBe(false);
    expect(untouched.burst.text).toBe(KSOR);
  });

  it('of a code without marks is spoilt too', () => {
    expect(isSpoilt(hear(typeWith('telex', 'EE000000014VN')).burst)).toBe(true);
  });
});

/** A key that the input method keeps: of the letter only its place and Shift are left. */
function processKey(letter: string): Omit<ReaderKey, 'at'> {
  const places: Readonly<Record<string, readonly [string, boolean]>> = {
    '.': ['Period', false],
    '-': ['Minus', false],
    '/': ['Slash', false],
    ':': ['Semicolon', true],
    '|': ['Backslash', true],
    ',': ['Comma', false],
    ' ': ['Space', false],
  };
  const digit = /\d/.test(letter) ? `Digit${letter}` : undefined;
  const [code, isShifted] = places[letter] ?? [
    digit ?? `Key${letter.toUpperCase()}`,
    digit === undefined && letter === letter.toUpperCase(),
  ];
  return { key: 'Process', code, isShifted };
}
