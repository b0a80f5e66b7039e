import * as v from 'valibot';
import type { Sha256, StationId } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import type { Clock, IdSource, Scheduler } from '#shared/kernel/ports.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { ChangeListener, ChangeStream } from '#sync/ports/change-stream.ts';
import type { CitizenStore } from '#sync/ports/citizen-store.ts';
import type { GatewayClient, GatewayFailure } from '#sync/ports/gateway-client.ts';
import type { StationKey } from '#sync/ports/station-key.ts';
import {
  batchResponseSchema,
  catalogueResponseSchema,
  changesResponseSchema,
  dailyFeeReceiptsResponseSchema,
  enrolResponseSchema,
  feeReceiptBookResponseSchema,
  leaseResponseSchema,
  papersResponseSchema,
  returnResponseSchema,
  type BatchResponse,
  type ItemOutcome,
} from '#sync/protocol/messages.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { encodeOperationHeader } from '#sync/protocol/operation-header.ts';
import { upcastOperation } from '#sync/protocol/upcast.ts';
import { findGzip, type Gzip } from './gzip.ts';
import { exchange, notTheGateway, type Fetch, type HttpReply, type HttpRequest } from './http-exchange.ts';
import { HttpChangeStream } from './http-change-stream.ts';
import { PartSize } from './part-size.ts';
import { uploadResumably } from './resumable-upload.ts';
import { SessionKeeper, type SessionDeps } from './session-keeper.ts';
import type { SendUploadCall } from './upload-attempt.ts';
import { UploadProgress } from './upload-progress.ts';

export interface HttpTimeouts {
  /** The longest one JSON request may take, in milliseconds. */
  readonly requestMs: number;
  /** One part of an upload may take `requestMs` plus its size at this speed. */
  readonly slowestUploadBytesPerSecond: number;
}

export interface HttpGatewayClientDeps {
  /** `https://host[:port]`, without a path. */
  readonly baseUrl: string;
  readonly fetch: Fetch;
  readonly stationKey: StationKey;
  /** `undefined` before enrolment. */
  readonly station: () => StationId | undefined;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly ids: IdSource;
  readonly timeouts?: Partial<HttpTimeouts>;
  /** `undefined` = the host's own; `null` = send bodies as they are. */
  readonly gzip?: Gzip | null;
}

const DEFAULT_TIMEOUTS: HttpTimeouts = { requestMs: 30_000, slowestUploadBytesPerSecond: 16 * 1024 };
const TOO_NEW = 'Thao tác do phiên bản phần mềm mới hơn ghi. Cần cập nhật phần mềm rồi gửi lại.';

/** The gateway over HTTP. */
export function createHttpGatewayClient(deps: HttpGatewayClientDeps): GatewayClient & ChangeStream & CitizenStore {
  return new HttpGatewayClient(deps);
}

type Call = Omit<HttpRequest, 'timeoutMs'> & { readonly timeoutMs?: number };

class HttpGatewayClient implements GatewayClient, ChangeStream, CitizenStore {
  private readonly deps: SessionDeps;
  private readonly timeouts: HttpTimeouts;
  private readonly sessions: SessionKeeper;
  /** A token that the stream was refused with. */
  private staleToken: string | undefined;
  private readonly partSize = new PartSize();
  /** Uploads that were begun and not finished. */
  private readonly uploads = new Map<Sha256, UploadProgress>();

  constructor(deps: HttpGatewayClientDeps) {
    const gzip = deps.gzip === undefined ? findGzip() : (deps.gzip ?? undefined);
    this.deps = { ...deps, baseUrl: deps.baseUrl.replace(/\/+$/, ''), gzip };
    this.timeouts = { ...DEFAULT_TIMEOUTS, ...deps.timeouts };
    this.sessions = new SessionKeeper(this.deps, this.timeouts.requestMs);
  }

