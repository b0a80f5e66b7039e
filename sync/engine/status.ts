import type { EngineStatus } from './messages.ts';
import { firstOf, sizeOf } from './sorted-map.ts';
import type { EngineState } from './state.ts';

export function statusOf(state: EngineState): EngineStatus {
  const { queue } = state;
  const waiting = sizeOf(queue.unparked);
  return {
    ...connectionOf(state),
    waiting,
    held: sizeOf(queue.rows) - waiting,
    oldestWaitingAt: firstOf(queue.unparked)?.value ?? null,
    inFlight: state.inFlight.reduce((sum, request) => sum + request.operationIds.length, 0),
  };
}

function connectionOf(state: EngineState): Pick<EngineStatus, 'connection' | 'cause'> {
  if (!state.isEnrolled) return { connection: 'notEnrolled', cause: null };
  if (!state.isLeader) return { connection: 'follower', cause: null };
  if (state.pause !== null) return { connection: 'paused', cause: state.pause.cause };
  if (state.link.failures > 0) return { connection: 'offline', cause: state.link.cause };
  if (!state.hasContacted) return { connection: 'offline', cause: 'notYetContacted' };
  if (!state.presence.isUp) return { connection: 'offline', cause: 'unsteady' };
  return { connection: 'online', cause: null };
}

export function isSameStatus(a: EngineStatus | null, b: EngineStatus): boolean {
  return (
    a !== null &&
    a.connection === b.connection &&
    a.cause === b.cause &&
    a.waiting === b.waiting &&
    a.held === b.held &&
    a.oldestWaitingAt === b.oldestWaitingAt &&
    a.inFlight === b.inFlight
  );
}
