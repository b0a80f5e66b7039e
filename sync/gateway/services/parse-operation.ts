import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { ShiftEntry } from '#shared/domain/money/shift-entry.ts';
import { toNoticeAddress, type Notice } from '#shared/domain/notice.ts';
import { isKnownNoticeText } from '#shared/domain/notice-text.ts';
import { toCanonicalJson } from '#shared/kernel/canonical-json.ts';
import { lineOfDossier, lineOfShift } from '#shared/kernel/line-keys.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { RefusalCode } from '#sync/protocol/messages.ts';
import { operationSchema, type Operation } from '#sync/protocol/operation.ts';
import {
  acceptDossierPayloadSchema,
  collectFeePayloadSchema,
  digitiseComponentPayloadSchema,
  proposeCorrectionPayloadSchema,
  rateDossierPayloadSchema,
  recordExtractionPayloadSchema,
  recordShiftEntryPayloadSchema,
  refuseDossierPayloadSchema,
  requestSupplementPayloadSchema,
  sendNoticePayloadSchema,
  type DigitiseComponentPayload,
  type ProposeCorrectionPayload,
  type RateDossierPayload,
  type RecordExtractionPayload,
  type RefuseDossierPayload,
} from '#sync/protocol/payloads.ts';
import { upcastOperation } from '#sync/protocol/upcast.ts';
import type { StationIdentity } from './service-deps.ts';

/** What an operation asks for. `document` is the part of the payload that is kept, exactly as it was sent. */
export type Command =
  | { readonly kind: 'acceptDossier'; readonly dossier: Dossier; readonly document: unknown }
  | { readonly kind: 'collectFee'; readonly payment: FeePayment; readonly document: unknown }
  | { readonly kind: 'proposeCorrection'; readonly proposal: ProposeCorrectionPayload; readonly document: unknown }
  | { readonly kind: 'digitiseComponent'; readonly digitised: DigitiseComponentPayload; readonly document: unknown }
  | { readonly kind: 'recordExtraction'; readonly extraction: RecordExtractionPayload; readonly document: unknown }
  | { readonly kind: 'sendNotice'; readonly notice: Notice; readonly document: unknown }
  | { readonly kind: 'rateDossier'; readonly rating: RateDossierPayload; readonly document: unknown }
  | { readonly kind: 'recordShiftEntry'; readonly entry: ShiftEntry; readonly document: unknown }
  | {
      readonly kind: 'requestSupplement' | 'refuseDossier';
      readonly decision: RefuseDossierPayload;
      readonly document: unknown;
    };

/** One item of a batch. An envelope that cannot be read, or is not this station's, is refused whatever is stored. */
export type ParsedItem =
  | { readonly kind: 'unreadable'; readonly operationId: string; readonly code: RefusalCode }
  | {
      readonly kind: 'readable';
      readonly operation: Operation;
      /** Refusals found in the payload alone; they count only when the operation is not already accepted. */
      readonly command: Result<Command, RefusalCode>;
    };

const LONGEST_ECHOED_ID = 64;

/** Reads one item of a batch, whatever it is. Never throws. */
export function parseItem(raw: unknown, station: StationIdentity): ParsedItem {
  const parsed = v.safeParse(operationSchema, raw);
  if (!parsed.success) return { kind: 'unreadable', operationId: readId(raw), code: 'malformedOperation' };
  const operation = parsed.output;
  const code = refuseEnvelope(operation, station);
  if (code !== undefined) return { kind: 'unreadable', operationId: operation.operationId, code };
  return { kind: 'readable', operation, command: parseCommand(operation) };
}

function refuseEnvelope(operation: Operation, station: StationIdentity): RefusalCode | undefined {
  if (operation.stationId !== station.stationId) return 'foreignStation';
  if (![operation.operationId, ...operation.dependsOn, ...(operation.replaces ?? [])].every(isCanonicalId))
    return 'malformedOperation';
  const hash = hashPayload(operation.payload);
  if (hash === undefined) return 'malformedOperation';
  return hash === operation.payloadHash ? undefined : 'payloadHashMismatch';
}