  async enrol(request: Parameters<GatewayClient['enrol']>[0]): ReturnType<GatewayClient['enrol']> {
    const reply = await this.exchange({ method: 'POST', path: '/v1/stations', body: { json: request } });
    return parse(reply, enrolResponseSchema);
  }

  async sendOperations(operations: readonly Operation[]): ReturnType<GatewayClient['sendOperations']> {
    // Each goes as it was written, in whatever version: that is what the station has signed.
    const sendable = operations.filter((operation) => upcastOperation(operation).ok);
    const tooNew = operations.filter((operation) => !sendable.includes(operation)).map(refuseTooNew);
    if (sendable.length === 0) return ok({ outcomes: tooNew, serverNow: this.deps.clock.now() });
    const reply = await this.call({ method: 'POST', path: '/v1/operations', body: { json: { operations: sendable } } });
    const answer: Result<BatchResponse, GatewayFailure> = parse(reply, batchResponseSchema);
    if (!answer.ok || tooNew.length === 0) return answer;
    return ok({ ...answer.value, outcomes: [...answer.value.outcomes, ...tooNew] });
  }

  async uploadBlob(
    ...[hash, mediaType, bytes, signed, options = {}]: Parameters<GatewayClient['uploadBlob']>
  ): ReturnType<GatewayClient['uploadBlob']> {
    const { requestMs, slowestUploadBytesPerSecond } = this.timeouts;
    const send: SendUploadCall = ({ sizeBytes, ...call }) =>
      this.call({ ...call, timeoutMs: requestMs + (sizeBytes / slowestUploadBytesPerSecond) * 1000 });
    const { clock, baseUrl } = this.deps;
    const progress = this.uploads.get(hash) ?? new UploadProgress();
    this.uploads.set(hash, progress);
    const job = { hash, mediaType, bytes, operation: encodeOperationHeader(signed), options, progress };
    const answer = await uploadResumably({ send, clock, baseUrl, partSize: this.partSize }, job);
    // What is accepted or refused is over; anything else is tried again.
    if (answer.ok || answer.error.code === 'rejected') this.uploads.delete(hash);
    return answer;
  }

  async leaseNumbers(request: Parameters<GatewayClient['leaseNumbers']>[0]): ReturnType<GatewayClient['leaseNumbers']> {
    const reply = await this.call({ method: 'POST', path: '/v1/leases', body: { json: request } });
    const answer = parse(reply, leaseResponseSchema);
    if (!answer.ok) return answer;
    return answer.value.blocks.every((block) => block.from <= block.to) ? answer : notTheGateway(200);
  }

  async returnNumbers(
    request: Parameters<GatewayClient['returnNumbers']>[0],
  ): ReturnType<GatewayClient['returnNumbers']> {
    const reply = await this.call({ method: 'POST', path: '/v1/number-returns', body: { json: request } });
    return parse(reply, returnResponseSchema);
  }

  async leaseFeeReceiptBook(
    request: Parameters<GatewayClient['leaseFeeReceiptBook']>[0],
  ): ReturnType<GatewayClient['leaseFeeReceiptBook']> {
    const reply = await this.call({ method: 'POST', path: '/v1/fee-receipt-books', body: { json: request } });
    const answer = parse(reply, feeReceiptBookResponseSchema);
    if (!answer.ok) return answer;
    const { from, to } = answer.value.book;
    return from <= to ? answer : notTheGateway(200);
  }

  async findPapers(applicantNumber: string): ReturnType<CitizenStore['findPapers']> {
    const reply = await this.call({
      method: 'POST',
      path: '/v1/citizen-store/papers',
      body: { json: { applicantNumber } },
    });
    const answer = parse(reply, papersResponseSchema);
    return answer.ok ? ok(answer.value.papers) : answer;
  }

