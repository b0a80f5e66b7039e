import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { NoticeSender, OutgoingNotice, SendFailure } from './notice-sender.ts';

export interface HttpNoticeSettings {
  /** `https:`, or `http:` on this machine; see `isLoopback`. */
  readonly url: string;
  readonly token: string;
}

/** Well below `SENDING_LEASE_MS`. */
const SILENCE_MS = 60_000;

/**
 * SMS and Zalo through a service that the province sets up (contract: docs/notices.md). The notice's id goes with it as
 * the idempotency key, so the service can tell a repeat.
 */
export class HttpNoticeSender implements NoticeSender {
  readonly #settings: HttpNoticeSettings;

  constructor(settings: HttpNoticeSettings) {
    this.#settings = settings;
  }

  async send(notice: OutgoingNotice): Promise<Result<null, SendFailure>> {
    const { noticeId, channel, to, text } = notice;
    try {
      const status = await post(this.#settings, noticeId, JSON.stringify({ noticeId, channel, to, text }));
      return toResult(status);
    } catch {
      // Whatever the network did: the error's own words may quote what was sent.
      return err({ code: 'connectionFailed', isFinal: false });
    }
  }
}

/** Redirects are not followed: the words go where the province has said, and nowhere else. */
function post({ url, token }: HttpNoticeSettings, key: string, body: string): Promise<number> {
  const request = url.startsWith('https:') ? requestSecure : requestPlain;
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    authorization: `Bearer ${token}`,
    'idempotency-key': key,
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, timeout: SILENCE_MS, agent: false }, (answer) => {
      resolve(answer.statusCode ?? 0);
      // Only the status counts.
      answer.destroy();
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer')));
    sent.on('error', reject);
    sent.end(body);
  });
}

function toResult(status: number): Result<null, SendFailure> {
  // 409: the service has had this notice before.
  if ((status >= 200 && status < 300) || status === 409) return ok(null);
  if (status === 401 || status === 403) return err({ code: 'loginRefused', isFinal: false });
  if (status === 422) return err({ code: 'addressRefused', isFinal: true });
  if (status === 400 || status === 413) return err({ code: 'messageRefused', isFinal: true });
  return err({ code: 'tryLater', isFinal: false });
}
