import type { Translation } from '#renderer/i18n/translation.ts';
import type { settings as original } from '#renderer/i18n/vi/settings.ts';

export const settings: Translation<typeof original> = {
  title: 'Settings',
  display: 'Display',
  theme: 'Theme',
  light: 'Light',
  highContrast: 'High contrast',
  language: 'Language',
  languageHint: 'Takes effect when the app is opened again.',
  vi: 'Tiếng Việt',
  en: 'English',
  uploads: 'Sending scans',
  uploadTime: 'When to send',
  uploadTimeHint: 'Dossiers and money are always sent at once; only scans wait for their time.',
  uploadTimes: {
    always: 'All day',
    breaks: 'Lunch break (11:30–13:30) and after 17:00',
    evenings: 'After 17:00',
  },
  uploadBudget: 'Highest speed',
  uploadBudgetHint: 'Limits the speed so that other work on the same line is not disturbed.',
  unlimited: 'No limit',
  kilobits: '{{count}} kbit/s',
  digitising: 'Digitising',
  adjustsPages: 'Put pages straight as they are scanned, photographed or imported',
  adjustsPagesHint:
    'Straight, without borders, print made clear, turned to be read. The picture as captured is always kept.',
  digitisingPaused: 'Pause digitising in the background',
  digitisingHint:
    'Scanned pages stay on this machine; the PDF of each component is made and sent once this is unticked.',
  station: 'Station',
  stationName: 'Name of the station',
  agencyCode: 'Agency code',
  office: 'Office',
  catalogueVersion: 'Catalogue version',
  procedures: 'Procedures',
};
