import { toPhoneNumber } from './person-rules.ts';

/** Mobile numbers since 2018: 03x, 05x, 07x, 08x or 09x and ten digits; a landline gets neither SMS nor Zalo. */
const MOBILE = /^\+84[35789]\d{8}$/;
/** One mailbox in plain letters: what names several, carries a display name or needs more than SMTP can do everywhere is none. */
const MAILBOX = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i;
const LONGEST_MAILBOX = 100;

/** A Vietnamese mobile number as `+84912345678`, however it was typed; `undefined` for any other text. */
export function toMobileNumber(text: string): string | undefined {
  const number = toPhoneNumber(text.trim()).replace(/^0/, '+84').replace(/^84/, '+84');
  return MOBILE.test(number) ? number : undefined;
}

/** One e-mail address that can be written to without being read as anything else; `undefined` for any other text. */
export function toMailbox(text: string): string | undefined {
  const mailbox = text.trim();
  return mailbox.length <= LONGEST_MAILBOX && MAILBOX.test(mailbox) ? mailbox : undefined;
}
