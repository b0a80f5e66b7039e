import type { NumberBand } from './office.ts';

/**
 * How the order numbers of one agency and day are divided. 1…50 000 are leased in blocks; what lies above is cut into
 * bands, one for each station, which only that station may use when an outage outlasts its leases (ADR-0016). A number
 * may have more than four digits (TT 03/2025/TT-VPCP Đ13), so there are bands for any number of stations.
 */
export const LAST_LEASED_NUMBER = 50_000;

/** Numbers in the band of one station, for each day. */
export const BAND_WIDTH = 200;

/** A lease or a band number for a day further away than this is a wrong clock, not work. */
export const NUMBER_DAYS_AHEAD = 92;

/**
 * The band (dải số dự phòng) of the station that was given `bandNumber`, the same on every day.
 * @throws RangeError when `bandNumber` is not a positive whole number.
 */
export function bandOf(bandNumber: number): NumberBand {
  if (!Number.isSafeInteger(bandNumber) || bandNumber < 1) {
    throw new RangeError('number band: band number is not a positive integer');
  }
  const from = LAST_LEASED_NUMBER + 1 + (bandNumber - 1) * BAND_WIDTH;
  return { from, to: from + BAND_WIDTH - 1 };
}
