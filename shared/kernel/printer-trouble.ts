/**
 * What somebody has to do something about at a printer. `off`: not reachable. `paused`, `refusing`: the queue was stopped,
 * or takes nothing. `tonerLow` alone keeps no paper back. The most severe first.
 */
export const PRINTER_TROUBLES = [
  ...(['off', 'paused', 'refusing', 'coverOpen', 'jam', 'outOfPaper', 'outOfToner', 'tonerLow'] as const),
] as const;
export type PrinterTrouble = (typeof PRINTER_TROUBLES)[number];
