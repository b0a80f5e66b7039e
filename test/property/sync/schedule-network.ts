import type { SendOutcome } from '#sync/engine/index.ts';
import type { SeededRandom } from '#test/fakes/seeded-random.ts';
import type { Agenda } from './agenda.ts';
import type { Schedule } from './schedule-plan.ts';

const TIME_OUT_MS = 30_000;

/** The one clock of a schedule, and what is going to happen. */
export interface Timeline {
  readonly agenda: Agenda;
  nowMs: number;
}

export type Lost = Extract<SendOutcome, { kind: 'retryLater' }>;
const UNREACHABLE: Lost = { kind: 'retryLater', cause: 'unreachable' };
const HTML: Lost = { kind: 'retryLater', cause: 'notTheGateway' };
const CRASHED: Lost = { kind: 'retryLater', cause: 'serverError' };
const TIMED_OUT: Lost = { kind: 'retryLater', cause: 'timedOut', mayBeTooMuch: true };

/** Cuts, delays, doubles and reorders what passes between the counters and a gateway that crashes. */
export class ScheduleNetwork {
  gatewayCrashes = 0;
  private readonly plan: Schedule;
  private readonly time: Timeline;
  private readonly random: SeededRandom;
  private gatewayDownUntilMs = 0;

  constructor(plan: Schedule, time: Timeline, random: SeededRandom) {
    this.plan = plan;
    this.time = time;
    this.random = random;
  }

  isStorm(): boolean {
    return this.time.nowMs < this.plan.stormMs;
  }

  happens(chance: number): boolean {
    return chance > 0 && this.isStorm() && this.random.next() < chance;
  }

  /**
   * One request. `act` is its transaction at the gateway, carried out not at all, once or twice, now or later;
   * `answer` gets what the counter hears of it in the end.
   */
  send<Reply>(act: () => Reply, answer: (reply: Reply | Lost) => void): void {
    const { weather } = this.plan;
    if (this.isOutage() || this.happens(weather.cut))
      this.after(5 + this.random.below(2_000), () => answer(UNREACHABLE));
    else if (this.happens(weather.html)) this.after(20, () => answer(HTML));
    else this.deliver(act, answer);
  }

  private deliver<Reply>(act: () => Reply, answer: (reply: Reply | Lost) => void): void {
    const { weather, stormMs } = this.plan;
    const delayMs = this.isStorm() ? this.random.below(TIME_OUT_MS + 5_000) ** 2 / TIME_OUT_MS : 50;
    if (this.happens(weather.duplicate)) this.after(this.random.below(stormMs / 2), () => this.atGateway(act));
    const isLost = this.happens(weather.loseAnswer) || delayMs > TIME_OUT_MS;
    this.after(delayMs, () => {
      const reply = this.atGateway(act);
      if (!isLost) this.after(delayMs / 4, () => answer(reply ?? CRASHED));
    });
    if (isLost) this.after(TIME_OUT_MS * 1.3, () => answer(TIMED_OUT));
  }

  /** @returns `undefined` when the gateway is down, or dies over it: its transaction is then kept or lost */
  private atGateway<Reply>(act: () => Reply): Reply | undefined {
    if (this.time.nowMs < this.gatewayDownUntilMs) return undefined;
    if (!this.happens(this.plan.weather.gatewayCrash)) return act();
    this.gatewayCrashes += 1;
    this.gatewayDownUntilMs = this.time.nowMs + this.random.below(20_000);
    if (this.random.next() < 0.5) act();
    return undefined;
  }

  private isOutage(): boolean {
    const at = this.time.nowMs / this.plan.stormMs;
    return this.isStorm() && this.plan.outages.some(({ from, length }) => at >= from && at < from + length);
  }

  private after(delayMs: number, run: () => void): void {
    this.time.agenda.add(this.time.nowMs + Math.ceil(delayMs), run);
  }
}
