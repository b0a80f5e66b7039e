import type { Translation } from '#renderer/i18n/translation.ts';
import type { session as original } from '#renderer/i18n/vi/session.ts';

export const session: Translation<typeof original> = {
  title: 'Sign in',
  station: 'Station {{name}}',
  account: 'Account',
  pin: 'PIN',
  pinHint: 'Type the PIN of the account and press Enter.',
  signIn: 'Sign in',
  sampleNotice: 'The accounts below are sample accounts for trying things out; their PIN is {{pin}}.',
  enrolTitle: 'Enrol the station',
  enrolText:
    'This machine is not enrolled with the provincial system. Type the enrolment code from the administrator; this is done only once.',
  enrolmentCode: 'Enrolment code',
  stationName: 'Name of the station',
  enrol: 'Enrol',
  enrolling: 'Enrolling the station with the provincial system…',
  waitingCatalogue: 'Fetching the catalogue of procedures for the first time…',
};
