import type { LocalTime } from '#shared/kernel/instant.ts';

/** A part of every day; when `to` is not after `from` it goes on over midnight. */
export interface UploadWindow {
  readonly from: LocalTime;
  readonly to: LocalTime;
}

/** When, and how fast, scans may go up. Dossiers and money are never held back by it. */
export interface UploadPolicy {
  /** Kilobits per second; `null` = as fast as the link. */
  readonly budgetKbps: number | null;
  /** Empty = at any time. */
  readonly windows: readonly UploadWindow[];
}
