import type { Translation } from '#renderer/i18n/translation.ts';
import type { notices as original } from '#renderer/i18n/vi/notices.ts';

export const notices: Translation<typeof original> = {
  receiptDelivery: 'Delivery of the receipt',
  noPaper:
    'No paper is printed at the acceptance: the citizen gets a message. It can be printed at any time under Dossiers.',
  postalWays: 'Sent by post: choose one way to get the receipt',
  postalWay: {
    collectedAtCounter: 'Collected at the counter, showing the posting proof',
    byMessage: 'By e-mail, text message or Zalo',
    deliveredByPost: 'Collected and delivered by the post',
  },
  way: {
    printed: 'On paper, printed at the counter',
    email: 'E-mail',
    sms: 'Text message (SMS)',
    zalo: 'Zalo',
    collectedAtCounter: 'Collected at the counter, showing the posting proof',
    deliveredByPost: 'Collected and delivered by the post',
  },
  panel: 'Messages to the citizen',
  kind: { intakeReceipt: 'Dossier taken in, with its due date', feeReceipt: 'Fee receipt' },
  progress: {
    waiting: 'Waiting to go to the province',
    held: 'Needs attention in the queue',
    queued: 'At the province, waiting to be sent',
    sent: 'Sent',
    failed: 'Could not be sent',
    replaced: 'Replaced by a later message',
    setAside: 'Set aside',
  },
  failure: {
    channelNotConfigured:
      'The province has not set up this channel. The message is kept and sent once the channel is set up.',
    addressRefused: 'The address was not accepted. Ask the citizen again and send it anew.',
    messageRefused: 'The message was not accepted. Tell the administrator of the province.',
    connectionFailed: 'The server that sends messages could not be reached. The province will try again.',
    tryLater: 'The receiving server is busy. The province will try again.',
    loginRefused:
      'The server that sends messages did not accept the account of the province. Tell the administrator of the province.',
    senderRefused:
      'The server that sends messages did not accept the sender address of the province. Tell the administrator of the province.',
    notSecure:
      'The server that sends messages offers no safe connection, so nothing was sent. Tell the administrator of the province.',
    tooLate: 'It could not be sent in time. Send it again if the citizen still needs it.',
    other: 'It has not been sent. Tell the administrator of the province.',
  },
  resend: 'Send again',
  resendTitle: 'Send the message again',
  resendNote:
    'Correct the address where needed. An earlier message that the province has not sent is replaced by this one.',
  resendRecord: 'Send',
  mailbox: 'E-mail address',
  mobileNumber: 'Mobile number',
};
