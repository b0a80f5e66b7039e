import type { BehaviorSubject } from 'rxjs';
import type { OperationId } from '#shared/kernel/ids.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { Answer, EngineEffect, PullKind, PullOutcome, SendOutcome } from '#sync/engine/index.ts';
import type { GatewayFailure } from '#sync/ports/gateway-client.ts';
import type { DefectLog } from './defect-log.ts';
import type { EngineLoop } from './engine-loop.ts';
import { createNumberLeases, DEFAULT_LEASE_POLICY, type NumberLeases } from './number-leases.ts';
import { pull, type PullDeps } from './pulls.ts';
import type { QueueReader } from './queue-reader.ts';
import type { SyncRunnerDeps } from './runner-deps.ts';
import { inLane, OutboxFailed, sendBatch, uploadBlob, type SendDeps } from './sending.ts';
import type { StorageLane } from './storage-lane.ts';
import { withEngineStatus, type SyncStatus } from './sync-status.ts';
import { hasAnswered } from './to-outcome.ts';
import { UploadPacer } from './upload-pacer.ts';

export interface InterpreterParts {
  readonly lane: StorageLane;
  readonly loop: EngineLoop;
  readonly reader: QueueReader;
  readonly defects: DefectLog;
  readonly status: BehaviorSubject<SyncStatus>;
}

/** The dull part: effects in, events out. Nothing here decides anything. */
export class EffectInterpreter {
  private readonly deps: SyncRunnerDeps;
  private readonly parts: InterpreterParts;
  private readonly leases: NumberLeases;
  private readonly pacer: UploadPacer;
  private readonly sendDeps: SendDeps;
  private readonly pullDeps: PullDeps;

  constructor(deps: SyncRunnerDeps, parts: InterpreterParts) {
    this.deps = deps;
    this.parts = parts;
    const observe = <Value>(answer: Result<Value, GatewayFailure>): Result<Value, GatewayFailure> => {
      if (answer.ok || hasAnswered(answer.error)) this.publish({ lastContactAt: deps.clock.now() });
      return answer;
    };
    const observeSkew = (clockSkewMs: number): void => this.publish({ clockSkewMs });
    this.leases = createNumberLeases({ ...deps, observe }, { ...DEFAULT_LEASE_POLICY, ...deps.leases });
    this.pacer = new UploadPacer({
      ...deps,
      readPolicy: deps.readUploadPolicy ?? (() => Promise.resolve({ budgetKbps: null, windows: [] })),
      onWait: (uploadsResumeAt) => {
        if (uploadsResumeAt !== parts.status.value.uploadsResumeAt) this.publish({ uploadsResumeAt });
      },
    });
    this.sendDeps = { ...deps, lane: parts.lane, pacer: this.pacer, observe, observeSkew };
    this.pullDeps = { ...deps, leases: this.leases, observe };
  }

  /** Carries an effect out, or starts it; never throws. Its outcome comes back as an event. */
  interpret(effect: EngineEffect): void {
    const { clock, outbox } = this.deps;
    switch (effect.type) {
      case 'loadQueue':
        this.store('loadQueue', () => this.parts.reader.readAll());
        break;
      case 'sendBatch':
        this.send('sendBatch', effect.requestId, () =>
          this.pacer.beside(() => sendBatch(this.sendDeps, effect.operationIds)),
        );
        break;
      case 'uploadBlob':
        this.send('uploadBlob', effect.requestId, () => uploadBlob(this.sendDeps, effect.operationId));
        break;
      case 'recordAttempt':
        this.write('recordAttempt', () => outbox.recordAttempt(effect.operationIds, clock.now()));
        break;
      case 'acknowledge':
        this.noteSettled('acknowledge', effect.operationIds);
        this.write('acknowledge', () => outbox.acknowledge(effect.operationIds, clock.now()));
        break;
      case 'park':
        this.noteSettled('park', [effect.operationId]);
        this.write('park', () => outbox.park(effect.operationId, effect.reason, clock.now()));
        break;
      case 'pull':
        this.startPull(effect.requestId, effect.what);
        break;
      case 'wakeAt':
        // The loop keeps the timer.
        break;
      case 'announceStatus':
        this.parts.status.next(withEngineStatus(this.parts.status.value, effect.status, clock.now()));
        break;
    }
  }

  /** Ends uploads under way: parts that would follow are not this window's to send. */
  stopUploads(): void {
    this.pacer.stop();
  }

  /** Reads how many numbers of today are left and publishes it. */
  refreshNumbers(): void {
    this.leases.unusedToday().then(
      (unusedNumbersToday) => this.publish({ unusedNumbersToday }),
      () => this.publish({ unusedNumbersToday: null }),
    );
  }

  private publish(change: Partial<SyncStatus>): void {
    this.parts.status.next({ ...this.parts.status.value, ...change });
  }

  private storageFailed(): void {
    this.parts.loop.dispatch({ type: 'storageFailed', random: this.deps.random.next() });
  }

  private noteSettled(event: 'acknowledge' | 'park', ids: readonly OperationId[]): void {
    this.parts.reader.noteWrite();
    this.deps.logger.info(`sync.${event}`, { count: ids.length, firstOperationId: ids[0] });
  }

  private write(place: string, work: () => Promise<void>): void {
    this.store(place, () => inLane(this.parts.lane, work));
  }

  /** Outbox work whose failure stops the queue; its success needs no event. */
  private store(place: string, work: () => Promise<void>): void {
    work().then(
      () => this.parts.defects.clear(place),
      (error: unknown) => {
        this.parts.defects.report(place, error);
        this.storageFailed();
      },
    );
  }

  private send(place: string, requestId: number, work: () => Promise<Answer>): void {
    const answerWith = (answer: Answer): void =>
      this.parts.loop.dispatch({ type: 'answerReceived', requestId, answer, random: this.deps.random.next() });
    work().then(
      (answer) => {
        this.parts.defects.clear(place);
        answerWith(answer);
      },
      (error: unknown) => {
        this.parts.defects.report(place, error);
        if (error instanceof OutboxFailed) this.storageFailed();
        answerWith({ kind: 'whole', outcome: outcomeOfDefect(error) });
      },
    );
  }

  private startPull(requestId: number, what: PullKind): void {
    const place = `pull.${what}`;
    const finishWith = (outcome: PullOutcome): void =>
      this.parts.loop.dispatch({ type: 'pullFinished', requestId, outcome, random: this.deps.random.next() });
    pull(this.pullDeps, what).then(
      (outcome) => {
        this.parts.defects.clear(place);
        finishWith(outcome);
        if (what === 'leases') this.refreshNumbers();
      },
      (error: unknown) => {
        // The sink could not store it, or there is a defect: this kind rests, operations go on.
        this.parts.defects.report(place, error);
        finishWith({ kind: 'refused' });
      },
    );
  }
}

/** What broke is either the outbox, which stops everything, or this one thing, which is tried again later. */
function outcomeOfDefect(error: unknown): SendOutcome {
  if (error instanceof OutboxFailed) return { kind: 'pauseAll', cause: 'storageFailed' };
  return { kind: 'retryLater', cause: 'unreachable', mayBeTooMuch: true };
}
