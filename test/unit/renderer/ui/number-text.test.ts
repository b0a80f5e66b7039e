import { describe, expect, it } from 'vitest';
import { caretBefore, clampInteger, readEdit, readIntegerText } from '#renderer/ui/number-text.ts';

describe('readIntegerText', () => {
  it.each([
    ['8.000 đ', 8000],
    ['1 234 567', 1_234_567],
    ['007', 7],
    ['-5', -5],
    ['0', 0],
  ])('reads %s', (text, value) => {
    expect(readIntegerText(text)).toBe(value);
  });

  it.each(['', ' đ', '-', '99999999999999999999'])('gives nothing for "%s"', (text) => {
    expect(readIntegerText(text)).toBeUndefined();
  });
});

describe('caret while regrouping', () => {
  it('stays after the same digits', () => {
    // 1.234| + 5 → 12.345|
    expect(caretBefore('12.345', readEdit('1.2345', 6, '1.234').digitsRight)).toBe(6);
    // 1.|234 with 9 typed before the 2 → 19.|234
    expect(caretBefore('19.234', readEdit('1.9234', 3, '1.234').digitsRight)).toBe(3);
  });

  it('stands before a unit at the end', () => {
    expect(caretBefore('8.000 đ', 0)).toBe(5);
    expect(caretBefore('', 0)).toBe(0);
  });
});

describe('readEdit', () => {
  it('takes the digit before a separator that Backspace removed', () => {
    expect(readEdit('1.234567', 5, '1.234.567')).toEqual({ text: '1.23567', digitsRight: 3 });
  });

  it('leaves other edits alone', () => {
    expect(readEdit('1.234.56', 8, '1.234.567')).toEqual({ text: '1.234.56', digitsRight: 0 });
    expect(readEdit('', 0, '5')).toEqual({ text: '', digitsRight: 0 });
  });
});

describe('clampInteger', () => {
  it('keeps to the limits that are given', () => {
    expect(clampInteger(-1, 0, 5)).toBe(0);
    expect(clampInteger(9, 0, 5)).toBe(5);
    expect(clampInteger(9, undefined, undefined)).toBe(9);
  });
});
