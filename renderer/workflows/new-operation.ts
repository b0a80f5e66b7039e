import type { NewOperation } from '#renderer/data/changes.ts';
import { toCanonicalJson } from '#shared/kernel/canonical-json.ts';
import type { DossierId, OperationId } from '#shared/kernel/ids.ts';
import type { OperationKind } from '#sync/protocol/operation.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

/** Prepares an operation: its id and hash exist before the transaction, its running numbers are given inside it. */
export async function newOperation(
  deps: Pick<WorkflowDeps, 'ids' | 'hasher' | 'clock'>,
  parts: {
    readonly lineKey: string;
    readonly kind: OperationKind;
    readonly payload: unknown;
    readonly dossierId: DossierId | null;
    readonly dependsOn?: readonly OperationId[];
    /** Size on the wire when it is not the payload's own (blobs). */
    readonly sizeBytes?: number;
    /** Refused operations in whose place it stands, oldest first. */
    readonly replaces?: readonly OperationId[];
  },
): Promise<NewOperation> {
  const bytes = new TextEncoder().encode(toCanonicalJson(parts.payload));
  return {
    operationId: deps.ids.next<OperationId>(),
    lineKey: parts.lineKey,
    kind: parts.kind,
    payload: parts.payload,
    payloadHash: await deps.hasher.sha256(bytes),
    sizeBytes: parts.sizeBytes ?? bytes.byteLength,
    createdAt: deps.clock.now(),
    dependsOn: parts.dependsOn ?? [],
    dossierId: parts.dossierId,
    ...(parts.replaces === undefined ? {} : { replaces: parts.replaces }),
  };
}
