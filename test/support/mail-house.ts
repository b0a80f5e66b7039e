import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A message as it came in. */
export interface ReceivedMail {
  readonly recipients: readonly string[];
  readonly isSecure: boolean;
  /** Names in small letters, decoded. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
}

/** What the server answers to the next message, or to its recipient; each is used once. `hold` never answers. */
export type MailAnswer =
  { readonly at: 'recipient' | 'message' | 'sender'; readonly status: number } | { readonly at: 'hold' };

/** A real SMTP server on this machine that does what a test says. */
export class MailHouse {
  readonly mails: ReceivedMail[] = [];
  readonly answers: MailAnswer[] = [];
  readonly #server: SMTPServer;
  #whenHeld: () => void = () => undefined;
  /** Resolves when a message was taken in whole and is not answered. */
  readonly held = new Promise<void>((resolve) => {
    this.#whenHeld = resolve;
  });

  private constructor(options: SMTPServerOptions) {
    this.#server = new SMTPServer({
      authOptional: true,
      logger: false,
      closeTimeout: 50,
      onMailFrom: (_address, _session, done) => {
        done(this.#refusalAt('sender'));
      },
      onRcptTo: (_address, _session, done) => {
        done(this.#refusalAt('recipient'));
      },
      onData: (stream, session, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const refusal = this.#refusalAt('message');
          if (refusal !== undefined) {
            done(refusal);
            return;
          }
          const recipients = session.envelope.rcptTo.map(({ address }) => address);
          this.mails.push({
            recipients,
            isSecure: session.secure,
            ...parseMail(Buffer.concat(parts).toString('utf8')),
          });
          if (this.answers[0]?.at === 'hold') {
            this.answers.shift();
            this.#whenHeld();
          } else done(null);
        });
      },
      ...options,
    });
    // Connections that a client gives up on are part of the tests.
    this.#server.on('error', () => undefined);
  }

  /** Without `options` it offers neither TLS nor a login. */
  static async open(options: SMTPServerOptions = { disabledCommands: ['AUTH', 'STARTTLS'] }): Promise<MailHouse> {
    const house = new MailHouse(options);
    await new Promise<void>((resolve) => {
      house.#server.listen(0, '127.0.0.1', resolve);
    });
    return house;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(resolve);
    });
  }

  #refusalAt(at: MailAnswer['at']): Error | undefined {
    const [next] = this.answers;
    if (next === undefined || next.at !== at || next.at === 'hold') return undefined;
    this.answers.shift();
    return Object.assign(new Error('as the test says'), { responseCode: next.status });
  }
}

function parseMail(raw: string): Pick<ReceivedMail, 'headers' | 'text'> {
  const end = raw.indexOf('\r\n\r\n');
  const unfolded = raw.slice(0, end).replaceAll(/\r\n[ \t]+/g, ' ');
  const headers = new Map(
    unfolded.split('\r\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim())] as const;
    }),
  );
  const body = raw.slice(end + 4);
  const isBase64 = headers.get('content-transfer-encoding') === 'base64';
  return { headers, text: isBase64 ? Buffer.from(body, 'base64').toString('utf8') : decodeQuoted(body) };
}

/** Encoded words of RFC 2047; blanks between two of them belong to neither. */
function decodeWords(text: string): string {
  return text.replaceAll(/\?=\s+=\?/g, '?==?').replaceAll(/(?:=\?utf-8\?[BQ]\?[^?]*\?=)+/gi, (words) => {
    const parts = [...words.matchAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi)].map(([, kind = '', coded = '']) =>
      kind.toUpperCase() === 'B' ? Buffer.from(coded, 'base64') : quotedBytes(coded.replaceAll('_', ' ')),
    );
    return Buffer.concat(parts).toString('utf8');
  });
}

function decodeQuoted(text: string): string {
  return quotedBytes(text.replaceAll('=\r\n', '')).toString('utf8').replaceAll('\r\n', '\n');
}

function quotedBytes(text: string): Buffer {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}
