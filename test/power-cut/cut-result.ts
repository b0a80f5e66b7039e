export interface CutOptions {
  readonly seed: number;
  readonly runs: number;
  readonly say: (line: string) => void;
}

export type CutTarget = 'electron' | 'browser' | 'gateway' | 'full-electron' | 'full-browser';

export interface CutResult {
  readonly runs: number;
  /** What had been acknowledged (client: shown on the screen) when power was cut. */
  readonly acknowledged: number;
  /** Cuts that took a file nobody had synced: each shows that it was a power cut and not merely a kill. */
  readonly controlsLost: number;
  readonly violations: readonly string[];
}
