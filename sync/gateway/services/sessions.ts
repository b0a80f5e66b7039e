import { instantFromEpochMs, MS_PER_DAY, toEpochMs } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { findSession, insertSession, removeStale } from '#sync/gateway/store/sessions-store.ts';
import { findStation, type StationRow } from '#sync/gateway/store/stations-store.ts';
import type { SessionRequest, SessionResponse } from '#sync/protocol/messages.ts';
import type { GatewayProblem } from './problems.ts';
import { hashSecret, nextToken } from './secret-text.ts';
import type { ServiceDeps, StationIdentity } from './service-deps.ts';
import { isTextSignedBy } from './verify-operations.ts';

const SESSION_LIFETIME_MS = MS_PER_DAY / 2;
/** Clocks at counters are wrong; a replay within the tolerance is stopped by its nonce. */
const CLOCK_TOLERANCE_MS = MS_PER_DAY;
/** A nonce is remembered for as long as its signed time could still be accepted, and then some. */
const NONCE_MEMORY_MS = 3 * CLOCK_TOLERANCE_MS;
const SWEEP_INTERVAL_MS = 60_000;

/** Opens a session of twelve hours for a station that proves its key. */
export async function openSession(
  deps: ServiceDeps,
  request: SessionRequest,
): Promise<Result<SessionResponse, GatewayProblem>> {
  const station = await findStation(deps.database, request.stationId);
  if (station === undefined || !(await isSignedBy(station, request))) return err({ code: 'enrolmentInvalid' });
  if (station.isBlocked) return err({ code: 'stationBlocked' });
  const nowMs = toEpochMs(deps.clock.now());
  if (Math.abs(nowMs - toEpochMs(request.issuedAt)) > CLOCK_TOLERANCE_MS) return err({ code: 'clockOutOfRange' });
  return startSession(deps, request, nowMs);
}

/** Finds who is calling by the token of the session. */
export async function authenticate(
  deps: ServiceDeps,
  token: string | undefined,
): Promise<Result<StationIdentity, GatewayProblem>> {
  if (token === undefined) return err({ code: 'sessionExpired' });
  const session = await findSession(deps.database, hashSecret(token));
  if (session === undefined || session.expiresAt <= deps.clock.now()) return err({ code: 'sessionExpired' });
  if (session.isBlocked) return err({ code: 'stationBlocked' });
  const { stationId, agencyCode, publicKey } = session;
  return ok({ stationId, agencyCode, publicKey });
}

async function startSession(
  deps: ServiceDeps,
  request: SessionRequest,
  nowMs: number,
): Promise<Result<SessionResponse, GatewayProblem>> {
  const now = instantFromEpochMs(nowMs);
  const token = nextToken(deps.ids);
  const expiresAt = instantFromEpochMs(nowMs + SESSION_LIFETIME_MS);
  const { stationId, nonce } = request;
  const session = { tokenHash: hashSecret(token), stationId, nonce, openedAt: now, expiresAt };
  if (!(await insertSession(deps.database, session))) return err({ code: 'sessionReplayed' });
  await sweep(deps, nowMs);
  return ok({ token, expiresAt, serverNow: now });
}

/** When each database was last swept, by monotonic time. Only spares work: a sweep too many does no harm. */
const sweptAtMs = new WeakMap<ServiceDeps['database'], number>();

/** Removes what can no longer matter, now and then: not for every one of a thousand stations that come back at once. */
async function sweep({ database, clock }: ServiceDeps, nowMs: number): Promise<void> {
  const monotonicMs = clock.monotonic();
  const lastMs = sweptAtMs.get(database);
  if (lastMs !== undefined && monotonicMs - lastMs < SWEEP_INTERVAL_MS) return;
  sweptAtMs.set(database, monotonicMs);
  await removeStale(database, instantFromEpochMs(nowMs), instantFromEpochMs(nowMs - NONCE_MEMORY_MS));
}

function isSignedBy(station: StationRow, { stationId, issuedAt, nonce, signature }: SessionRequest): Promise<boolean> {
  return isTextSignedBy(station.publicKey, `qmc-session:${stationId}:${issuedAt}:${nonce}`, signature);
}
