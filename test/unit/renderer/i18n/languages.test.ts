import { describe, expect, it } from 'vitest';
import { en } from '#renderer/i18n/en/en-texts.ts';
import { vi } from '#renderer/i18n/vi/vi-texts.ts';
import { createI18n } from '#renderer/i18n/i18n.ts';
import type { Texts } from '#renderer/i18n/translation.ts';

/** `common.status.waiting` → the text. */
function flatten(texts: Texts, path = ''): ReadonlyMap<string, string> {
  const entries = Object.entries(texts).flatMap(([name, value]): (readonly [string, string])[] => {
    const key = path === '' ? name : `${path}.${name}`;
    return typeof value === 'string' ? [[key, value]] : [...flatten(value, key)];
  });
  return new Map(entries);
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{\{[^}]*\}\}/g)].map(([found]) => found).sort();
const isForOne = (key: string): boolean => key.endsWith('_one');

const vietnamese = flatten(vi);
const english = flatten(en);

describe('the two languages', () => {
  it('have the same texts, English forms for one aside', () => {
    expect([...english.keys()].filter((key) => !isForOne(key))).toEqual([...vietnamese.keys()]);
    const forms = [...english.keys()].filter(isForOne);
    expect(forms.filter((key) => !vietnamese.has(key.replace(/_one$/, '')))).toEqual([]);
  });

  it.each([...vietnamese])('have the same placeholders in %s', (key, original) => {
    expect(placeholders(english.get(key) ?? '')).toEqual(placeholders(original));
  });

  it('name only known placeholders in forms for one', () => {
    const unknown = [...english].filter(([key, text]) => {
      const allowed = placeholders(vietnamese.get(key.replace(/_one$/, '')) ?? '');
      return isForOne(key) && placeholders(text).some((placeholder) => !allowed.includes(placeholder));
    });
    expect(unknown).toEqual([]);
  });

  it('have no empty text, no stray blanks and no broken placeholder', () => {
    const odd = [...vietnamese, ...english].filter(
      ([, text]) =>
        text.trim() !== text || text === '' || /\s{2}/.test(text) || /[{}]/.test(text.replaceAll(/\{\{\w+\}\}/g, '')),
    );
    expect(odd).toEqual([]);
  });

  it('are written in composed letters, so that search and fonts meet them as typed', () => {
    expect([...vietnamese.values()].filter((text) => text.normalize('NFC') !== text)).toEqual([]);
  });

  it('are really two: no sentence is left untranslated', () => {
    const sentences = [...vietnamese].filter(([, text]) =>
      text
        .replace(/\{\{[^}]*\}\}/g, '')
        .trim()
        .includes(' '),
    );
    const same = sentences.filter(([key, text]) => english.get(key) === text).map(([key]) => key);
    expect(same).toEqual(['common.appName', 'settings.vi']);
  });
});

describe('looking texts up', () => {
  it('gives Vietnamese whatever the count, and English its form for one', () => {
    const [inVietnamese, inEnglish] = [createI18n('vi'), createI18n('en')];
    expect([1, 2].map((count) => inVietnamese.t('status.waiting', { count }))).toEqual([
      '1 mục chờ gửi',
      '2 mục chờ gửi',
    ]);
    expect([1, 2].map((count) => inEnglish.t('status.waiting', { count }))).toEqual([
      '1 item waiting',
      '2 items waiting',
    ]);
    expect(inEnglish.t('queue:tried', { count: 1 })).toBe('Tried once');
  });

  it('puts values in as they are', () => {
    const i18n = createI18n('vi');
    expect(i18n.t('printing:tested', { name: 'A5 <"Mẫu" & cộng sự>' })).toBe(
      'Đã gửi trang in thử đến A5 <"Mẫu" & cộng sự>',
    );
  });
});
