import type { Answer, SendOutcome } from '#sync/engine/index.ts';
import type { OperationId, Sha256 } from '#shared/kernel/ids.ts';
import { toEpochMs } from '#shared/kernel/instant.ts';
import type { Clock } from '#shared/kernel/ports.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { BlobStore } from '#sync/ports/blob-store.ts';
import type { GatewayClient, GatewayFailure } from '#sync/ports/gateway-client.ts';
import type { OutboxStore } from '#sync/ports/outbox-store.ts';
import { lineOfBlob } from '#shared/kernel/line-keys.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { attentionReason } from './attention-texts.ts';
import type { StorageLane } from './storage-lane.ts';
import { toItemOutcome, toSendOutcome } from './to-outcome.ts';
import type { UploadPacer } from './upload-pacer.ts';

export interface SendDeps {
  readonly outbox: OutboxStore;
  readonly blobs: BlobStore;
  readonly gateway: GatewayClient;
  readonly clock: Clock;
  readonly lane: StorageLane;
  readonly pacer: UploadPacer;
  readonly observe: <Value>(answer: Result<Value, GatewayFailure>) => Result<Value, GatewayFailure>;
  readonly observeSkew: (skewMs: number) => void;
}

/** Thrown by this folder only, to tell a failing outbox from a defect. */
export class OutboxFailed extends Error {}

/** Outbox work in its turn; whatever it rejects with becomes `OutboxFailed`. */
export function inLane<Value>(lane: StorageLane, work: () => Promise<Value>): Promise<Value> {
  return lane.run(work).catch((cause: unknown) => {
    throw new OutboxFailed('outbox failed', { cause });
  });
}

export async function sendBatch(deps: SendDeps, ids: readonly OperationId[]): Promise<Answer> {
  const operations = await inLane(deps.lane, () => deps.outbox.readOperations(ids));
  const sentAtMs = toEpochMs(deps.clock.now());
  const answer = deps.observe(await deps.gateway.sendOperations(operations));
  if (!answer.ok) return { kind: 'whole', outcome: toSendOutcome(answer.error) };
  const halfWayMs = (sentAtMs + toEpochMs(deps.clock.now())) / 2;
  deps.observeSkew(Math.round(toEpochMs(answer.value.serverNow) - halfWayMs));
  const items = answer.value.outcomes.map((item) => ({ operationId: item.operationId, outcome: toItemOutcome(item) }));
  return { kind: 'items', items };
}

export async function uploadBlob(deps: SendDeps, id: OperationId): Promise<Answer> {
  const [operation] = await inLane(deps.lane, () => deps.outbox.readOperations([id]));
  const blob = operation === undefined ? undefined : blobOf(operation);
  return { kind: 'whole', outcome: blob === undefined ? held('malformedOperation') : await upload(deps, blob) };
}

interface NamedBlob {
  readonly hash: Sha256;
  readonly mediaType: string;
  readonly operation: Operation;
}

/** What `storeBlob` carries; the line key names the same hash. */
function blobOf(operation: Operation): NamedBlob | undefined {
  const { payload, lineKey } = operation;
  if (typeof payload !== 'object' || payload === null) return undefined;
  const { hash, mediaType } = payload as Partial<Record<string, unknown>>;
  if (typeof hash !== 'string' || typeof mediaType !== 'string' || lineKey !== lineOfBlob(hash)) return undefined;
  return { hash: hash as Sha256, mediaType, operation };
}

async function upload(deps: SendDeps, { hash, mediaType, operation }: NamedBlob): Promise<SendOutcome> {
  await deps.pacer.untilAllowed();
  const bytes = await deps.blobs.read(hash);
  if (bytes === undefined) return held('blobMissing');
  const options = deps.pacer.options();
  const answer = deps.observe(await deps.gateway.uploadBlob(hash, mediaType, bytes, operation, options));
  if (!answer.ok) return toSendOutcome(answer.error);
  if (answer.value.hash !== hash) return held('hashMismatch');
  await deps.blobs.markConfirmed(hash);
  return { kind: 'accepted' };
}

function held(code: string): SendOutcome {
  return { kind: 'needsAttention', reason: attentionReason(code) };
}
