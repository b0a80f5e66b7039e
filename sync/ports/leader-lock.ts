/** Elects one window or tab of this origin to run the sync loop. */
export interface LeaderLock {
  /**
   * Calls `onGained` once this window leads, and `onLost` if leadership is taken away. The returned function
   * gives the lock back (or stops waiting for it).
   */
  contend(onGained: () => void, onLost: () => void): () => void;
}
