import type { PaperFace, Run } from '#shared/documents/layout/paper-type.ts';
import type { Setting } from './form-style.ts';

/** What a form calls something: Vietnamese, with the English of the bilingual copy where the form has one. */
export interface Label {
  readonly vi: string;
  readonly en: string;
}

export function label(vi: string, en = ''): Label {
  return { vi, en };
}

/** The English under a label: only on a bilingual copy. */
export function englishOf(setting: Setting, { en }: Label): string {
  return setting.language === 'viEn' ? en : '';
}

/** A stretch of text in one face. */
export function run(text: string, face: PaperFace = 'regular'): readonly Run[] {
  return [{ text, face }];
}

/** How much smaller the English is than the Vietnamese above it. */
export const ENGLISH_SMALLER = 2.25;
