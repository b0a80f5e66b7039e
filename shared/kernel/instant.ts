import * as v from 'valibot';
import type { Brand } from './brand.ts';

/** A moment in time: RFC 3339, UTC, millisecond precision (`2026-11-20T09:30:00.000Z`). Sorts as text. */
export type Instant = Brand<string, 'Instant'>;
/** A calendar date in Vietnam (`2026-11-20`). Sorts as text. */
export type LocalDate = Brand<string, 'LocalDate'>;
/** A wall-clock time of day in Vietnam, 24 h (`07:30`). Sorts as text. */
export type LocalTime = Brand<string, 'LocalTime'>;

export const MS_PER_MINUTE = 60_000;
export const MS_PER_DAY = 86_400_000;
/** Vietnam has kept UTC+07:00 without daylight saving since 1975. */
export const VIETNAM_OFFSET_MS = 7 * 60 * MS_PER_MINUTE;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export const instantSchema = v.pipe(
  v.string(),
  v.regex(INSTANT),
  v.check((text) => !Number.isNaN(Date.parse(text))),
) as unknown as v.GenericSchema<string, Instant>;

export const localDateSchema = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}$/),
  v.check((text) => isRealDate(text)),
) as unknown as v.GenericSchema<string, LocalDate>;

export const localTimeSchema = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/)) as unknown as v.GenericSchema<
  string,
  LocalTime
>;

function isRealDate(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** @param epochMs milliseconds since 1970-01-01T00:00Z */
export function instantFromEpochMs(epochMs: number): Instant {
  return new Date(epochMs).toISOString() as Instant;
}

/** @returns milliseconds since 1970-01-01T00:00Z */
export function toEpochMs(instant: Instant): number {
  return Date.parse(instant);
}

/** The calendar date on Vietnam's clocks at `instant`. */
export function toLocalDate(instant: Instant): LocalDate {
  return localIso(instant).slice(0, 10) as LocalDate;
}

/** The time of day, to the minute, on Vietnam's clocks at `instant`. */
export function toLocalTime(instant: Instant): LocalTime {
  return localIso(instant).slice(11, 16) as LocalTime;
}

/** The instant at which Vietnam's clocks show `time` on `date`. */
export function instantOf(date: LocalDate, time: LocalTime): Instant {
  return instantFromEpochMs(Date.parse(`${date}T${time}:00.000Z`) - VIETNAM_OFFSET_MS);
}

/** @param days may be negative */
export function addDays(date: LocalDate, days: number): LocalDate {
  const ms = Date.parse(`${date}T00:00:00.000Z`) + days * MS_PER_DAY;
  return new Date(ms).toISOString().slice(0, 10) as LocalDate;
}

/** ISO weekday: Monday 1 … Sunday 7. */
export function isoWeekday(date: LocalDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const day = new Date(`${date}T00:00:00.000Z`).getUTCDay();
  return (day === 0 ? 7 : day) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

function localIso(instant: Instant): string {
  return new Date(toEpochMs(instant) + VIETNAM_OFFSET_MS).toISOString();
}
