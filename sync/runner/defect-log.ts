import type { Logger } from '#shared/kernel/ports.ts';

/** Logs what should not have happened, once per place and kind until that place works again. */
export interface DefectLog {
  report(place: string, error: unknown): void;
  clear(place: string): void;
}

export function createDefectLog(logger: Logger): DefectLog {
  const reported = new Map<string, string>();
  return {
    report(place, error) {
      // Only the error's class: its message may quote data.
      const name = error instanceof Error ? error.name : typeof error;
      if (reported.get(place) === name) return;
      reported.set(place, name);
      logger.error('sync.defect', { place, name });
    },
    clear(place) {
      reported.delete(place);
    },
  };
}