  async fetchCatalogue(knownVersion: number | undefined): ReturnType<GatewayClient['fetchCatalogue']> {
    const headers = knownVersion === undefined ? {} : { 'if-none-match': `"${knownVersion}"` };
    const reply = await this.call({ method: 'GET', path: '/v1/catalogue', headers });
    if (reply.ok && reply.value.status === 304) return knownVersion === undefined ? notTheGateway(304) : ok(undefined);
    return parse(reply, catalogueResponseSchema);
  }

  async fetchChanges(cursor: number, limit: number): ReturnType<GatewayClient['fetchChanges']> {
    const reply = await this.call({ method: 'GET', path: `/v1/changes?cursor=${cursor}&limit=${limit}` });
    return parse(reply, changesResponseSchema);
  }

  async fetchDailyFeeReceipts(on: LocalDate): ReturnType<GatewayClient['fetchDailyFeeReceipts']> {
    const reply = await this.call({ method: 'GET', path: `/v1/fee-receipts/daily?on=${on}` });
    const answer = parse(reply, dailyFeeReceiptsResponseSchema);
    if (!answer.ok) return answer;
    return answer.value.on === on ? answer : notTheGateway(200);
  }

  open(cursor: number, listener: ChangeListener): () => void {
    const stream = new HttpChangeStream(this.deps, {
      opened: () => listener.opened(),
      changed: (changeNumber) => listener.changed(changeNumber),
      ended: (failure) => {
        if (failure.code === 'sessionExpired') this.staleToken = token;
        listener.ended(failure);
      },
    });
    let token: string | undefined;
    void this.openSession(this.staleToken).then((opened) => {
      if (!opened.ok) {
        stream.end(opened.error);
        return undefined;
      }
      token = opened.value;
      this.staleToken = undefined;
      return stream.run(cursor, token);
    });
    return () => {
      stream.close();
    };
  }

  /** With the session's token; a refused token is renewed once and the call repeated once. */
  private async call(call: Call): Promise<Result<HttpReply, GatewayFailure>> {
    const first = await this.authorised(call, undefined);
    if (first.refusedToken === undefined) return first.reply;
    const second = await this.authorised(call, first.refusedToken);
    return second.refusedToken === undefined ? second.reply : err({ code: 'sessionExpired', details: { status: 401 } });
  }

  private async authorised(
    call: Call,
    refused: string | undefined,
  ): Promise<{ readonly reply: Result<HttpReply, GatewayFailure>; readonly refusedToken?: string }> {
    const token = await this.openSession(refused);
    if (!token.ok) return { reply: token };
    const headers = { ...call.headers, authorization: `Bearer ${token.value}` };
    const reply = await this.exchange({ ...call, headers });
    return isTokenRefused(reply) ? { reply, refusedToken: token.value } : { reply };
  }

  private async openSession(refused: string | undefined): Promise<Result<string, GatewayFailure>> {
    try {
      return await this.sessions.token(refused);
    } catch {
      // The station key could not be used just now (a locked key store): nothing reached the gateway.
      return err({ code: 'unreachable' });
    }
  }

  private exchange(call: Call): Promise<Result<HttpReply, GatewayFailure>> {
    return exchange(this.deps, { timeoutMs: this.timeouts.requestMs, ...call });
  }
}

function isTokenRefused(reply: Result<HttpReply, GatewayFailure>): boolean {
  if (reply.ok) return false;
  const { code, details } = reply.error;
  return code === 'sessionExpired' || (code === 'rejected' && details?.status === 401);
}

function parse<Output>(
  reply: Result<HttpReply, GatewayFailure>,
  schema: v.GenericSchema<unknown, Output>,
): Result<Output, GatewayFailure> {
  if (!reply.ok) return reply;
  const parsed = v.safeParse(schema, reply.value.body);
  return parsed.success ? ok(parsed.output) : notTheGateway(reply.value.status);
}

function refuseTooNew({ operationId }: Operation): ItemOutcome {
  return { operationId, outcome: 'refused', code: 'unsupportedProtocol', detail: TOO_NEW };
}
