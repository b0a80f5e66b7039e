/** What one dossier puts into the queue. */
export interface DossierPlan {
  readonly committedAtMs: number;
  readonly laterSteps: number;
  readonly hasPayment: boolean;
  readonly scans: number;
  readonly fate: 'fine' | 'refused' | 'scanDamagedOnce' | 'scanAlwaysDamaged';
}

/** Chances per request (cut, loseAnswer, duplicate) and per effect (crash), from 0 to 1. */
export interface Weather {
  readonly cut: number;
  readonly loseAnswer: number;
  readonly duplicate: number;
  readonly serverError: number;
  readonly crash: number;
  readonly outages: readonly { readonly fromMs: number; readonly lengthMs: number }[];
}

export interface WorldPlan {
  readonly seed: number;
  readonly dossiers: readonly DossierPlan[];
  readonly weather: Weather;
}
