import { SeededRandom } from '#test/fakes/seeded-random.ts';

export type HostKind = 'electron' | 'browser';

/** What the line between the counter and the gateway does to the bytes. */
export type LinkMode =
  | { readonly kind: 'pass' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** Answers turn into noise after so many bytes, and the connection ends. */
  | { readonly kind: 'garble'; readonly afterBytes: number }
  /** Every connection breaks after so many bytes in either direction. */
  | { readonly kind: 'trickle'; readonly afterBytes: number }
  | { readonly kind: 'flap'; readonly upMs: number; readonly downMs: number };

export type Victim = 'app' | 'gateway' | 'postgres' | 'gatewayAndPostgres';

/** SIGKILL at a moment counted from the start of a stage of the work. */
export interface Blow {
  readonly victim: Victim;
  readonly stage: 'preparing' | 'accepting' | 'shown';
  readonly afterMs: number;
}

export type Step =
  | { readonly kind: 'link'; readonly mode: LinkMode }
  /** `tab`: which window of the browser takes it. */
  | { readonly kind: 'take'; readonly scanKb: readonly number[]; readonly blow: Blow | null; readonly tab: 0 | 1 }
  | { readonly kind: 'kill'; readonly victim: Victim }
  /** The station's clock, against the machine's. */
  | { readonly kind: 'clock'; readonly offsetMs: number }
  /** SIGKILL for the app, and what was shown must come back without IndexedDB. */
  | { readonly kind: 'journalAlone' }
  /** The link heals, and in the middle of sending everything somebody dies. */
  | { readonly kind: 'drainUnderFire'; readonly victims: readonly { victim: Victim; afterMs: number }[] };

export interface RoundPlan {
  readonly round: number;
  readonly steps: readonly Step[];
}

const VICTIMS: readonly Victim[] = ['app', 'gateway', 'postgres', 'gatewayAndPostgres'];
const STAGES: readonly Blow['stage'][] = ['preparing', 'accepting', 'accepting', 'shown'];
const STAGE_MS: Readonly<Record<Blow['stage'], number>> = { preparing: 2_000, accepting: 250, shown: 60 };
const MINUTE_MS = 60_000;

/** Decides everything that happens in a round. Equal seeds give equal rounds, whatever the machine's speed. */
export class ChaosSchedule {
  readonly #random: SeededRandom;
  readonly #host: HostKind;
  #round = 0;

  constructor(seed: number, host: HostKind) {
    this.#random = new SeededRandom(seed);
    this.#host = host;
  }

  nextRound(): RoundPlan {
    this.#round += 1;
    const steps: Step[] = [{ kind: 'link', mode: this.#linkMode() }];
    const takes = 2 + this.#random.below(3);
    for (let take = 0; take < takes; take += 1) {
      if (this.#chance(0.4)) steps.push({ kind: 'link', mode: this.#linkMode() });
      if (this.#chance(0.2)) steps.push({ kind: 'kill', victim: this.#pick(VICTIMS) });
      if (this.#chance(0.2)) steps.push({ kind: 'clock', offsetMs: this.#clockOffset() });
      steps.push(this.#take());
    }
    if (this.#chance(0.4)) steps.push({ kind: 'journalAlone' });
    if (this.#chance(0.6)) steps.push({ kind: 'drainUnderFire', victims: this.#fire() });
    return { round: this.#round, steps };
  }

  #take(): Step {
    const scanKb = Array.from({ length: 1 + this.#random.below(3) }, () => [0, 0, 40, 400][this.#random.below(4)] ?? 0);
    const tab = this.#host === 'browser' && this.#chance(0.4) ? 1 : 0;
    return { kind: 'take', scanKb, blow: this.#chance(0.5) ? this.#blow() : null, tab };
  }

  #blow(): Blow {
    const stage = this.#pick(STAGES);
    // Half of the blows hit the counter, where the work is.
    const victim = this.#chance(0.5) ? 'app' : this.#pick(VICTIMS);
    return { victim, stage, afterMs: this.#random.below(STAGE_MS[stage]) };
  }

  #fire(): readonly { victim: Victim; afterMs: number }[] {
    return Array.from({ length: 1 + this.#random.below(3) }, () => ({
      victim: this.#pick(VICTIMS),
      afterMs: this.#random.below(600),
    }));
  }

  #linkMode(): LinkMode {
    switch (this.#random.below(7)) {
      case 0:
      case 1:
        return { kind: 'cut' };
      case 2:
        return { kind: 'delay', delayMs: 50 + this.#random.below(700) };
      case 3:
        return { kind: 'garble', afterBytes: this.#random.below(600) };
      case 4:
        return { kind: 'trickle', afterBytes: 500 + this.#random.below(60_000) };
      case 5:
        return { kind: 'flap', upMs: 100 + this.#random.below(900), downMs: 100 + this.#random.below(900) };
      default:
        return { kind: 'pass' };
    }
  }

  #clockOffset(): number {
    return (this.#random.below(21) - 10) * MINUTE_MS;
  }

  #chance(probability: number): boolean {
    return this.#random.next() < probability;
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[this.#random.below(items.length)]!;
  }
}
