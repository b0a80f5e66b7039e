import type { Translation } from '#renderer/i18n/translation.ts';
import type { register as original } from '#renderer/i18n/vi/register.ts';

export const register: Translation<typeof original> = {
  title: 'Dossier follow-up book',
  description:
    'Form 07, A4 landscape, one book a year. It is drawn from the dossiers accepted on this machine, as often as it is asked for.',
  year: 'Year',
  yearOption: 'Year {{year}}',
  count: 'Dossiers accepted in the year: {{formatted}}.',
  emptyYear: 'There are no dossiers in {{year}}. The book is one page that says so.',
  print: 'Print the book',
  save: 'Save as PDF',
  stop: 'Stop',
  drawing: 'Drawing the book of {{year}}',
  progress: '{{done}}/{{all}} dossiers',
  printed: 'The book of {{year}} was sent to the printer',
  saved: 'The book of {{year}} was saved',
  extent: '{{rows}} dossiers, {{pages}} pages.',
  unreadable: 'The records of {{count}} dossiers cannot be read',
  unreadable_one: 'The record of {{count}} dossier cannot be read',
  unreadableText:
    'Each has its line in the book, which says so in the note. The data are kept as they are; tell the administrator.',
  stopped: 'Stopped as asked',
  stoppedText: '{{done}}/{{all}} dossiers were drawn. Nothing was printed or saved; it can be done again at any time.',
  failed: 'The book was not printed',
  notSaved: 'The book was not saved',
  cause: {
    noPrinter: 'There is no printer for books and reports. Choose an A4 printer in the settings, or save as PDF.',
    printerUnavailable: 'The printer does not answer. Check it and try again, or save as PDF.',
    spoolerFailed: 'The print system refused the job. Check the printer and try again, or save as PDF.',
    contentNotSupported: 'The chosen printer cannot print this kind of paper. Choose another one in the settings.',
    diskFull: 'The disk is full, so the file was not written. Remove other files and try again.',
    notWritable: 'The file cannot be written to that folder. Choose another folder and try again.',
    cancelled: 'The save dialog was closed; no file was written.',
    paperNotDrawn: 'The book could not be drawn. The dossiers are all there. Try again, or tell the administrator.',
  },
};
