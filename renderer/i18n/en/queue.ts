import type { Translation } from '#renderer/i18n/translation.ts';
import type { queue as original } from '#renderer/i18n/vi/queue.ts';

export const queue: Translation<typeof original> = {
  title: 'Sending queue',
  count: '{{count}} dossiers',
  count_one: '{{count}} dossier',
  emptyTitle: 'Nothing is waiting to be sent',
  emptyText:
    'The provincial system has confirmed everything done at the counter. During an outage, what waits is shown here.',
  offlineNote:
    'Working offline. The items below are sent by themselves when there is a connection; nothing else needs doing.',
  uploadsWaitNote: 'Scans wait until {{at}}, as set for this counter. Dossiers and money are still sent at once.',
  heldNote:
    'The provincial system has not taken some items. See the reason beside each; other dossiers are sent as usual.',
  dossier: 'Dossier',
  applicant: 'Applicant',
  noDossier: 'Belongs to no dossier',
  notAccepted: 'Not accepted (no code)',
  waits: 'Waiting',
  since: 'Since',
  state: 'State',
  held: 'Needs attention',
  waiting: 'Waiting',
  tried: 'Tried {{count}} times',
  tried_one: 'Tried once',
  notTried: 'Not tried yet',
  detail: 'What waits for this dossier',
  why: 'Reason given by the provincial system',
  next: 'What to do',
  nextWaiting: 'It is sent by itself when there is a connection.',
  nextHeld: 'Read the reason, correct it in the provincial system or tell the supervisor, then press Send again.',
  sendNow: 'Send now',
  sendAgain: 'Send again',
  openDossier: 'Open dossier',
  size: 'Size',
};
