import { putStation } from '#renderer/data/repositories/station-repository.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { Station } from '#shared/domain/office.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { GatewayClient } from '#sync/ports/gateway-client.ts';
import type { StationKey } from '#sync/ports/station-key.ts';

/** Enrols this machine as a station with a one-time code. */
export type Enrol = (enrolmentCode: string, stationName: string) => Promise<Result<null, AppError>>;

/** The same code and key may be sent again after a lost answer: the gateway gives the same station. */
export function createEnrol(deps: {
  readonly database: CounterDatabase;
  readonly gateway: GatewayClient;
  readonly stationKey: StationKey;
  onEnrolled(station: Station): void;
}): Enrol {
  return async (enrolmentCode, stationName) => {
    const answer = await deps.gateway.enrol({
      enrolmentCode: enrolmentCode.trim().toUpperCase(),
      stationName: stationName.trim(),
      publicKey: await deps.stationKey.publicKey(),
    });
    if (!answer.ok) {
      // A refused code is the officer's matter; everything else is the network's.
      return err({ code: answer.error.code === 'rejected' ? 'enrolmentFailed' : answer.error.code });
    }
    await putStation(deps.database, answer.value);
    deps.onEnrolled(answer.value);
    return ok(null);
  };
}
