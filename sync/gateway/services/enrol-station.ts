import { webcrypto } from 'node:crypto';
import type { StationId } from '#shared/kernel/ids.ts';
import { instantFromEpochMs, MS_PER_DAY, toEpochMs } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Transaction } from '#sync/gateway/store/database.ts';
import {
  findEnrolmentCodeForUpdate,
  findStation,
  insertEnrolmentCode,
  insertStation,
  markEnrolmentCodeUsed,
  type PublicKeyRow,
  type StationRow,
} from '#sync/gateway/store/stations-store.ts';
import { tellNewStation } from '#sync/gateway/store/province-store.ts';
import type { EnrolRequest, EnrolResponse } from '#sync/protocol/messages.ts';
import type { GatewayProblem } from './problems.ts';
import { hashSecret, nextEnrolmentCode, normaliseEnrolmentCode } from './secret-text.ts';
import type { ServiceDeps } from './service-deps.ts';

const CODE_LIFETIME_MS = 7 * MS_PER_DAY;

/** A fresh one-time code for one station of the agency; valid for seven days. */
export async function createEnrolmentCode(deps: ServiceDeps, agencyCode: string): Promise<string> {
  const code = nextEnrolmentCode(deps.ids);
  const createdAt = deps.clock.now();
  await insertEnrolmentCode(deps.database, {
    codeHash: hashSecret(normaliseEnrolmentCode(code)),
    agencyCode,
    createdAt,
    expiresAt: instantFromEpochMs(toEpochMs(createdAt) + CODE_LIFETIME_MS),
  });
  return code;
}

/**
 * Enrols a station. A code makes one station: asked again with the same key (the answer was lost) it gives the same
 * answer; with another key it is refused.
 */
export async function enrolStation(
  deps: ServiceDeps,
  request: EnrolRequest,
): Promise<Result<EnrolResponse, GatewayProblem>> {
  if (!(await isPointOnCurve(request.publicKey))) return err({ code: 'malformedBody' });
  return deps.database.transaction(async (tx) => {
    const codeHash = hashSecret(normaliseEnrolmentCode(request.enrolmentCode));
    const code = await findEnrolmentCodeForUpdate(tx, codeHash);
    if (code === undefined) return err({ code: 'enrolmentCodeUnknown' });
    if (code.stationId !== null) return answerAgain(await findStation(tx, code.stationId), request);
    if (code.expiresAt <= deps.clock.now()) return err({ code: 'enrolmentCodeUnknown' });
    return ok(await createStation(deps, tx, codeHash, code.agencyCode, request));
  });
}

async function createStation(
  deps: ServiceDeps,
  tx: Transaction,
  codeHash: string,
  agencyCode: string,
  request: EnrolRequest,
): Promise<EnrolResponse> {
  const stationId = deps.ids.next<StationId>();
  const { stationName, publicKey } = request;
  await insertStation(tx, { stationId, stationName, agencyCode, publicKey, enrolledAt: deps.clock.now() });
  await markEnrolmentCodeUsed(tx, codeHash, stationId);
  await tellNewStation(tx, stationId, agencyCode, deps.clock.now());
  return { stationId, stationName, agencyCode };
}

function answerAgain(station: StationRow | undefined, request: EnrolRequest): Result<EnrolResponse, GatewayProblem> {
  if (station === undefined || !isSameKey(station.publicKey, request.publicKey)) {
    return err({ code: 'enrolmentCodeUsed' });
  }
  if (station.isBlocked) return err({ code: 'stationBlocked' });
  return ok({ stationId: station.stationId, stationName: station.stationName, agencyCode: station.agencyCode });
}

function isSameKey(a: PublicKeyRow, b: PublicKeyRow): boolean {
  return a.x === b.x && a.y === b.y;
}

async function isPointOnCurve(key: PublicKeyRow): Promise<boolean> {
  return importVerifyKey(key).then(
    () => true,
    () => false,
  );
}

/** @throws when the numbers are not a point of P-256 */
async function importVerifyKey(key: PublicKeyRow): Promise<webcrypto.CryptoKey> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const { kty, crv, x, y } = key;
  return webcrypto.subtle.importKey('jwk', { kty, crv, x, y }, algorithm, false, ['verify']);
}