function parseCommand(operation: Operation): Result<Command, RefusalCode> {
  const raised = upcastOperation(operation);
  if (!raised.ok) return err('unsupportedProtocol');
  return parsePayload(raised.value);
}

function parsePayload(operation: Operation): Result<Command, RefusalCode> {
  switch (operation.kind) {
    case 'acceptDossier':
      return parseAcceptDossier(operation);
    case 'collectFee':
      return parseCollectFee(operation);
    case 'requestSupplement':
    case 'refuseDossier':
      return parseIntakeDecision(operation, operation.kind);
    case 'proposeCorrection':
      return parseProposal(operation);
    case 'digitiseComponent':
      return parseDigitised(operation);
    case 'recordExtraction':
      return parseExtraction(operation);
    case 'sendNotice':
      return parseNotice(operation);
    case 'rateDossier':
      return parseRating(operation);
    case 'recordShiftEntry':
      return parseShiftEntry(operation);
    case 'storeBlob':
      // Bytes travel as an upload (tus, /v1/uploads), never in a batch.
      return err('malformedOperation');
  }
}

function parseAcceptDossier(operation: Operation): Result<Command, RefusalCode> {
  const parsed = v.safeParse(acceptDossierPayloadSchema, operation.payload);
  if (!parsed.success) return err('malformedOperation');
  const { dossier } = parsed.output;
  if (!isOnLine(operation, lineOfDossier(dossier.dossierId))) return err('malformedOperation');
  if (dossier.stationId !== operation.stationId) return err('foreignStation');
  if (dossier.state !== 'accepted') return err('illegalState');
  if (sumOf(dossier.feeItems) !== dossier.feeTotalVnd) return err('amountMismatch');
  return ok({ kind: 'acceptDossier', dossier, document: memberOf(operation.payload, 'dossier') });
}

function parseCollectFee(operation: Operation): Result<Command, RefusalCode> {
  const parsed = v.safeParse(collectFeePayloadSchema, operation.payload);
  if (!parsed.success) return err('malformedOperation');
  const { payment } = parsed.output;
  const { feePaymentId, dossierId, replaces = feePaymentId } = payment;
  const areIdsCanonical = [feePaymentId, dossierId, replaces].every(isCanonicalId);
  if (!areIdsCanonical || !isOnLine(operation, lineOfShift(payment.shiftId))) return err('malformedOperation');
  if (sumOf(payment.feeItems) !== payment.amountVnd) return err('amountMismatch');
  return ok({ kind: 'collectFee', payment, document: memberOf(operation.payload, 'payment') });
}

function parseIntakeDecision(
  operation: Operation,
  kind: 'requestSupplement' | 'refuseDossier',
): Result<Command, RefusalCode> {
  const schema = kind === 'requestSupplement' ? requestSupplementPayloadSchema : refuseDossierPayloadSchema;
  const parsed = v.safeParse(schema, operation.payload);
  if (!parsed.success) return err('malformedOperation');
  if (!isOnLine(operation, lineOfDossier(parsed.output.dossierId))) return err('malformedOperation');
  return ok({ kind, decision: parsed.output, document: operation.payload });
}

function parseProposal(operation: Operation): Result<Command, RefusalCode> {
  const parsed = v.safeParse(proposeCorrectionPayloadSchema, operation.payload);
  if (!parsed.success) return err('malformedOperation');
  if (!isOnLine(operation, lineOfDossier(parsed.output.dossierId))) return err('malformedOperation');
  return ok({ kind: 'proposeCorrection', proposal: parsed.output, document: operation.payload });
}

function parseDigitised(operation: Operation): Result<Command, RefusalCode> {
  const parsed = v.safeParse(digitiseComponentPayloadSchema, operation.payload);
  if (!parsed.success) return err('malformedOperation');
  const { dossierId, componentId, file, pages } = parsed.output;
  const isOwn = isOnLine(operation, lineOfDossier(dossierId)) && isCanonicalId(componentId);
  // Image count = page count, TT 01/2023/TT-VPCP Đ8.2.
  if (!isOwn || file.pageCount !== pages.length) return err('malformedOperation');
  return ok({ kind: 'digitiseComponent', digitised: parsed.output, document: operation.payload });
}

