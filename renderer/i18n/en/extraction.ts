import type { Translation } from '#renderer/i18n/translation.ts';
import type { extraction as original } from '#renderer/i18n/vi/extraction.ts';

export const extraction: Translation<typeof original> = {
  panel: 'Data taken from the paper',
  open: {
    none: 'Type the data',
    proposed: 'Extracted data (to be confirmed)',
    confirmed: 'Extracted data (confirmed)',
  },
  waiting_one: '{{count}} component with data to be confirmed',
  waiting: '{{count}} components with data to be confirmed',
  pagesGone:
    'The pictures cannot be opened on this machine. They go when the province has them and the time to keep them here is over. Look at the paper.',
  note: 'What the machine read is only a proposal. Compare it with the page, correct it and confirm. Leave empty what the paper does not have.',
  nothingRead:
    'The machine has read no data. Type it from the page and confirm. Leave empty what the paper does not have.',
  correctionNote:
    'These data are confirmed. To correct them, change and confirm again: the new data take the place of those sent.',
  readAutomatically: 'read automatically, to be confirmed',
  unsure: 'The machine is not sure. Compare it closely with the page.',
  confirm: 'Confirm the data',
  empty: 'There is no data to confirm.',
  page: 'Page {{number}}/{{count}}',
  previousPage: 'Previous page',
  nextPage: 'Next page',
  notFoundOnPage: 'Not found on this page',
  dayFormat: 'day/month/year',
  fields: {
    numberSymbol: 'Number and symbol',
    issuedOn: 'Date of issue',
    issuingBody: 'Issuing body',
    signerName: 'Signed by',
    abstract: 'Subject',
    holderName: 'Holder',
    holderIdNumber: 'Personal id number of the holder',
  },
  problems: {
    noDate: 'There is no such day. Type day/month/year.',
    noPersonalIdNumber:
      'A personal id number has 12 digits, the first three a province. Check it or leave the field empty.',
  },
};
