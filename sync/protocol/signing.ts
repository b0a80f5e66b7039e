import { toCanonicalJson } from '#shared/kernel/canonical-json.ts';
import type { Sha256 } from '#shared/kernel/ids.ts';
import type { Hasher } from '#shared/kernel/ports.ts';
import type { OperationHeader } from './operation.ts';

/** The header alone, field by field: what a row or a message carries besides never gets into what is signed. */
export function toOperationHeader(operation: OperationHeader): OperationHeader {
  const { operationId, stationId, stationSequence, lineKey, sequence, protocolVersion, kind } = operation;
  const { payloadHash, createdAt, dependsOn, replaces, previousHash } = operation;
  return {
    ...{ operationId, stationId, stationSequence, lineKey, sequence, protocolVersion, kind },
    ...{ payloadHash, createdAt, dependsOn, previousHash },
    ...(replaces === undefined ? {} : { replaces }),
  };
}

/**
 * The text a station signs and hashes: canonical JSON of the header as it was written. A protocol version that adds a
 * field to the header signs it from that version on.
 */
export function operationSigningText(operation: OperationHeader): string {
  return toCanonicalJson(toOperationHeader(operation));
}

/** What the next operation of the station names as `previousHash`. */
export function operationHash(hasher: Hasher, operation: OperationHeader): Promise<Sha256> {
  return hasher.sha256(new TextEncoder().encode(operationSigningText(operation)));
}
