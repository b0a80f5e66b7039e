import type { OperationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { MAX_BATCH_BYTES } from '#sync/protocol/messages.ts';
import type { BackoffPolicy } from './backoff.ts';
import type { EngineStatus, LinkCause, PauseCause, PullKind, RowHead } from './messages.ts';
import type { SortedMap } from './sorted-map.ts';

export interface EngineConfig {
  readonly maxBatchOperations: number;
  readonly maxBatchBytes: number;
  readonly maxBatchesInFlight: number;
  readonly maxUploadsInFlight: number;
  /** Back-off of the link, of uploads, of kinds of pull. */
  readonly linkBackoff: BackoffPolicy;
  /** Back-off of one line whose items were answered "later". */
  readonly lineBackoff: BackoffPolicy;
  readonly probeIntervalMs: number;
  readonly storageRetryMs: number;
  readonly changesIntervalMs: number;
  readonly leasesIntervalMs: number;
  readonly catalogueIntervalMs: number;
  /** How long a kind of pull rests after it was refused. */
  readonly refusedPullMs: number;
  /** The link comes and goes when it is lost again within this time of being called up … */
  readonly flapWindowMs: number;
  /** … and is called up again only after so long without a failure. */
  readonly steadyMs: number;
  /** Hints bring an attempt forward at most this often. */
  readonly hintSpacingMs: number;
}

const MINUTE = 60_000;

export const DEFAULT_ENGINE_CONFIG: EngineConfig = {
  // What the gateway works on, what is on its way and what comes next: the link is never idle, and the last one is short.
  maxBatchOperations: 200,
  maxBatchBytes: MAX_BATCH_BYTES,
  maxBatchesInFlight: 3,
  // The second one fills the link while the first waits for an answer: most scans are small.
  maxUploadsInFlight: 2,
  linkBackoff: { baseMs: 1_000, capMs: MINUTE, serverCapMs: 15 * MINUTE },
  lineBackoff: { baseMs: 1_000, capMs: MINUTE, serverCapMs: 15 * MINUTE },
  probeIntervalMs: MINUTE,
  storageRetryMs: 10_000,
  changesIntervalMs: 30_000,
  leasesIntervalMs: 10 * MINUTE,
  catalogueIntervalMs: 60 * MINUTE,
  refusedPullMs: 5 * MINUTE,
  flapWindowMs: 30_000,
  steadyMs: 15_000,
  hintSpacingMs: 1_000,
};

/** One open row. */
export interface Row {
  readonly head: RowHead;
  readonly isParked: boolean;
  /** A blob that has already had its one clean re-upload. */
  readonly isSecondUpload: boolean;
}

/** Where a line stands in the indexes; exactly one entry, or none while it is in flight or blocked by a parked row. */
export interface Placement {
  readonly index: 'readyLines' | 'readyBlobs' | 'waitingLines' | 'dependents';
  readonly key: string;
}

/** Lines exist only while they have open rows. */
export interface Line {
  readonly failures: number;
  /** Monotonic milliseconds. */
  readonly waitUntilMs: number | null;
  readonly isInFlight: boolean;
  /** Its first row failed when it was sent alone: it is sent alone again. */
  readonly isSuspect: boolean;
  readonly placement: Placement | null;
}

/** The rows and their indexes. All maps are ordered by key; see queue.ts for the keys. */
export interface Queue {
  /** line, sequence, id → row */
  readonly rows: SortedMap<Row>;
  /** operation id → key in `rows` */
  readonly rowKeys: SortedMap<string>;
  /** station sequence of rows that are not parked → when they were created */
  readonly unparked: SortedMap<Instant>;
  readonly lines: SortedMap<Line>;
  /** suspects last, oldest station sequence → line */
  readonly readyLines: SortedMap<string>;
  /** failures, size → line of a blob */
  readonly readyBlobs: SortedMap<string>;
  /** due time → line */
  readonly waitingLines: SortedMap<string>;
  /** operation awaited, line → line */
  readonly dependents: SortedMap<string>;
  /** operation that is replaced → the open one in its place */
  readonly replacements: SortedMap<OperationId>;
}

export interface InFlight {
  readonly requestId: number;
  readonly kind: 'batch' | 'blob';
  readonly operationIds: readonly OperationId[];
}

/** Retry state of the link or of uploads. */
export interface Retry {
  readonly failures: number;
  /** Nothing is tried before this; `null` = now. Monotonic milliseconds. */
  readonly retryAtMs: number | null;
  /** The server asked for this delay: neither progress elsewhere nor the officer shortens it. */
  readonly isImposed: boolean;
  readonly cause: LinkCause;
  readonly failedAtMs: number;
}

export interface Pause {
  readonly cause: PauseCause;
  readonly probeAtMs: number;
  /** Only requests with this id or a later one can end the pause. */
  readonly firstProbeId: number;
}

export interface PullState {
  readonly dueAtMs: number;
  readonly failures: number;
}

/** `lost`: the last batch got no usable answer; `linkAnswers`: smaller requests got one since. */
export type BatchTrouble = 'none' | 'lost' | 'linkAnswers';

/** Whether the link is called up: what screens are told, which changes less often than the link itself. */
export interface Presence {
  readonly isUp: boolean;
  readonly upSinceMs: number;
  /** It was lost soon after it had been called up. */
  readonly isUnsteady: boolean;
  /** The last failure of the link. */
  readonly failedAtMs: number;
}

export interface EngineState {
  readonly config: EngineConfig;
  readonly isLeader: boolean;
  readonly isEnrolled: boolean;
  /** `stale`: what is in memory must not be trusted; `loading`: asked for; `loaded`: mirrors the store. */
  readonly queueState: 'stale' | 'loading' | 'loaded';
  readonly queue: Queue;
  readonly inFlight: readonly InFlight[];
  readonly nextRequestId: number;
  /** Grows with success, shrinks when batches seem to be too much. */
  readonly batchLimit: number;
  readonly batchTrouble: BatchTrouble;
  /** Single operations refused as a whole call since the last acceptance. */
  readonly rejectedInARow: number;
  readonly hasContacted: boolean;
  readonly link: Retry;
  readonly uploads: Retry;
  readonly pause: Pause | null;
  readonly pulls: Readonly<Record<PullKind, PullState>>;
  /** Something new was announced after the last fetch of changes had begun. */
  readonly hasChangesHint: boolean;
  readonly pullInFlight: { readonly requestId: number; readonly what: PullKind } | null;
  readonly wakeAtMs: number | null;
  readonly status: EngineStatus | null;
  readonly presence: Presence;
}

export const EMPTY_QUEUE: Queue = {
  rows: null,
  rowKeys: null,
  unparked: null,
  lines: null,
  readyLines: null,
  readyBlobs: null,
  waitingLines: null,
  dependents: null,
  replacements: null,
};

export const NO_FAILURE: Retry = {
  failures: 0,
  retryAtMs: null,
  isImposed: false,
  cause: 'notYetContacted',
  failedAtMs: Number.NEGATIVE_INFINITY,
};

/** A follower that knows nothing yet. */
export function createEngineState(config: EngineConfig, isEnrolled: boolean): EngineState {
  const due: PullState = { dueAtMs: Number.NEGATIVE_INFINITY, failures: 0 };
  return {
    config,
    isLeader: false,
    isEnrolled,
    queueState: 'stale',
    queue: EMPTY_QUEUE,
    inFlight: [],
    nextRequestId: 1,
    batchLimit: config.maxBatchOperations,
    batchTrouble: 'none',
    rejectedInARow: 0,
    hasContacted: false,
    link: NO_FAILURE,
    uploads: NO_FAILURE,
    pause: null,
    pulls: { catalogue: due, leases: due, changes: due },
    hasChangesHint: false,
    pullInFlight: null,
    wakeAtMs: null,
    status: null,
    presence: {
      isUp: false,
      upSinceMs: Number.NEGATIVE_INFINITY,
      isUnsteady: false,
      failedAtMs: Number.NEGATIVE_INFINITY,
    },
  };
}
