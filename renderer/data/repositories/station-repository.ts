import { stationSchema, type Station } from '#shared/domain/office.ts';
import { fromRow } from '#renderer/data/row-codec.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';

const STATION = 'station';
const STATION_KEY = 'stationKey';

/** The enrolled station, or `undefined` before enrolment. */
export async function findStation(database: CounterDatabase): Promise<Station | undefined> {
  const row = await database.settings.get(STATION);
  if (row === undefined) return undefined;
  const parsed = fromRow(stationSchema, row.value);
  return parsed.ok ? parsed.value : undefined;
}

export async function putStation(database: CounterDatabase, station: Station): Promise<void> {
  await database.settings.put({ key: STATION, value: station });
}

/** The station's key pair; its private half is not extractable and never leaves the store. */
export async function findStationKeyPair(database: CounterDatabase): Promise<CryptoKeyPair | undefined> {
  const row = await database.settings.get(STATION_KEY);
  return row?.value as CryptoKeyPair | undefined;
}

/** Keeps the first pair: a second window that was as fast gets the first one's. */
export async function addStationKeyPair(database: CounterDatabase, pair: CryptoKeyPair): Promise<CryptoKeyPair> {
  return database.transaction('rw', database.settings, async () => {
    const known = await database.settings.get(STATION_KEY);
    if (known !== undefined) return known.value as CryptoKeyPair;
    await database.settings.put({ key: STATION_KEY, value: pair });
    return pair;
  });
}
