import type { Catalogue } from '#shared/domain/office.ts';
import type { Sha256 } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { Result } from '#shared/kernel/result.ts';
import type {
  BatchResponse,
  BlobResponse,
  ChangesResponse,
  DailyFeeReceiptsResponse,
  EnrolRequest,
  EnrolResponse,
  FeeReceiptBookRequest,
  FeeReceiptBookResponse,
  LeaseRequest,
  LeaseResponse,
  ReturnRequest,
  ReturnResponse,
} from '#sync/protocol/messages.ts';
import type { Operation, SignedHeader } from '#sync/protocol/operation.ts';
import type { StopSignal } from './stop-signal.ts';

/** Why a call as a whole did not get a usable answer. A closed union: the engine switches over it. */
export type GatewayFailure =
  /** No connection, time-out, cut answer, 5xx, 408, 425, 429, or an answer that is not the gateway's (HTML, garbage). */
  | AppError<
      'unreachable' | 'timedOut' | 'serverError' | 'busy' | 'notTheGateway',
      { readonly retryAfterMs?: number; readonly status?: number }
    >
  /** Nothing can be sent until somebody acts. */
  | AppError<'sessionExpired' | 'stationBlocked' | 'protocolTooOld' | 'enrolmentInvalid', { readonly status?: number }>
  /** The gateway understood and refused this call itself (4xx with a problem code). */
  | AppError<'rejected', { readonly problemCode: string; readonly status: number }>;

export interface UploadOptions {
  /**
   * Asked before every part of `wantedBytes`; resolves when it may be sent, with how many of them. It may take hours: no
   * connection is held meanwhile.
   */
  readonly nextPart?: (wantedBytes: number) => Promise<number>;
  /** Bytes that the gateway has safely, from the start of the blob. */
  readonly onProgress?: (storedBytes: number) => void;
  /** Ends the upload, which then is `unreachable`; what has arrived is kept. */
  readonly stop?: StopSignal;
}

/**
 * The province's system. Never throws for anything a network or server can do. Opens and renews its session by itself;
 * `sessionExpired` is only reported when renewing failed.
 */
export interface GatewayClient {
  enrol(request: EnrolRequest): Promise<Result<EnrolResponse, GatewayFailure>>;
  /** Operations that cannot be expressed in this build's protocol version are answered `refused` without being sent. */
  sendOperations(operations: readonly Operation[]): Promise<Result<BatchResponse, GatewayFailure>>;
  /**
   * Goes on from what the gateway already has, also after a restart; a blob it has is not sent again.
   * @param operation the signed header of the `storeBlob` that the bytes belong to; the gateway verifies and records it
   */
  uploadBlob(
    hash: Sha256,
    mediaType: string,
    bytes: Uint8Array,
    operation: SignedHeader,
    options?: UploadOptions,
  ): Promise<Result<BlobResponse, GatewayFailure>>;
  leaseNumbers(request: LeaseRequest): Promise<Result<LeaseResponse, GatewayFailure>>;
  returnNumbers(request: ReturnRequest): Promise<Result<ReturnResponse, GatewayFailure>>;
  /** A book of official fee receipt numbers, where the province leases them. */
  leaseFeeReceiptBook(request: FeeReceiptBookRequest): Promise<Result<FeeReceiptBookResponse, GatewayFailure>>;
  /** `undefined` when the stored version is still the newest. */
  fetchCatalogue(knownVersion: number | undefined): Promise<Result<Catalogue | undefined, GatewayFailure>>;
  fetchChanges(cursor: number, limit: number): Promise<Result<ChangesResponse, GatewayFailure>>;
  /** The rows of 01/TH-BLĐT of the station's agency on one day; asked for by an officer, never by the engine. */
  fetchDailyFeeReceipts(on: LocalDate): Promise<Result<DailyFeeReceiptsResponse, GatewayFailure>>;
}
