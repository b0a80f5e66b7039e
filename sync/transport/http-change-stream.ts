import * as v from 'valibot';
import type { Cancel } from '#shared/kernel/ports.ts';
import type { ChangeListener } from '#sync/ports/change-stream.ts';
import type { GatewayFailure } from '#sync/ports/gateway-client.ts';
import { changeNoticeSchema } from '#sync/protocol/messages.ts';
import { EventReader } from './event-stream.ts';
import { readFailure, type ExchangeDeps } from './http-exchange.ts';

/** The gateway sends a heartbeat every 15 seconds; after so long without a byte the stream is taken to be dead. */
const SILENCE_MS = 45_000;

/** One stream of notices over `fetch`; EventSource cannot send our session. Every path ends in one `ended`. */
export class HttpChangeStream {
  private readonly deps: ExchangeDeps;
  private readonly listener: ChangeListener;
  private readonly controller = new AbortController();
  private isOver = false;
  private cancelWatchdog: Cancel = () => undefined;

  constructor(deps: ExchangeDeps, listener: ChangeListener) {
    this.deps = deps;
    this.listener = listener;
  }

  close(): void {
    this.isOver = true;
    this.cancelWatchdog();
    this.controller.abort();
  }

  /** Never throws. */
  async run(cursor: number, token: string): Promise<void> {
    try {
      this.feedWatchdog();
      const response = await this.deps.fetch(`${this.deps.baseUrl}/v1/changes/stream?cursor=${cursor}`, {
        method: 'GET',
        headers: { accept: 'text/event-stream, application/problem+json', authorization: `Bearer ${token}` },
        redirect: 'manual',
        cache: 'no-store',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        signal: this.controller.signal,
      });
      this.end(await this.follow(response));
    } catch {
      // No connection, a stream that was cut, or the watchdog's abort.
      this.end({ code: 'unreachable' });
    }
  }

  end(failure: GatewayFailure): void {
    if (this.isOver) return;
    this.close();
    this.listener.ended(failure);
  }

  private async follow(response: Response): Promise<GatewayFailure> {
    const isStream = (response.headers.get('content-type') ?? '').startsWith('text/event-stream');
    if (response.status !== 200 || !isStream) return readFailure(this.deps, response);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (reader === undefined) return { code: 'notTheGateway', details: { status: 200 } };
    const events = new EventReader();
    if (!this.isOver) this.listener.opened();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { code: 'unreachable' };
      this.feedWatchdog();
      for (const { event, data } of events.read(value)) if (event === 'change') this.tell(data);
    }
  }

  private tell(data: string): void {
    const notice = v.safeParse(changeNoticeSchema, parseJson(data));
    if (notice.success && !this.isOver) this.listener.changed(notice.output.changeNumber);
  }

  private feedWatchdog(): void {
    this.cancelWatchdog();
    if (this.isOver) return;
    this.cancelWatchdog = this.deps.scheduler.after(SILENCE_MS, () => {
      this.end({ code: 'timedOut' });
    });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
