import { addDays, instantOf, toLocalDate, toLocalTime, type Instant } from '#shared/kernel/instant.ts';
import type { UploadWindow } from '#sync/ports/upload-policy.ts';

/** When scans may go up next; `null` = now. */
export function nextOpening(windows: readonly UploadWindow[], now: Instant): Instant | null {
  const time = toLocalTime(now);
  if (windows.length === 0 || windows.some((window) => isInside(window, time))) return null;
  const today = toLocalDate(now);
  const openings = windows.map(({ from }) => instantOf(from > time ? today : addDays(today, 1), from));
  return openings.reduce((first, next) => (next < first ? next : first));
}

function isInside({ from, to }: UploadWindow, time: string): boolean {
  return from < to ? from <= time && time < to : from <= time || time < to;
}
