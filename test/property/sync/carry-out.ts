import type { OperationId } from '#shared/kernel/ids.ts';
import type { EngineEffect, PullKind } from '#sync/engine/index.ts';

/** What a played station can do for the engine. */
export interface EffectHands {
  loadQueue(): void;
  /** Looks whether this batch may be sent now. */
  judgeBatch(ids: readonly OperationId[]): void;
  send(requestId: number, ids: readonly OperationId[]): void;
  acknowledge(id: OperationId): void;
  park(id: OperationId): void;
  pull(requestId: number, what: PullKind): void;
  setTimer(atMs: number | null): void;
}

/** Hands one effect to those hands; attempts and statuses are nobody's business here. */
export function carryOut(effect: EngineEffect, hands: EffectHands): void {
  switch (effect.type) {
    case 'loadQueue':
      hands.loadQueue();
      break;
    case 'sendBatch':
      hands.judgeBatch(effect.operationIds);
      hands.send(effect.requestId, effect.operationIds);
      break;
    case 'uploadBlob':
      hands.send(effect.requestId, [effect.operationId]);
      break;
    case 'acknowledge':
      for (const id of effect.operationIds) hands.acknowledge(id);
      break;
    case 'park':
      hands.park(effect.operationId);
      break;
    case 'pull':
      hands.pull(effect.requestId, effect.what);
      break;
    case 'wakeAt':
      hands.setTimer(effect.atMs);
      break;
    case 'recordAttempt':
    case 'announceStatus':
      break;
  }
}
