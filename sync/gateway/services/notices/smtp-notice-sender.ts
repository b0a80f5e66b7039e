import { createTransport } from 'nodemailer';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { NoticeSender, OutgoingNotice, SendFailure } from './notice-sender.ts';

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** Without it the server is not logged in to. */
  readonly login: { readonly user: string; readonly password: string } | undefined;
  /** The mailbox of the province; its domain is also that of message ids. */
  readonly from: string;
  /** `required`: TLS from the start on port 465, STARTTLS on any other, and nothing is sent without. */
  readonly tls: 'required' | 'none';
  /** Certificates (PEM) to trust in place of the well-known ones. */
  readonly trusted?: string;
}

/** Together well below `SENDING_LEASE_MS`. */
const CONNECT_MS = 20_000;
const SILENCE_MS = 60_000;
const TLS_FROM_THE_START = 465;

/**
 * E-mail by SMTP. The message id comes from the notice's own id, so a message that is sent twice, after a crash or a lost
 * answer, is known as the same one.
 */
export class SmtpNoticeSender implements NoticeSender {
  readonly #from: string;
  readonly #transport: ReturnType<typeof toTransport>;

  constructor(settings: SmtpSettings) {
    this.#from = settings.from;
    this.#transport = toTransport(settings);
  }

  async send({ noticeId, to, subject, text }: OutgoingNotice): Promise<Result<null, SendFailure>> {
    try {
      await this.#transport.sendMail({
        messageId: `<notice-${noticeId}@${this.#from.slice(this.#from.lastIndexOf('@') + 1)}>`,
        // Addresses as they are, never as text to be taken apart.
        envelope: { from: this.#from, to: [to] },
        from: { name: '', address: this.#from },
        to: { name: '', address: to },
        subject,
        text,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return ok(null);
    } catch (error) {
      return err(toFailure(error));
    }
  }
}

function toTransport({ host, port, login, tls, trusted }: SmtpSettings) {
  return createTransport({
    host,
    port,
    secure: tls === 'required' && port === TLS_FROM_THE_START,
    requireTLS: tls === 'required',
    ignoreTLS: tls === 'none',
    tls: { minVersion: 'TLSv1.2', ...(trusted === undefined ? {} : { ca: trusted }) },
    ...(login === undefined ? {} : { auth: { user: login.user, pass: login.password } }),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/**
 * What is about this one message is final when the server says so (5xx); what is about the province's account, address
 * or connection is not, however final it sounds: it comes right when the province has put it right.
 */
function toFailure(error: unknown): SendFailure {
  const code = memberOf(error, 'code');
  const command = memberOf(error, 'command');
  const status = memberOf(error, 'responseCode');
  const isRefused = typeof status === 'number' && status >= 500;
  if (code === 'ETLS') return { code: 'notSecure', isFinal: false };
  if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'EOAUTH2') return { code: 'loginRefused', isFinal: false };
  if (code === 'ESOCKET' && isCertificateProblem(error)) return { code: 'notSecure', isFinal: false };
  if (typeof status !== 'number') return { code: 'connectionFailed', isFinal: false };
  if (!isRefused) return { code: 'tryLater', isFinal: false };
  if (command === 'RCPT TO') return { code: 'addressRefused', isFinal: true };
  if (command === 'DATA') return { code: 'messageRefused', isFinal: true };
  return { code: command === 'MAIL FROM' ? 'senderRefused' : 'tryLater', isFinal: false };
}

/** By the name that Node gave the error, which nodemailer keeps beside its own. */
function isCertificateProblem(error: unknown): boolean {
  const name = memberOf(error, 'originalCode');
  return typeof name === 'string' && /CERT|VERIFY|_TLS_|_SSL_/.test(name);
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
