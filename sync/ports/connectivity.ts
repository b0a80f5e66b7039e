/** The operating system's opinion of the network: a hint to try sooner, never the truth. */
export interface Connectivity {
  /** Fires when the hint changes; the returned function stops it. */
  onHint(listener: (isLikelyOnline: boolean) => void): () => void;
}
