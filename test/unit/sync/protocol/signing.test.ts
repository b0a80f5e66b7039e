import { createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWebStationKey } from '#renderer/platform/web-station-key.ts';
import { webHasher } from '#renderer/platform/web-hasher.ts';
import { fromBase64Url, toBase64Url } from '#shared/kernel/base64url.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { OperationId, Sha256, StationId } from '#shared/kernel/ids.ts';
import type { StationKey } from '#sync/ports/station-key.ts';
import {
  decodeOperationHeader,
  encodeOperationHeader,
  MAX_OPERATION_HEADER_CHARS,
  operationHash,
  operationSigningText,
  type Operation,
  type SignedHeader,
} from '#sync/protocol/index.ts';
import { hashOf, sampleKey } from '#test/support/test-keys.ts';

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const hash = (digit: string): Sha256 => digit.repeat(64) as Sha256;

const OPERATION: Operation = sampleKey.seal({
  operationId: id(1) as OperationId,
  stationId: id(2) as StationId,
  stationSequence: 7,
  lineKey: `dossier:${id(3)}`,
  sequence: 1,
  protocolVersion: 1,
  kind: 'acceptDossier' as const,
  payload: { applicant: 'Lò Thị Mẫu' },
  payloadHash: hash('a'),
  createdAt: '2026-11-20T01:00:00.000Z' as Instant,
  dependsOn: [id(4) as OperationId],
  previousHash: hash('b'),
});

async function isVerified(operation: SignedHeader, key: StationKey = sampleKey): Promise<boolean> {
  const publicKey = createPublicKey({ key: { ...(await key.publicKey()) }, format: 'jwk' });
  const text = Buffer.from(operationSigningText(operation), 'utf8');
  const signature = Buffer.from(operation.signature, 'base64url');
  return verify('sha256', text, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature);
}

describe('the text that is signed', () => {
  it('[SG1] is the canonical header: every field but the payload and the signature', () => {
    expect(operationSigningText(OPERATION)).toBe(
      `{"createdAt":"2026-11-20T01:00:00.000Z","dependsOn":["${id(4)}"],"kind":"acceptDossier",` +
        `"lineKey":"dossier:${id(3)}","operationId":"${id(1)}","payloadHash":"${hash('a')}",` +
        `"previousHash":"${hash('b')}","protocolVersion":1,"sequence":1,"stationId":"${id(2)}","stationSequence":7}`,
    );
  });

  it('[SG1] does not depend on the order of fields, nor on what a row or a message carries besides', () => {
    const row = { state: 'queued', attempts: 3, ...Object.fromEntries(Object.entries(OPERATION).reverse()) };
    expect(operationSigningText(row as unknown as Operation)).toBe(operationSigningText(OPERATION));
  });

  it('[SG1] gives the hash that the next operation names, the same on both ends', async () => {
    expect(await operationHash(webHasher, OPERATION)).toBe(hashOf(OPERATION));
    expect(hashOf({ ...OPERATION, previousHash: null })).not.toBe(hashOf(OPERATION));
  });
});

describe('a signature', () => {
  it('[SG1] made by the key of a window verifies at the gateway’s end', async () => {
    const key = createWebStationKey({ find: () => Promise.resolve(undefined), add: (pair) => Promise.resolve(pair) });
    const signed = { ...OPERATION, signature: await key.sign(operationSigningText(OPERATION)) };
    expect(signed.signature).toMatch(/^[A-Za-z0-9_-]{86}$/);
    expect(await isVerified(signed, key)).toBe(true);
    expect(await isVerified(signed)).toBe(false);
  });

  it.each<[string, Partial<Operation>]>([
    ['operationId', { operationId: id(9) as OperationId }],
    ['stationId', { stationId: id(9) as StationId }],
    ['stationSequence', { stationSequence: 8 }],
    ['lineKey', { lineKey: `dossier:${id(9)}` }],
    ['sequence', { sequence: 2 }],
    ['protocolVersion', { protocolVersion: 2 }],
    ['kind', { kind: 'refuseDossier' }],
    ['payloadHash', { payloadHash: hash('c') }],
    ['createdAt', { createdAt: '2026-11-20T01:00:00.001Z' as Instant }],
    ['dependsOn', { dependsOn: [] }],
    ['previousHash', { previousHash: null }],
    ['signature', { signature: `A${OPERATION.signature.slice(1)}` }],
  ])('[SG1] no longer holds when %s is another', async (_field, change) => {
    expect(await isVerified(OPERATION)).toBe(true);
    expect(await isVerified({ ...OPERATION, ...change })).toBe(false);
  });
});

describe('a header beside an upload', () => {
  it('[SG8] comes back whole, without the payload, and is short', async () => {
    const text = encodeOperationHeader(OPERATION);
    expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(text.length).toBeLessThan(MAX_OPERATION_HEADER_CHARS / 2);
    const { payload: _payload, ...header } = OPERATION;
    expect(decodeOperationHeader(text)).toEqual(header);
    expect(await isVerified(decodeOperationHeader(text) ?? OPERATION)).toBe(true);
  });

  it('[SG8] is nothing when it is cut, too long, or not a header', () => {
    const text = encodeOperationHeader(OPERATION);
    const long = encodeOperationHeader({ ...OPERATION, dependsOn: Array<OperationId>(40).fill(id(5) as OperationId) });
    const strange = [
      '',
      '{}',
      '=',
      text.slice(0, -1),
      `${text}A`,
      toBase64Url(new TextEncoder().encode('{"a":1}')),
      long,
    ];
    expect(strange.map(decodeOperationHeader)).toEqual(strange.map(() => undefined));
  });

  it('[SG8] is written and read as Node writes and reads base64url', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64url');
        expect(toBase64Url(bytes)).toBe(text);
        expect(fromBase64Url(text)).toEqual(bytes);
      }),
    );
  });
});
