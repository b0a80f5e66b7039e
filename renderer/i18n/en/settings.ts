import type { Translation } from '#renderer/i18n/translation.ts';
import type { settings as original } from '#renderer/i18n/vi/settings.ts';

export const settings: Translation<typeof original> = {
  title: 'Settings',
  printing: 'Printing',
  receiptPrinter: 'Printer for receipts (A5)',
  printerHint: 'Every issued paper is also kept on this machine as a PDF file.',
  defaultPrinter: 'Default printer of the machine',
  noPrinters: 'This machine has no printer.',
  refresh: 'Look for printers again',
  browserPrinting: 'The browser opens its print dialog for every paper.',
  printerState: { ready: 'Ready', busy: 'Printing', stopped: 'Stopped', unknown: 'Unknown' },
  display: 'Display',
  theme: 'Theme',
  light: 'Light',
  highContrast: 'High contrast',
  language: 'Language',
  languageHint: 'Takes effect when the app is opened again.',
  vi: 'Tiếng Việt',
  en: 'English',
  station: 'Station',
  stationName: 'Name of the station',
  agencyCode: 'Agency code',
  office: 'Office',
  catalogueVersion: 'Catalogue version',
  procedures: 'Procedures',
};
