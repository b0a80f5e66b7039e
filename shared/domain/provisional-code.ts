import type { StationId } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';

const PROVISIONAL_CODE = /^TAM-[0-9A-F]{8}-\d{6}-\d{4,}$/;

/** The last provisional number of a station and day; no counter ever comes near it. */
export const LAST_PROVISIONAL_NUMBER = 999_999;

/**
 * Mã tạm: `TAM-3F9A21C4-261120-0007`, the last resort when a station has no number of its own left. The station's part
 * keeps two stations apart (the gateway enrols no two stations with the same one), and the whole can never be read as an
 * official code. Final once printed, like the official one that the province adds later.
 * @throws RangeError when `runningNumber` is not a positive whole number.
 */
export function formatProvisionalCode(stationId: StationId, receivedOn: LocalDate, runningNumber: number): string {
  if (!Number.isSafeInteger(runningNumber) || runningNumber < 1) {
    throw new RangeError('provisional code: running number is not a positive integer');
  }
  const date = receivedOn.slice(2).replaceAll('-', '');
  return `TAM-${stationId.slice(0, 8).toUpperCase()}-${date}-${String(runningNumber).padStart(4, '0')}`;
}

export function isProvisionalCode(code: string): boolean {
  return PROVISIONAL_CODE.test(code);
}
