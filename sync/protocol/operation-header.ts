import * as v from 'valibot';
import { fromBase64Url, toBase64Url } from '#shared/kernel/base64url.ts';
import { signedHeaderSchema, type SignedHeader } from './operation.ts';
import { toOperationHeader } from './signing.ts';

/** The most characters an encoded header may have. */
export const MAX_OPERATION_HEADER_CHARS = 2_048;

/** The signed header as base64url of its JSON: the `operation` in the metadata of an upload. */
export function encodeOperationHeader(operation: SignedHeader): string {
  const header: SignedHeader = { ...toOperationHeader(operation), signature: operation.signature };
  return toBase64Url(new TextEncoder().encode(JSON.stringify(header)));
}

/** @returns undefined when it is anything else than what `encodeOperationHeader` makes */
export function decodeOperationHeader(text: string): SignedHeader | undefined {
  if (text.length > MAX_OPERATION_HEADER_CHARS) return undefined;
  const bytes = fromBase64Url(text);
  const parsed = v.safeParse(signedHeaderSchema, bytes === undefined ? undefined : readJson(bytes));
  return parsed.success ? parsed.output : undefined;
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Not JSON, or not UTF-8: the schema says no to undefined.
    return undefined;
  }
}
