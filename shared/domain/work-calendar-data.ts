import * as v from 'valibot';
import { localDateSchema, localTimeSchema, type LocalTime } from '#shared/kernel/instant.ts';

const text = v.pipe(v.string(), v.nonEmpty());

/** One stretch of office hours, e.g. 07:30–11:30. `from` < `to`. */
export const workSessionSchema = v.object({ from: localTimeSchema, to: localTimeSchema });
export interface WorkSession {
  readonly from: LocalTime;
  readonly to: LocalTime;
}

function areInOrder(sessions: readonly WorkSession[]): boolean {
  return sessions.every(({ from, to }, index) => from < to && (sessions[index - 1]?.to ?? '') <= from);
}

const sessionsSchema: v.GenericSchema<v.InferInput<typeof workSessionSchema>[], WorkSession[]> = v.pipe(
  v.array(workSessionSchema),
  v.minLength(1),
  v.check((sessions) => areInOrder(sessions)),
);

/**
 * Office hours, days off and swap days (làm bù) of a province: dated data, never a constant in code.
 * `isConfirmed` false = announced but not yet gazetted, or computed.
 */
export const workCalendarDataSchema = v.object({
  calendarVersion: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Sessions of a normal working day, ascending, not overlapping. */
  sessions: sessionsSchema,
  /** ISO weekdays with office hours (Monday 1 … Sunday 7). */
  workingWeekdays: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))), v.minLength(1)),
  holidays: v.array(v.object({ on: localDateSchema, name: text, source: text, isConfirmed: v.boolean() })),
  /** Days that are worked although weekday or holiday says otherwise. */
  swapDays: v.array(v.object({ on: localDateSchema, name: text, source: text, isConfirmed: v.boolean() })),
  /** Online filing after this hour counts from the next working day (002:9.1); `null` = end of office hours (000:8.1a). */
  onlineCutOff: v.nullable(localTimeSchema),
});
export type WorkCalendarData = v.InferOutput<typeof workCalendarDataSchema>;
