import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { PROTOCOL_VERSION, type Operation } from './operation.ts';

/**
 * Raises an operation by exactly one protocol version. Must not touch the header: hashes and signature are those of the
 * operation as it was written.
 */
export type Upcaster = (operation: Operation) => Operation;

/** From which version on → how. Version 1 is the first, so nothing is older yet. */
const UPCASTERS: ReadonlyMap<number, Upcaster> = new Map();

export type UnsupportedProtocol = AppError<'unsupportedProtocol', { readonly protocolVersion: number }>;

/**
 * The operation in the version this build speaks, for reading its payload. What was handed in is left as it is: it is what
 * is stored, sent and verified.
 * @returns `unsupportedProtocol` for a row that a newer build has written
 */
export function upcastOperation(
  operation: Operation,
  upcasters: ReadonlyMap<number, Upcaster> = UPCASTERS,
  target: number = PROTOCOL_VERSION,
): Result<Operation, UnsupportedProtocol> {
  let current = operation;
  while (current.protocolVersion < target) {
    const { protocolVersion } = current;
    const upcast = upcasters.get(protocolVersion);
    if (upcast === undefined) return unsupported(protocolVersion);
    current = { ...upcast(current), protocolVersion: protocolVersion + 1 };
  }
  return current.protocolVersion === target ? ok(current) : unsupported(current.protocolVersion);
}

function unsupported(protocolVersion: number): Result<Operation, UnsupportedProtocol> {
  return err({ code: 'unsupportedProtocol', details: { protocolVersion } });
}
