import type { EngineState, Presence } from './state.ts';

/**
 * What is told of the link. It is called down with its first failure. It is called up with the first answer, unless it
 * was lost soon after it had been called up again: then only after a steady while, so that a link that comes and goes does
 * not make the status flicker.
 */
export function presenceOf(state: EngineState, nowMs: number): Presence {
  const { presence, link, config } = state;
  if (link.failures > 0) {
    const isUnsteady = presence.isUp ? nowMs - presence.upSinceMs < config.flapWindowMs : presence.isUnsteady;
    return { ...presence, isUp: false, isUnsteady, failedAtMs: link.failedAtMs };
  }
  if (!state.hasContacted || presence.isUp) return presence;
  if (presence.isUnsteady && nowMs < presence.failedAtMs + config.steadyMs) return presence;
  // One loss is no coming and going, however young the app: only what was called up again can be lost again.
  const wasLost = Number.isFinite(presence.failedAtMs);
  return { ...presence, isUp: true, isUnsteady: false, upSinceMs: wasLost ? nowMs : presence.upSinceMs };
}

/** When a link that answers again will be called up, if nothing happens before; `null` when nothing is to come. */
export function steadyAtMs({ presence, link, config, hasContacted }: EngineState): number | null {
  if (!hasContacted || presence.isUp || !presence.isUnsteady || link.failures > 0) return null;
  return presence.failedAtMs + config.steadyMs;
}
