import type { OperationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { OperationKind } from '#sync/protocol/operation.ts';

/** What the engine knows about a row of the outbox: everything but its payload. */
export interface RowHead {
  readonly operationId: OperationId;
  readonly stationSequence: number;
  readonly lineKey: string;
  readonly sequence: number;
  readonly kind: OperationKind;
  readonly dependsOn: readonly OperationId[];
  readonly createdAt: Instant;
  readonly sizeBytes: number;
  readonly state: 'queued' | 'parked';
  /** Refused rows in whose place of the line it stands; they are not open any more. */
  readonly replaces?: readonly OperationId[];
}

/** Why the link is taken to be down. */
export type LinkCause = 'notYetContacted' | 'unreachable' | 'timedOut' | 'serverError' | 'busy' | 'notTheGateway';

/** Why nothing at all is sent; each has a text for the officer. */
export type PauseCause =
  | 'sessionExpired'
  | 'stationBlocked'
  | 'protocolTooOld'
  | 'enrolmentInvalid'
  /** The gateway is there but refuses this kind of call itself (403, 404, 405 …): a matter for whoever set it up. */
  | 'gatewayRefused'
  | 'storageFailed';

/** Why one row waits for a person. `detail` is Vietnamese and names no person. */
export interface AttentionReason {
  readonly code: string;
  readonly detail: string;
}

export interface RetryLater {
  readonly kind: 'retryLater';
  readonly cause: LinkCause;
  /** Delay asked for by the server. */
  readonly afterMs?: number;
  /** The request itself may be what fails (time-out, 500): send less at once. */
  readonly mayBeTooMuch?: boolean;
}

/** What became of something sent: a closed union, switched over exhaustively. */
export type SendOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'alreadyAccepted' }
  | RetryLater
  | { readonly kind: 'pauseAll'; readonly cause: PauseCause }
  | { readonly kind: 'needsAttention'; readonly reason: AttentionReason };

export type ItemAnswer = { readonly operationId: string; readonly outcome: SendOutcome };

/** An answer to a batch or an upload: item by item, or one outcome for the whole request. */
export type Answer =
  | { readonly kind: 'items'; readonly items: readonly ItemAnswer[] }
  | { readonly kind: 'whole'; readonly outcome: SendOutcome };

export type PullKind = 'catalogue' | 'leases' | 'changes';

export type PullOutcome =
  /** `hasContacted` is false when nothing had to be asked. */
  | {
      readonly kind: 'done';
      readonly hasContacted: boolean;
      readonly hasMore: boolean;
      readonly isCatalogueStale: boolean;
    }
  /** Understood and refused, or an answer that makes no sense: try this kind again much later. */
  | { readonly kind: 'refused' }
  | RetryLater
  | { readonly kind: 'pauseAll'; readonly cause: PauseCause };

/** `random` is uniform in [0, 1) and only jitters delays. */
export type EngineEvent =
  | { readonly type: 'appStarted'; readonly heads: readonly RowHead[] }
  | { readonly type: 'rowsCommitted'; readonly heads: readonly RowHead[] }
  /** The whole queue as storage has it now, no write of ours in between. */
  | { readonly type: 'queueReviewed'; readonly heads: readonly RowHead[] }
  | { readonly type: 'rowReleased'; readonly operationId: OperationId }
  | { readonly type: 'answerReceived'; readonly requestId: number; readonly answer: Answer; readonly random: number }
  | {
      readonly type: 'pullFinished';
      readonly requestId: number;
      readonly outcome: PullOutcome;
      readonly random: number;
    }
  | { readonly type: 'storageFailed'; readonly random: number }
  | { readonly type: 'timerFired' }
  | { readonly type: 'connectivityHint'; readonly isLikelyOnline: boolean }
  | { readonly type: 'sessionChanged'; readonly isEnrolled: boolean }
  | { readonly type: 'leadershipChanged'; readonly isLeader: boolean }
  /** The province has something new. */
  | { readonly type: 'changesHinted' }
  | { readonly type: 'wakeRequested' };

export type EngineEffect =
  /** Read the whole queue and answer with `appStarted` (or `storageFailed`). */
  | { readonly type: 'loadQueue' }
  | { readonly type: 'sendBatch'; readonly requestId: number; readonly operationIds: readonly OperationId[] }
  | { readonly type: 'uploadBlob'; readonly requestId: number; readonly operationId: OperationId }
  | { readonly type: 'recordAttempt'; readonly operationIds: readonly OperationId[] }
  | { readonly type: 'acknowledge'; readonly operationIds: readonly OperationId[] }
  | { readonly type: 'park'; readonly operationId: OperationId; readonly reason: AttentionReason }
  | { readonly type: 'pull'; readonly requestId: number; readonly what: PullKind }
  /** One timer: a new `wakeAt` replaces the old one; `null` cancels it. Milliseconds on the monotonic clock. */
  | { readonly type: 'wakeAt'; readonly atMs: number | null }
  | { readonly type: 'announceStatus'; readonly status: EngineStatus };

/** The engine's part of the status. */
export interface EngineStatus {
  readonly connection: 'online' | 'offline' | 'paused' | 'notEnrolled' | 'follower';
  /** `unsteady`: the link comes and goes; what can be sent is sent. */
  readonly cause: LinkCause | PauseCause | 'unsteady' | null;
  /** Rows still to be accepted, parked ones not counted. */
  readonly waiting: number;
  /** Parked rows. */
  readonly held: number;
  readonly oldestWaitingAt: Instant | null;
  /** Operations and uploads under way. */
  readonly inFlight: number;
}
