import type { Cancel, Clock, Scheduler } from '#shared/kernel/ports.ts';
import {
  createEngineState,
  step,
  type EngineConfig,
  type EngineEffect,
  type EngineEvent,
  type EngineState,
} from '#sync/engine/index.ts';
import type { DefectLog } from './defect-log.ts';

export interface EngineLoopDeps {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly isEnrolled: () => boolean;
}

/** How long the loop rests after the engine itself failed. */
const REST_MS = 30_000;
/** The longest single timer: hosts overflow beyond 24 days, and a look now and then does no harm. */
const LONGEST_TIMER_MS = 60 * 60_000;

/** Holds the engine's state and takes one event after another; the effects of one are handed on before the next. */
export class EngineLoop {
  private readonly deps: EngineLoopDeps;
  private readonly config: EngineConfig;
  private readonly defects: DefectLog;
  private readonly events: EngineEvent[] = [];
  private state: EngineState;
  private interpret: (effect: EngineEffect) => void = () => undefined;
  private isOpen = false;
  private isStepping = false;
  private cancelTimer: Cancel | undefined;

  constructor(deps: EngineLoopDeps, config: EngineConfig, defects: DefectLog) {
    this.deps = deps;
    this.config = config;
    this.defects = defects;
    this.state = createEngineState(config, false);
  }

  onEffect(interpret: (effect: EngineEffect) => void): void {
    this.interpret = interpret;
  }

  open(): void {
    this.isOpen = true;
  }

  /** Drops later events and the timer. */
  close(): void {
    this.isOpen = false;
    this.cancelTimer?.();
  }

  /** Never throws. Ignored while the loop is closed. */
  dispatch(event: EngineEvent): void {
    if (!this.isOpen) return;
    this.events.push(event);
    if (this.isStepping) return;
    this.isStepping = true;
    for (let next = this.events.shift(); next !== undefined; next = this.events.shift()) {
      try {
        this.take(next);
      } catch (error) {
        this.recover(next, error);
      }
    }
    this.isStepping = false;
  }

  private take(event: EngineEvent): void {
    const { state, effects } = step(this.state, event, this.deps.clock.monotonic());
    this.state = state;
    for (const effect of effects) {
      if (effect.type === 'wakeAt') this.setTimer(effect.atMs);
      else this.interpret(effect);
    }
  }

  private setTimer(atMs: number | null): void {
    this.cancelTimer?.();
    if (atMs !== null) this.wakeAfter(atMs - this.deps.clock.monotonic(), { type: 'timerFired' });
  }

  private wakeAfter(delayMs: number, event: EngineEvent): void {
    this.cancelTimer?.();
    const boundedMs = Math.min(Math.max(Math.ceil(delayMs), 1), LONGEST_TIMER_MS);
    this.cancelTimer = this.deps.scheduler.after(boundedMs, () => this.dispatch(event));
  }

  /** A defect in the engine: forget what it knew and read everything anew after a rest. Storage holds the truth. */
  private recover(event: EngineEvent, error: unknown): void {
    this.defects.report(`engine.${event.type}`, error);
    const wasLeader = event.type === 'leadershipChanged' ? event.isLeader : this.state.isLeader;
    const { nextRequestId } = this.state;
    this.state = { ...createEngineState(this.config, this.deps.isEnrolled()), nextRequestId };
    if (wasLeader) this.wakeAfter(REST_MS, { type: 'leadershipChanged', isLeader: true });
  }
}
