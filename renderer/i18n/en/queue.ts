import type { Translation } from '#renderer/i18n/translation.ts';
import type { queue as original } from '#renderer/i18n/vi/queue.ts';

export const queue: Translation<typeof original> = {
  title: 'Sending queue',
  count: '{{count}} dossiers',
  count_one: '{{count}} dossier',
  views: 'Groups of items',
  viewOpen: 'Waiting to be sent',
  viewSettled: 'Refused and dealt with',
  emptyTitle: 'Nothing is waiting to be sent',
  emptyText:
    'The provincial system has confirmed everything done at the counter. During an outage, what waits is shown here.',
  offlineNote:
    'Working offline. The items below are sent by themselves when there is a connection; nothing else needs doing.',
  pausedNote: 'Sending is paused. What waits is kept and is sent by itself once the reason below is gone.',
  digitisingNote_one: '{{count}} scanned component waits to become a PDF; then it joins the queue.',
  digitisingNote: '{{count}} scanned components wait to become PDFs; then they join the queue.',
  digitisingFailed_one: '{{count}} could not be made and will be tried again; the reason is shown with the dossier.',
  digitisingFailed: '{{count}} could not be made and will be tried again; the reason is shown with the dossier.',
  digitisingPaused: 'Digitising in the background is paused, as set for this counter.',
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
  repairWaiting: 'Correction waiting',
  tried: 'Tried {{count}} times',
  tried_one: 'Tried once',
  notTried: 'Not tried yet',
  detail: 'What waits for this dossier',
  why: 'Reason given by the provincial system',
  next: 'What to do',
  nextWaiting: 'It is sent by itself when there is a connection.',
  nextHeld: 'Read the reason, correct it in the provincial system or tell the supervisor, then press Send again.',
  nextRepair: 'Press Correct and send again, and correct it as the provincial system asks.',
  nextSetAside:
    'It can no longer be sent. The supervisor compares with the provincial system and records why the work ends.',
  sendNow: 'Send now',
  sendAgain: 'Send again',
  repair: 'Correct and send again',
  repairNote:
    'The correction is sent as a new operation in the place of the refused one. The code printed on paper does not change; the refused version is kept.',
  repairSend: 'Send the correction',
  concerned: 'The field the provincial system asks to correct.',
  setAside: 'Set aside with a reason',
  setAsideNote:
    'The item is sent no more and no longer counts in the queue. Its content, the province’s reason, who recorded it and when are kept and can be found. If it was a correction, this station has the corrected data and the province the earlier ones: ask the province to correct them before setting it aside.',
  setAsideReason: 'Reason for setting it aside',
  setAsideHint: 'For example: agreed with the province by telephone, its version stands. At most 500 characters.',
  setAsideRecord: 'Record and set aside',
  setAsideBySupervisor:
    'Only the supervisor of the one-stop shop may set an item aside. Ask the supervisor to sign in.',
  settledDetail: 'Refused item that was dealt with',
  refusal: 'Reason of the refusal',
  refusedAt: 'Refused at',
  settledAt: 'Dealt with at',
  repairedAt: 'Corrected at',
  acceptedAt: 'Accepted by the province at',
  setAsideAt: 'Set aside at',
  setAsideBy: 'Recorded by',
  outcome: {
    repairWaiting: 'Corrected, waiting',
    repaired: 'Corrected, accepted',
    repairHeld: 'Corrected, refused again',
    repairSetAside: 'Corrected, then set aside',
    setAside: 'Set aside',
  },
  searchSettled: 'Find an item dealt with',
  searchSettledPlaceholder: 'Code, name, reason or who recorded it; marks may be left out',
  settledEmptyTitle: 'No refused item has been dealt with yet',
  settledEmptyText:
    'An item refused by the provincial system stays here, for look-up, once it was corrected or a supervisor has set it aside.',
  noSettledMatch: 'No item matches',
  noSettledMatchText: 'Try fewer words, or leave out the marks.',
  repairVersion: 'Version refused: {{refused}}. Newest version on this station: {{newest}}.',
  repairVersionNote:
    'The dossier is sent again under the newest version. Fees already taken and the printed due date stay as they are.',
  repairVersionNone:
    'The province’s new catalogue has not reached this station. Wait for a connection and open this item again.',
  repairEnvelope: 'The content needs no correction. The app wraps it anew and sends it as a new operation.',
  cannotRepair: 'Cannot be put right at the counter',
  explain: {
    amountMismatch:
      'The money was taken and printed for the citizen, so it is not changed here. Ask the supervisor to reconcile it with the provincial system, then press Send again.',
    numberNotLeased:
      'The code is printed on paper and does not change. Ask the provincial administrator to record this station’s numbers, then press Send again.',
    dossierCodeTaken:
      'The code is printed on paper and does not change. Ask the provincial administrator to check the dossier that has this code, then press Send again.',
    unknownDossier:
      'The provincial system has this dossier under another code. Ask the provincial administrator to check, then press Send again.',
    illegalState:
      'At the provincial system the dossier is in another state. Compare the two; if the operation is still needed, press Send again after the province has adjusted it.',
    outOfOrder:
      'The provincial system already has another operation in this place. Ask the provincial administrator to compare the records.',
    unsupportedProtocol: 'The app or the provincial system must be updated; then press Send again.',
    replacedAlreadyAccepted:
      'The provincial system accepted the earlier version before the correction came. Ask the province to correct the dossier it has.',
    other:
      'The reason concerns nothing that can be corrected here. Tell the supervisor, and press Send again once it has been dealt with.',
  },
  openDossier: 'Open dossier',
  size: 'Size',
};
