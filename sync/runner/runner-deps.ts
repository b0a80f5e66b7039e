import type { Clock, IdSource, Logger, Random, Scheduler } from '#shared/kernel/ports.ts';
import type { EngineConfig } from '#sync/engine/index.ts';
import type { BlobStore } from '#sync/ports/blob-store.ts';
import type { ChangeSink } from '#sync/ports/change-sink.ts';
import type { ChangeStream } from '#sync/ports/change-stream.ts';
import type { Connectivity } from '#sync/ports/connectivity.ts';
import type { GatewayClient } from '#sync/ports/gateway-client.ts';
import type { LeaderLock } from '#sync/ports/leader-lock.ts';
import type { OutboxStore } from '#sync/ports/outbox-store.ts';
import type { UploadPolicy } from '#sync/ports/upload-policy.ts';
import type { LeasePolicy } from './number-leases.ts';

export interface SyncRunnerDeps {
  readonly outbox: OutboxStore;
  readonly blobs: BlobStore;
  readonly sink: ChangeSink;
  readonly gateway: GatewayClient;
  /** Notices of changes while the link is up; without it changes come with the interval pull alone. */
  readonly changeStream?: ChangeStream;
  readonly connectivity: Connectivity;
  readonly leader: LeaderLock;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly ids: IdSource;
  readonly logger: Logger;
  /** Whether this station is enrolled; asked at start and after `enrolmentChanged`. */
  readonly isEnrolled: () => boolean;
  /** Asked before every part of an upload; default: at any time, as fast as the link. */
  readonly readUploadPolicy?: () => Promise<UploadPolicy>;
  readonly engine?: Partial<EngineConfig>;
  readonly leases?: Partial<LeasePolicy>;
  /** How often the leader looks at the whole queue for rows that another window has released; default 10 minutes. */
  readonly reviewIntervalMs?: number;
}
