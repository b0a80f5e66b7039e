import type { StationId } from '#shared/kernel/ids.ts';
import type { Cancel, Scheduler } from '#shared/kernel/ports.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { ChangeFeed, findLastChanges } from '#sync/gateway/store/change-feed.ts';
import { findLastChangeNumber } from '#sync/gateway/store/changes-store.ts';
import type { GatewayProblem } from './problems.ts';
import type { ServiceDeps, StationIdentity } from './service-deps.ts';

/** A line to one station. */
export interface StreamOutlet {
  /** @returns false when the station does not read what it was sent: the stream is then ended */
  send(text: string): boolean;
  end(): void;
}

interface OpenStream {
  readonly outlet: StreamOutlet;
  readonly openedAtMs: number;
  toldUpTo: number;
}

/** Also shows dead connections, and finds what a lost notice should have told. */
const HEARTBEAT_MS = 15_000;
/** Then the station comes again and is checked again: a blocked one gets no further. */
const LONGEST_LIFE_MS = 10 * 60_000;

/**
 * Tells stations at once that something new has been committed for them. A notice is a number, never the change itself:
 * a station fetches changes page by page, in order, and cannot skip one whatever happens to a stream.
 */
export class ChangeStreams {
  readonly #deps: ServiceDeps;
  readonly #scheduler: Scheduler;
  readonly #most: number;
  readonly #open = new Map<StationId, OpenStream>();
  #feed: ChangeFeed | undefined;
  #cancelBeat: Cancel | undefined;

  constructor(deps: ServiceDeps, scheduler: Scheduler, most: number) {
    this.#deps = deps;
    this.#scheduler = scheduler;
    this.#most = most;
  }

  get size(): number {
    return this.#open.size;
  }

  /** Whether a stream may be opened at this cursor; one station has one stream, a newer one ends the older. */
  async admit({ stationId }: StationIdentity, cursor: number): Promise<Result<void, GatewayProblem>> {
    if (!this.#open.has(stationId) && this.#open.size >= this.#most) return err({ code: 'streamsExhausted' });
    if (cursor > (await findLastChangeNumber(this.#deps.database))) return err({ code: 'badCursor' });
    return ok(undefined);
  }

  /** @returns what ends it when the station has gone */
  open({ stationId }: StationIdentity, cursor: number, outlet: StreamOutlet): () => void {
    this.#open.get(stationId)?.outlet.end();
    const stream: OpenStream = { outlet, openedAtMs: this.#deps.clock.monotonic(), toldUpTo: cursor };
    this.#open.set(stationId, stream);
    this.#start();
    outlet.send(': open\n\n');
    // Registered first and looked up then: what is committed in between is told by one or the other.
    void this.#catchUp([stationId]);
    return () => {
      if (this.#open.get(stationId) === stream) this.#open.delete(stationId);
    };
  }

  /** Ends every stream and the feed. */
  async close(): Promise<void> {
    this.#cancelBeat?.();
    for (const { outlet } of this.#open.values()) outlet.end();
    this.#open.clear();
    await this.#feed?.stop();
  }

  /** Only a gateway that has streams listens. */
  #start(): void {
    if (this.#feed === undefined) {
      const { database, logger } = this.#deps;
      const scheduler = this.#scheduler;
      this.#feed = new ChangeFeed(
        { database, logger, scheduler },
        {
          changed: (stationId, changeNumber) => this.#tell(stationId, changeNumber),
          listening: () => void this.#catchUp([...this.#open.keys()]),
        },
      );
      this.#feed.start();
    }
    this.#cancelBeat ??= this.#scheduler.after(HEARTBEAT_MS, () => this.#beat());
  }

  #tell(stationId: StationId, changeNumber: number): void {
    const stream = this.#open.get(stationId);
    if (stream === undefined || changeNumber <= stream.toldUpTo) return;
    stream.toldUpTo = changeNumber;
    this.#send(stationId, stream, `event: change\ndata: ${JSON.stringify({ changeNumber })}\n\n`);
  }

  #send(stationId: StationId, stream: OpenStream, text: string): void {
    if (stream.outlet.send(text)) return;
    this.#open.delete(stationId);
    stream.outlet.end();
  }

  #beat(): void {
    this.#cancelBeat = undefined;
    const now = this.#deps.clock.monotonic();
    for (const [stationId, stream] of this.#open) {
      if (now - stream.openedAtMs >= LONGEST_LIFE_MS) {
        this.#open.delete(stationId);
        stream.outlet.end();
      } else this.#send(stationId, stream, ': beat\n\n');
    }
    if (this.#open.size === 0) return;
    void this.#catchUp([...this.#open.keys()]);
    this.#cancelBeat = this.#scheduler.after(HEARTBEAT_MS, () => this.#beat());
  }

  async #catchUp(stationIds: readonly StationId[]): Promise<void> {
    if (stationIds.length === 0) return;
    try {
      const found = await findLastChanges(this.#deps.database, stationIds);
      for (const { stationId, last } of found) this.#tell(stationId, last);
    } catch {
      // The database is away; the next beat, or its return, looks again.
      this.#deps.logger.warn('change streams could not catch up', { streams: stationIds.length });
    }
  }
}
