import * as v from 'valibot';
import { idSchema, sha256Schema, type OperationId, type StationId } from '#shared/kernel/ids.ts';
import { instantSchema } from '#shared/kernel/instant.ts';

/** The protocol version this build writes. Rows keep the version they were written in and are upcast on send. */
export const PROTOCOL_VERSION = 1;

/** Kinds of operation. `storeBlob` travels as a blob upload, all others in batches. */
export const operationKindSchema = v.picklist([
  'acceptDossier',
  'requestSupplement',
  'refuseDossier',
  'collectFee',
  'storeBlob',
]);
export type OperationKind = v.InferOutput<typeof operationKindSchema>;

const positive = v.pipe(v.number(), v.integer(), v.minValue(1));

/**
 * Thao tác chờ gửi: one command as it is stored in the outbox and sent. Every field is final from birth.
 * `stationId` + `stationSequence` and `operationId` each name it uniquely; the same name with another
 * `payloadHash` is refused by the gateway.
 */
export const operationSchema = v.object({
  operationId: idSchema<OperationId>(),
  stationId: idSchema<StationId>(),
  /** Running number of the station, from 1 without gaps. */
  stationSequence: positive,
  /** Operations of one line are applied in `sequence` order; lines are independent. `dossier:<id>`, `shift:<id>`, `blob:<hash>`. */
  lineKey: v.pipe(v.string(), v.regex(/^(dossier|shift|blob):[0-9a-f-]{36,64}$/)),
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
});
export type Operation = v.InferOutput<typeof operationSchema>;
