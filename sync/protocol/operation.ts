import * as v from 'valibot';
import { idSchema, sha256Schema, type OperationId, type StationId } from '#shared/kernel/ids.ts';
import { instantSchema } from '#shared/kernel/instant.ts';
import { LINE_KEY } from '#shared/kernel/line-keys.ts';

/**
 * The protocol version this build writes. An operation is sent in the version it was written in, because that is what is
 * signed; the gateway raises it (ADR-0013).
 */
export const PROTOCOL_VERSION = 1;

/** Kinds of operation. `storeBlob` travels as a blob upload, all others in batches. */
export const operationKindSchema = v.picklist([
  'acceptDossier',
  'requestSupplement',
  'refuseDossier',
  'collectFee',
  'storeBlob',
  'proposeCorrection',
  'digitiseComponent',
  'recordExtraction',
  'sendNotice',
  'rateDossier',
  'recordShiftEntry',
]);
export type OperationKind = v.InferOutput<typeof operationKindSchema>;

const positive = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/**
 * Thao tác chờ gửi: one command as it is stored in the outbox and sent. Every field is final from birth.
 * `stationId` + `stationSequence` and `operationId` each name it uniquely; the same name with other content is refused
 * by the gateway. Everything but the payload and the signature is its header, which is what the station signs.
 */
export const operationSchema = v.object({
  operationId: idSchema<OperationId>(),
  stationId: idSchema<StationId>(),
  /** Running number of the station, from 1 without gaps. */
  stationSequence: positive,
  /** Operations of one line are applied in `sequence` order; lines are independent. */
  lineKey: v.pipe(v.string(), v.regex(LINE_KEY)),
  /** Place within the line, from 1 without gaps. */
  sequence: positive,
  protocolVersion: positive,
  kind: operationKindSchema,
  payload: v.unknown(),
  /** SHA-256 of the canonical JSON of `payload`. */
  payloadHash: sha256Schema,
  createdAt: instantSchema,
  /** Operations that the gateway must have accepted before this one is sent. */
  dependsOn: v.array(idSchema<OperationId>()),
  /**
   * The refused operations in whose place of the line this one stands, oldest first: it has their `lineKey` and their
   * `sequence`. Absent when it replaces none.
   */
  replaces: v.optional(v.pipe(v.array(idSchema<OperationId>()), v.minLength(1), v.maxLength(100))),
  /** `operationHash` of the station's operation before this one; `null` for its first. */
  previousHash: v.nullable(sha256Schema),
  /** ECDSA P-256/SHA-256 over `operationSigningText`, IEEE P1363 (64 bytes), base64url without padding. */
  signature: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/)),
});
export type Operation = v.InferOutput<typeof operationSchema>;

/** An operation without what it carries: travels beside the bytes of an upload. */
export type SignedHeader = Omit<Operation, 'payload'>;
export const signedHeaderSchema: v.GenericSchema<unknown, SignedHeader> = v.omit(operationSchema, ['payload']);
/** What is signed: every field but the payload, for which its hash stands, and the signature. */
export type OperationHeader = Omit<SignedHeader, 'signature'>;