function parseExtraction(operation: Operation): Result<Command, RefusalCode> {
  const parsed = v.safeParse(recordExtractionPayloadSchema, operation.payload);
  if (!parsed.success) return err('malformedOperation');
  const { dossierId, componentId } = parsed.output;
  const isOwn = isOnLine(operation, lineOfDossier(dossierId)) && isCanonicalId(componentId);
  if (!isOwn) return err('malformedOperation');
  return ok({ kind: 'recordExtraction', extraction: parsed.output, document: operation.payload });
}

function parseNotice(operation: Operation): Result<Command, RefusalCode> {
  const parsed = v.safeParse(sendNoticePayloadSchema, operation.payload);
  if (!parsed.success) return err('malformedOperation');
  const { notice } = parsed.output;
  const { noticeId, dossierId, replaces = noticeId } = notice;
  const isOwn = isOnLine(operation, lineOfDossier(dossierId)) && [noticeId, replaces].every(isCanonicalId);
  if (!isOwn) return err('malformedOperation');
  if (toNoticeAddress(notice.channel, notice.to) !== notice.to) return err('malformedOperation');
  // A wording of a newer build: the words would be missing when it is sent.
  if (!isKnownNoticeText(notice.textVersion)) return err('unsupportedProtocol');
  return ok({ kind: 'sendNotice', notice, document: memberOf(operation.payload, 'notice') });
}

function parseRating(operation: Operation): Result<Command, RefusalCode> {
  const parsed = v.safeParse(rateDossierPayloadSchema, operation.payload);
  if (!parsed.success) return err('malformedOperation');
  if (!isOnLine(operation, lineOfDossier(parsed.output.dossierId))) return err('malformedOperation');
  return ok({ kind: 'rateDossier', rating: parsed.output, document: operation.payload });
}

function parseShiftEntry(operation: Operation): Result<Command, RefusalCode> {
  const parsed = v.safeParse(recordShiftEntryPayloadSchema, operation.payload);
  if (!parsed.success) return err('malformedOperation');
  const { entry } = parsed.output;
  const { shiftEntryId, shiftId } = entry;
  const others = [
    ...('feePaymentId' in entry ? [entry.feePaymentId] : []),
    ...('approvedBy' in entry ? [entry.approvedBy, entry.recordedBy] : []),
    ...('replacedBy' in entry && entry.replacedBy !== null ? [entry.replacedBy] : []),
  ];
  const areIdsCanonical = [shiftEntryId, ...others].every(isCanonicalId);
  if (!areIdsCanonical || !isOnLine(operation, lineOfShift(shiftId))) return err('malformedOperation');
  return ok({ kind: 'recordShiftEntry', entry, document: memberOf(operation.payload, 'entry') });
}

function isOnLine(operation: Operation, lineKey: string): boolean {
  return isCanonicalId(lineKey) && operation.lineKey === lineKey;
}

/** UUIDs compare as text here and as numbers in PostgreSQL: only the lower-case form is the same in both. */
export function isCanonicalId(id: string): boolean {
  return id === id.toLowerCase();
}

/** undefined when the payload cannot be written as canonical JSON (nested beyond any real document). */
export function hashPayload(payload: unknown): string | undefined {
  try {
    return createHash('sha256').update(toCanonicalJson(payload)).digest('hex');
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function sumOf(items: readonly { readonly amountVnd: number }[]): number {
  return items.reduce((sum, { amountVnd }) => sum + amountVnd, 0);
}

function memberOf(payload: unknown, name: string): unknown {
  return (payload as Readonly<Record<string, unknown>>)[name];
}

function readId(raw: unknown): string {
  if (typeof raw !== 'object' || raw === null || !('operationId' in raw)) return '';
  return typeof raw.operationId === 'string' ? raw.operationId.slice(0, LONGEST_ECHOED_ID) : '';
}
