/** Tells that something long is no longer wanted. */
export interface StopSignal {
  readonly isStopped: boolean;
  /** Calls `listener` once, when it is stopped; the returned function forgets it. */
  onStop(listener: () => void): () => void;
}
