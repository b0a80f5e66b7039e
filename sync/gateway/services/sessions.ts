import { webcrypto } from 'node:crypto';
import { instantFromEpochMs, MS_PER_DAY, toEpochMs } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { findSession, insertSession, removeStale, useNonce } from '#sync/gateway/store/sessions-store.ts';
import { findStation, type StationRow } from '#sync/gateway/store/stations-store.ts';
import type { SessionRequest, SessionResponse } from '#sync/protocol/messages.ts';
import { importVerifyKey } from './enrol-station.ts';
import type { GatewayProblem } from './problems.ts';
import { hashSecret, nextToken } from './secret-text.ts';
import type { ServiceDeps, StationIdentity } from './service-deps.ts';

const SESSION_LIFETIME_MS = MS_PER_DAY / 2;
/** Clocks at counters are wrong; a replay within the tolerance is stopped by its nonce. */
const CLOCK_TOLERANCE_MS = MS_PER_DAY;
/** A nonce is remembered for as long as its signed time could still be accepted, and then some. */
const NONCE_MEMORY_MS = 3 * CLOCK_TOLERANCE_MS;

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
  return deps.database.transaction(async (tx) => {
    if (!(await useNonce(tx, request.stationId, request.nonce, now))) return err({ code: 'sessionReplayed' });
    await removeStale(tx, now, instantFromEpochMs(nowMs - NONCE_MEMORY_MS));
    await insertSession(tx, {
      tokenHash: hashSecret(token),
      stationId: request.stationId,
      openedAt: now,
      expiresAt,
    });
    return ok({ token, expiresAt, serverNow: now });
  });
}

async function isSignedBy(station: StationRow, request: SessionRequest): Promise<boolean> {
  const signature = Buffer.from(request.signature, 'base64url');
  const signed = `qmc-session:${request.stationId}:${request.issuedAt}:${request.nonce}`;
  const key = await importVerifyKey(station.publicKey);
  return webcrypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, Buffer.from(signed, 'utf8'));
}
