import type { StationId } from '#shared/kernel/ids.ts';
import type { Cancel, Clock, Scheduler } from '#shared/kernel/ports.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { RetryAdvice } from './retry-advice.ts';
import type { GatewayProblem } from './problems.ts';
import { StationTurns } from './station-turns.ts';

/** How much work may be in the house at once. Holds for one process. */
export interface AdmissionPolicy {
  /** Requests worked on at the same moment, each on a database connection of its own. */
  readonly concurrent: number;
  /** Requests that wait or are worked on, of all stations together. */
  readonly inHouse: number;
  /** The same of one station: a station that floods is refused before it takes the room of others. */
  readonly inHousePerStation: number;
  /** Bytes, as they travel, of all requests in the house. */
  readonly heldBytes: number;
  /** The longest a request waits for its turn; less than the time after which a station gives up. */
  readonly patienceMs: number;
}

/** Not now: when to come again. */
export type SentAway = GatewayProblem & { readonly retryAfterSeconds: number };
type Turned = Result<void, SentAway>;

/** One request on its way through the house. */
export interface Visit {
  /** Resolves when the request may be worked on, or must go: too long a wait, the house closes. */
  turn(): Promise<Turned>;
  /** Must be called when the request is over, whatever became of it. May be called twice. */
  leave(): void;
}

export interface AdmissionDeps {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
}

/**
 * The door of the gateway for the work of stations. What is beyond its bounds is refused at once and told when to come
 * back; what is let in takes turns station by station, so that one station's flood costs another at most one turn.
 */
export class Admission {
  readonly #policy: AdmissionPolicy;
  readonly #deps: AdmissionDeps;
  readonly #turns = new StationTurns<Guest>();
  readonly #advice: RetryAdvice;
  readonly #perStation = new Map<StationId, number>();
  #inHouse = 0;
  #heldBytes = 0;
  #working = 0;
  #isClosed = false;

  constructor(policy: AdmissionPolicy, deps: AdmissionDeps) {
    this.#policy = policy;
    this.#deps = deps;
    this.#advice = new RetryAdvice(policy.concurrent);
  }

  /** @param bytes what the request will hold in memory while it waits */
  enter(stationId: StationId, bytes: number): Result<Visit, SentAway> {
    const ofStation = this.#perStation.get(stationId) ?? 0;
    if (this.#isClosed || ofStation >= this.#policy.inHousePerStation) return err(this.#refusal(stationId));
    // A single request is let into an empty house however large it is: its own limit has been checked before.
    const isFull = this.#inHouse >= this.#policy.inHouse || this.#heldBytes + bytes > this.#policy.heldBytes;
    if (isFull && this.#inHouse > 0) {
      this.#turns.noteTurnedAway(stationId);
      return err(this.#refusal(stationId));
    }
    this.#perStation.set(stationId, ofStation + 1);
    this.#inHouse += 1;
    this.#heldBytes += bytes;
    const guest: Guest = { stationId, bytes, state: 'arrived', startedMs: 0 };
    return ok({ turn: () => this.#queue(guest), leave: () => this.#leave(guest) });
  }

  /** Lets nobody in any more and sends away who still waits; what is worked on goes on. */
  close(): void {
    this.#isClosed = true;
    for (const guest of this.#turns.takeAll()) guest.answer?.(err(this.#refusal(guest.stationId)));
  }

  #queue(guest: Guest): Promise<Turned> {
    if (this.#isClosed) return Promise.resolve(err(this.#refusal(guest.stationId)));
    if (guest.state !== 'arrived') return Promise.resolve(ok(undefined));
    guest.state = 'waiting';
    return new Promise((resolve) => {
      guest.answer = (turned) => {
        guest.cancelPatience?.();
        resolve(turned);
      };
      guest.cancelPatience = this.#deps.scheduler.after(this.#policy.patienceMs, () => this.#sendAway(guest));
      this.#turns.add(guest.stationId, guest);
      this.#serve();
    });
  }

  #sendAway(guest: Guest): void {
    if (guest.state !== 'waiting') return;
    this.#turns.remove(guest.stationId, guest);
    this.#turns.noteTurnedAway(guest.stationId);
    guest.answer?.(err(this.#refusal(guest.stationId)));
  }

  #serve(): void {
    while (this.#working < this.#policy.concurrent) {
      const guest = this.#turns.takeNext();
      if (guest === undefined) return;
      guest.state = 'working';
      guest.startedMs = this.#deps.clock.monotonic();
      this.#working += 1;
      guest.answer?.(ok(undefined));
    }
  }

  #leave(guest: Guest): void {
    if (guest.state === 'gone') return;
    if (guest.state === 'waiting') this.#turns.remove(guest.stationId, guest);
    if (guest.state === 'working') {
      this.#working -= 1;
      this.#turns.finish(guest.stationId);
      this.#advice.noteTurn(this.#deps.clock.monotonic() - guest.startedMs);
    }
    guest.cancelPatience?.();
    guest.state = 'gone';
    this.#inHouse -= 1;
    this.#heldBytes -= guest.bytes;
    const left = (this.#perStation.get(guest.stationId) ?? 1) - 1;
    if (left === 0) this.#perStation.delete(guest.stationId);
    else this.#perStation.set(guest.stationId, left);
    this.#serve();
  }

  #refusal(stationId: StationId): SentAway {
    const retryAfterSeconds = this.#advice.secondsFor(stationId, this.#inHouse);
    return { code: this.#isClosed ? 'gatewayStopping' : 'gatewayBusy', retryAfterSeconds };
  }
}

interface Guest {
  readonly stationId: StationId;
  readonly bytes: number;
  state: 'arrived' | 'waiting' | 'working' | 'gone';
  startedMs: number;
  answer?: (turned: Turned) => void;
  cancelPatience?: Cancel;
}
