import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { toMailbox } from '#shared/domain/contact-address.ts';
import { HttpNoticeSender, type HttpNoticeSettings } from './http-notice-sender.ts';
import { isLoopback, type NoticeSenders } from './notice-sender.ts';
import { SmtpNoticeSender, type SmtpSettings } from './smtp-notice-sender.ts';

/** Channels that the province has set up; the others are missing. */
export interface NoticeSettings {
  readonly email?: SmtpSettings;
  readonly sms?: HttpNoticeSettings;
  readonly zalo?: HttpNoticeSettings;
}

/** Names the setting that is wrong, never its value: it may be a password. */
export type NoticeSettingsError = AppError<'badNoticeSetting', { readonly name: string }>;

type Environment = Readonly<Record<string, string | undefined>>;

const SUBMISSION_PORT = 587;

/** Reads the channels from the environment (docs/notices.md). A channel is set up when its first setting is there. */
export function readNoticeSettings(environment: Environment): Result<NoticeSettings, NoticeSettingsError> {
  const email = readSmtp(environment);
  if (!email.ok) return email;
  const sms = readHttp(environment, 'NOTICE_SMS');
  if (!sms.ok) return sms;
  const zalo = readHttp(environment, 'NOTICE_ZALO');
  if (!zalo.ok) return zalo;
  return ok({
    ...(email.value && { email: email.value }),
    ...(sms.value && { sms: sms.value }),
    ...(zalo.value && { zalo: zalo.value }),
  });
}

export function toNoticeSenders({ email, sms, zalo }: NoticeSettings): NoticeSenders {
  return {
    ...(email && { email: new SmtpNoticeSender(email) }),
    ...(sms && { sms: new HttpNoticeSender(sms) }),
    ...(zalo && { zalo: new HttpNoticeSender(zalo) }),
  };
}

/** TLS is required unless the server is this machine itself; there is no setting that lifts it. */
function readSmtp(environment: Environment): Result<SmtpSettings | undefined, NoticeSettingsError> {
  const text = (name: string): string => environment[`NOTICE_SMTP_${name}`]?.trim() ?? '';
  const host = text('HOST');
  if (host === '') return ok(undefined);
  const port = text('PORT') === '' ? SUBMISSION_PORT : Number(text('PORT'));
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return wrong('NOTICE_SMTP_PORT');
  const from = toMailbox(text('FROM'));
  if (from === undefined) return wrong('NOTICE_SMTP_FROM');
  const [user, password] = [text('USER'), environment['NOTICE_SMTP_PASSWORD'] ?? ''];
  if (user === '' && password !== '') return wrong('NOTICE_SMTP_USER');
  if (user !== '' && password === '') return wrong('NOTICE_SMTP_PASSWORD');
  const login = user === '' ? undefined : { user, password };
  return ok({ host, port, from, login, tls: isLoopback(host) ? 'none' : 'required' });
}

function readHttp(
  environment: Environment,
  prefix: 'NOTICE_SMS' | 'NOTICE_ZALO',
): Result<HttpNoticeSettings | undefined, NoticeSettingsError> {
  const typed = environment[`${prefix}_URL`]?.trim() ?? '';
  if (typed === '') return ok(undefined);
  const url = URL.canParse(typed) ? new URL(typed) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (url === undefined || !isSafe || url.username !== '' || url.password !== '') return wrong(`${prefix}_URL`);
  const token = environment[`${prefix}_TOKEN`]?.trim() ?? '';
  return /^[\x21-\x7e]+$/.test(token) ? ok({ url: url.href, token }) : wrong(`${prefix}_TOKEN`);
}

function wrong(name: string): Result<never, NoticeSettingsError> {
  return err({ code: 'badNoticeSetting', details: { name } });
}
