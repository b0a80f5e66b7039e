import * as v from 'valibot';
import type { StationId } from '#shared/kernel/ids.ts';
import { toEpochMs } from '#shared/kernel/instant.ts';
import type { Clock, IdSource } from '#shared/kernel/ports.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { GatewayFailure } from '#sync/ports/gateway-client.ts';
import type { StationKey } from '#sync/ports/station-key.ts';
import { sessionResponseSchema } from '#sync/protocol/messages.ts';
import { exchange, notTheGateway, type ExchangeDeps } from './http-exchange.ts';

export interface SessionDeps extends ExchangeDeps {
  readonly stationKey: StationKey;
  readonly station: () => StationId | undefined;
  readonly clock: Clock;
  readonly ids: IdSource;
}

interface Session {
  readonly stationId: StationId;
  readonly token: string;
  /** Monotonic milliseconds after which a new one is opened first. */
  readonly renewAtMs: number;
}

/** A session is renewed this long before it runs out, or at half its life if that is shorter. */
const RENEW_EARLY_MS = 60_000;

/** Keeps the one session token, in memory only. Callers that need a new one at the same time share one renewal. */
export class SessionKeeper {
  private readonly deps: SessionDeps;
  private readonly timeoutMs: number;
  private session: Session | undefined;
  private opening: Promise<Result<Session, GatewayFailure>> | undefined;

  constructor(deps: SessionDeps, timeoutMs: number) {
    this.deps = deps;
    this.timeoutMs = timeoutMs;
  }

  /** @param refused a token the gateway has just refused: it is not handed out again */
  async token(refused?: string): Promise<Result<string, GatewayFailure>> {
    const stationId = this.deps.station();
    if (stationId === undefined) return err({ code: 'enrolmentInvalid' });
    if (this.session !== undefined && this.isUsable(this.session, stationId, refused)) return ok(this.session.token);
    this.opening ??= this.open(stationId).finally(() => {
      this.opening = undefined;
    });
    const opened = await this.opening;
    return opened.ok ? ok(opened.value.token) : opened;
  }

  private isUsable(session: Session, stationId: StationId, refused: string | undefined): boolean {
    if (session.token === refused || session.stationId !== stationId) return false;
    return this.deps.clock.monotonic() < session.renewAtMs;
  }

  private async open(stationId: StationId): Promise<Result<Session, GatewayFailure>> {
    const { clock, ids, stationKey } = this.deps;
    const issuedAt = clock.now();
    const nonce = ids.next<string>();
    const signature = await stationKey.sign(`qmc-session:${stationId}:${issuedAt}:${nonce}`);
    const json = { stationId, issuedAt, nonce, signature };
    const reply = await exchange(this.deps, {
      method: 'POST',
      path: '/v1/sessions',
      body: { json },
      timeoutMs: this.timeoutMs,
    });
    // Understood and refused without a code of its own: there is no session to be had now.
    if (!reply.ok) return reply.error.code === 'rejected' ? err({ code: 'sessionExpired' }) : reply;
    const parsed = v.safeParse(sessionResponseSchema, reply.value.body);
    if (!parsed.success) return notTheGateway(reply.value.status);
    // The machine's clock may be wrong, so the life of the session is measured between two readings of the server's.
    const lifeMs = toEpochMs(parsed.output.expiresAt) - toEpochMs(parsed.output.serverNow);
    const renewAtMs = clock.monotonic() + Math.max(lifeMs - RENEW_EARLY_MS, lifeMs / 2);
    this.session = { stationId, token: parsed.output.token, renewAtMs };
    return ok(this.session);
  }
}
