import type { OperationId, Sha256 } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import type { Clock, IdSource } from '#shared/kernel/ports.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { GatewayClient, GatewayFailure } from '#sync/ports/gateway-client.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { GatewayModel } from './gateway-model.ts';

export type GatewayMethod = keyof GatewayClient;

export interface GatewayCall {
  readonly method: GatewayMethod;
  /** Operations of a batch; otherwise empty. */
  readonly operationIds: readonly OperationId[];
  readonly argument: unknown;
  readonly atMs: number;
}

/** What happens to one call. `loseAnswer`: the gateway acts, but its answer never arrives. */
export type Fault =
  | { readonly kind: 'deliver' }
  | { readonly kind: 'fail' | 'loseAnswer'; readonly failure: GatewayFailure }
  | { readonly kind: 'hold' }
  | { readonly kind: 'throw' };

const DELIVER: Fault = { kind: 'deliver' };

/**
 * The gateway of a test: `model` is what the province knows, `script` decides call by call what the network does.
 * Calls that are held answer when the test says `answerHeld`.
 */
export class ScriptedGateway implements GatewayClient {
  readonly model: GatewayModel;
  readonly calls: GatewayCall[] = [];
  script: (call: GatewayCall) => Fault = () => DELIVER;
  private readonly clock: Clock;
  private readonly ids: IdSource;
  private held: (() => void)[] = [];

  constructor(clock: Clock, ids: IdSource) {
    this.clock = clock;
    this.ids = ids;
    this.model = new GatewayModel(clock, ids);
  }

  /** Calls of one method so far. */
  callsOf(method: GatewayMethod): GatewayCall[] {
    return this.calls.filter((call) => call.method === method);
  }

  /** Every call fails like this until `recover`. */
  failAll(failure: GatewayFailure): void {
    this.script = () => ({ kind: 'fail', failure });
  }

  recover(): void {
    this.script = () => DELIVER;
  }

  /** Lets everything that is held go on, in the order it was called. */
  answerHeld(): void {
    const held = this.held;
    this.held = [];
    for (const go of held) go();
  }

  enrol(...[request]: Parameters<GatewayClient['enrol']>): ReturnType<GatewayClient['enrol']> {
    return this.take('enrol', request, [], () =>
      ok({ stationId: this.ids.next(), stationName: request.stationName, agencyCode: 'H99.01' }),
    );
  }

  sendOperations(operations: readonly Operation[]): ReturnType<GatewayClient['sendOperations']> {
    const ids = operations.map((operation) => operation.operationId);
    return this.take('sendOperations', operations, ids, () =>
      ok({ outcomes: this.model.apply(operations), serverNow: this.clock.now() }),
    );
  }

  uploadBlob(...[hash, , bytes]: Parameters<GatewayClient['uploadBlob']>): ReturnType<GatewayClient['uploadBlob']> {
    return this.take('uploadBlob', hash, [], () => {
      const stored = this.model.storeBlob(hash, bytes);
      return stored === undefined ? rejected('hashMismatch', 422) : ok(stored);
    });
  }

  leaseNumbers(...[request]: Parameters<GatewayClient['leaseNumbers']>): ReturnType<GatewayClient['leaseNumbers']> {
    return this.take('leaseNumbers', request, [], () => {
      const leased = this.model.lease(request);
      return leased === undefined ? rejected('requestIdReused', 409) : ok(leased);
    });
  }

  returnNumbers(...[request]: Parameters<GatewayClient['returnNumbers']>): ReturnType<GatewayClient['returnNumbers']> {
    return this.take('returnNumbers', request, [], () => {
      const outcome = this.model.returnNumbers(request);
      if (outcome === 'recorded') return ok({ recordedAt: this.clock.now() });
      return rejected(outcome, outcome === 'requestIdReused' ? 409 : 422);
    });
  }

  leaseFeeReceiptBook(
    ...[request]: Parameters<GatewayClient['leaseFeeReceiptBook']>
  ): ReturnType<GatewayClient['leaseFeeReceiptBook']> {
    return this.take('leaseFeeReceiptBook', request, [], () => {
      const book = this.model.leaseReceiptBook(request);
      return book === undefined ? rejected('requestIdReused', 409) : ok({ book });
    });
  }

  fetchCatalogue(knownVersion: number | undefined): ReturnType<GatewayClient['fetchCatalogue']> {
    return this.take('fetchCatalogue', knownVersion, [], () => {
      const { catalogue } = this.model;
      return ok(catalogue?.catalogueVersion === knownVersion ? undefined : catalogue);
    });
  }

  fetchChanges(cursor: number, limit: number): ReturnType<GatewayClient['fetchChanges']> {
    return this.take('fetchChanges', cursor, [], () => {
      const page = this.model.changesAfter(cursor, limit);
      return page === undefined ? rejected('badCursor', 400) : ok(page);
    });
  }

  fetchDailyFeeReceipts(on: LocalDate): ReturnType<GatewayClient['fetchDailyFeeReceipts']> {
    return this.take('fetchDailyFeeReceipts', on, [], () => ok(this.model.dailyReceipts(on)));
  }

  /** Hashes uploaded so far, in order. */
  get uploads(): Sha256[] {
    return this.callsOf('uploadBlob').map((call) => call.argument as Sha256);
  }

  private async take<Value>(
    method: GatewayMethod,
    argument: unknown,
    operationIds: readonly OperationId[],
    act: () => Result<Value, GatewayFailure>,
  ): Promise<Result<Value, GatewayFailure>> {
    const call: GatewayCall = { method, argument, operationIds, atMs: this.clock.monotonic() };
    this.calls.push(call);
    const fault = this.script(call);
    await Promise.resolve();
    if (fault.kind === 'throw') throw new TypeError('a defect in the client');
    if (fault.kind === 'fail') return err(fault.failure);
    if (fault.kind === 'hold') {
      await new Promise<void>((resolve) => {
        this.held.push(resolve);
      });
    }
    const answer = act();
    return fault.kind === 'loseAnswer' ? err(fault.failure) : answer;
  }
}

function rejected(problemCode: string, status: number): Result<never, GatewayFailure> {
  return err({ code: 'rejected', details: { problemCode, status } });
}
