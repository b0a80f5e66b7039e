import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from './formats.ts';
import { en } from './en/en-texts.ts';
import { vi } from './vi/vi-texts.ts';

/** Vietnamese first; English second and complete, by type. Texts are in the bundle: nothing is loaded. */
export function createI18n(language: Language): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'vi',
    resources: { vi, en },
    defaultNS: 'common',
    ns: Object.keys(vi),
    initAsync: false,
    showSupportNotice: false,
    interpolation: { escapeValue: false },
  });
  return instance;
}
