import { BehaviorSubject, type Observable } from 'rxjs';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { OperationId } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { DEFAULT_ENGINE_CONFIG } from '#sync/engine/index.ts';
import { ChangeWatch } from './change-watch.ts';
import { createDefectLog } from './defect-log.ts';
import { EffectInterpreter } from './effect-interpreter.ts';
import { EngineLoop } from './engine-loop.ts';
import { QueueReader } from './queue-reader.ts';
import type { SyncRunnerDeps } from './runner-deps.ts';
import { createStorageLane } from './storage-lane.ts';
import { initialStatus, type SyncStatus } from './sync-status.ts';

/** Owns the loop: the only thing that sends. Every window starts one; the lock decides which of them leads. */
export interface SyncRunner {
  /** Shared; a new subscriber gets the current status at once. */
  readonly status$: Observable<SyncStatus>;
  start(): void;
  /** Gives the lock back; resolves when storage work under way is done. Answers that come later are dropped: safe. */
  stop(): Promise<void>;
  /** "Send now": ends every wait of our own. */
  wake(): void;
  /** Puts a parked row back in the queue, on the officer's word. */
  release(id: OperationId): Promise<Result<null, AppError<'storageFailed'>>>;
  /** The station was enrolled or lost its enrolment, or the officer wants a blocked session tried again. */
  enrolmentChanged(): void;
}

export function createSyncRunner(deps: SyncRunnerDeps): SyncRunner {
  return new LockedRunner(deps);
}

class LockedRunner implements SyncRunner {
  readonly status$: Observable<SyncStatus>;
  private readonly deps: SyncRunnerDeps;
  private readonly lane = createStorageLane();
  private readonly defects;
  private readonly loop: EngineLoop;
  private readonly reader: QueueReader;
  private readonly interpreter: EffectInterpreter;
  private stops: readonly (() => void)[] = [];

  constructor(deps: SyncRunnerDeps) {
    const status = new BehaviorSubject<SyncStatus>(initialStatus(deps.clock.now()));
    this.deps = deps;
    this.status$ = status.asObservable();
    this.defects = createDefectLog(deps.logger);
    this.loop = new EngineLoop(deps, { ...DEFAULT_ENGINE_CONFIG, ...deps.engine }, this.defects);
    this.reader = new QueueReader(deps, this.lane, this.loop);
    const { lane, loop, reader, defects } = this;
    this.interpreter = new EffectInterpreter(deps, { lane, loop, reader, defects, status });
    this.loop.onEffect((effect) => this.interpreter.interpret(effect));
  }

  start(): void {
    if (this.stops.length > 0) return;
    const { leader, outbox, connectivity } = this.deps;
    this.loop.open();
    this.enrolmentChanged();
    this.stops = [
      outbox.onRowsAdded(() => {
        this.reader.readNew();
        this.interpreter.refreshNumbers();
      }),
      connectivity.onHint((isLikelyOnline) => this.loop.dispatch({ type: 'connectivityHint', isLikelyOnline })),
      this.reader.startReviews(),
      this.startWatch(),
      leader.contend(
        () => {
          this.loop.dispatch({ type: 'leadershipChanged', isLeader: true });
          this.replayDeferred();
        },
        () => {
          this.interpreter.stopUploads();
          this.loop.dispatch({ type: 'leadershipChanged', isLeader: false });
        },
      ),
    ];
    this.interpreter.refreshNumbers();
  }

  async stop(): Promise<void> {
    this.loop.dispatch({ type: 'leadershipChanged', isLeader: false });
    this.loop.close();
    this.interpreter.stopUploads();
    for (const end of this.stops) end();
    this.stops = [];
    await this.lane.idle();
  }

  /** What an older build could not read may be understood now. Changes that come meanwhile do not wait for it. */
  private replayDeferred(): void {
    this.deps.sink.replayDeferred().then(
      (count) => {
        this.defects.clear('replayDeferred');
        if (count > 0) this.deps.logger.info('sync.deferredReplayed', { count });
      },
      (error: unknown) => this.defects.report('replayDeferred', error),
    );
  }

  private startWatch(): () => void {
    const { changeStream } = this.deps;
    if (changeStream === undefined) return () => undefined;
    const onNews = (): void => this.loop.dispatch({ type: 'changesHinted' });
    const watch = new ChangeWatch({ ...this.deps, stream: changeStream, onNews });
    const following = this.status$.subscribe(({ connection }) => watch.follow(connection === 'online'));
    return () => {
      following.unsubscribe();
      watch.stop();
    };
  }

  wake(): void {
    this.loop.dispatch({ type: 'wakeRequested' });
    this.reader.review();
  }

  async release(id: OperationId): Promise<Result<null, AppError<'storageFailed'>>> {
    try {
      // A row that was acknowledged or replaced meanwhile is not held any more: nothing to send again.
      if (!(await this.lane.run(() => this.deps.outbox.release(id)))) return ok(null);
    } catch (error) {
      this.defects.report('release', error);
      return err({ code: 'storageFailed' });
    }
    this.loop.dispatch({ type: 'rowReleased', operationId: id });
    return ok(null);
  }

  enrolmentChanged(): void {
    this.loop.dispatch({ type: 'sessionChanged', isEnrolled: this.deps.isEnrolled() });
  }
}
