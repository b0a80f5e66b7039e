import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readCounterBooks, type CounterBooks } from '#test/chaos/counter-books.ts';
import { waitForStoredShell } from '#test/e2e/support/stored-shell.ts';
import { startClient, type ClientPlace, type RunningClient } from '#test/chaos/counter-host.ts';
import { GatewayKeeper } from '#test/chaos/gateway-keeper.ts';
import { judgeJournalAlone } from '#test/chaos/journal-alone.ts';
import { judgeCounter, judgeWhole, withSentScans, type ShownDossier } from '#test/chaos/invariants.ts';
import { freezeTree, killAll } from '#test/chaos/process-tree.ts';
import { readProvinceBooks } from '#test/chaos/province-books.ts';
import type { HostKind } from '#test/chaos/schedule.ts';
import { startShakyLink, type ShakyLink } from '#test/chaos/shaky-link.ts';
import { PATIENCE_MS, takeAtCounter } from '#test/chaos/take-at-counter.ts';
import { SeededRandom } from '#test/fakes/seeded-random.ts';
import { isLost, leaveUnsynced } from './fresh-writes.ts';
import { makeLoopDisk, type LoopDisk } from './loop-disk.ts';
import type { CutOptions, CutResult } from './cut-result.ts';

const DISK_MB = 1_024;
/** After the key that accepts, the code comes within this time. */
const ACCEPTING_MS = 220;

/** When the power goes. */
type Moment = 'code shown' | 'paper printed' | 'while accepting';
const MOMENTS: readonly Moment[] = ['code shown', 'while accepting', 'paper printed'];

/** One counter whose whole profile is on a disk that loses power again and again. */
class Counter {
  readonly shown: ShownDossier[] = [];
  readonly gateway: GatewayKeeper;
  readonly #host: HostKind;
  readonly #link: ShakyLink;
  disk: LoopDisk;
  client: RunningClient | undefined;
  turn = 0;
  /** Cuts after which the browser could not show the page without the gateway. */
  pagesLost = 0;
  /** What the journal has given back since the store was made. */
  restoredCommits = 0;

  constructor(host: HostKind, gateway: GatewayKeeper, link: ShakyLink, disk: LoopDisk) {
    this.#host = host;
    this.gateway = gateway;
    this.#link = link;
    this.disk = disk;
  }

  get papers(): string {
    return path.join(this.disk.mountPoint, 'station', 'papers');
  }

  get #place(): ClientPlace {
    return {
      ...{ host: this.#host, folder: path.join(this.disk.mountPoint, 'station'), url: this.#link.url },
      // The browser does not sync its own copy of the page: after a cut it may need the gateway once, to load the page.
      seeToLink: () => {
        this.pagesLost += 1;
        this.#link.setMode({ kind: 'pass' });
        return Promise.resolve();
      },
    };
  }

  /** The local store's books. Chromium throws a store away that a cut has damaged; it is made anew from the journal then. */
  async readBooks({ page }: RunningClient): Promise<CounterBooks> {
    const books = await readCounterBooks(page);
    this.restoredCommits = books.restoredCommits;
    return books.restoredCommits > 0 ? withSentScans(books) : books;
  }

  /** What the journal gives back as the cut has left it, without IndexedDB. @returns violations, one a line */
  judgeJournalAlone(copyTo: string): Promise<readonly string[]> {
    return judgeJournalAlone(this.#place, copyTo, this.shown);
  }

  async start(enrolmentCode?: string): Promise<RunningClient> {
    const client = await startClient(this.#place, enrolmentCode);
    this.client = client;
    client.page.setDefaultTimeout(PATIENCE_MS);
    await client.counter.signIn().catch(async (cause: unknown) => {
      const text = await client.page.locator('body').innerText();
      const lines = client.consoleLines.slice(-5).join(' | ');
      throw new Error(`no sign-in; the screen says: ${text.slice(0, 400)}; the page: ${lines}`, { cause });
    });
    return client;
  }

  async take(client: RunningClient, onAccept?: () => void): Promise<ShownDossier> {
    this.turn += 1;
    return takeAtCounter(client.counter, {
      ...{ turn: this.turn, scanKb: [0, 64] },
      onStage: (stage) => {
        if (stage === 'accepting') onAccept?.();
      },
      onShown: (dossier) => this.shown.push(dossier),
    });
  }

  /** Everything stops in its tracks; what the disk holds at this moment is all there is afterwards. */
  async losePower(client: RunningClient): Promise<void> {
    const frozen = await freezeTree([client.mainPid]);
    const found = await this.disk.cutPower();
    await killAll(frozen);
    this.client = undefined;
    await this.disk.remove();
    this.disk = found;
  }
}

/** Cuts at random moments of intake. Half of the time the gateway is reachable, half of the time not. */
export async function cutClient(host: HostKind, folder: string, options: CutOptions): Promise<CutResult> {
  const random = new SeededRandom(options.seed);
  const link = await startShakyLink(options.seed);
  const gateway = new GatewayKeeper(path.join(folder, 'gateway'), link);
  const counter = new Counter(host, gateway, link, await makeLoopDisk(folder, DISK_MB));
  const result = { runs: 0, acknowledged: 0, controlsLost: 0, violations: [] as string[] };
  try {
    const client = await counter.start(await gateway.ensureRunning());
    await client.counter.waitForNumbers();
    if (host === 'browser') await waitForStoredShell(client.page);
    // The station was set up a while ago: the browser does not sync its copy of the page, the system does so in time.
    await counter.disk.settle();
    for (let run = 1; run <= options.runs && result.violations.length === 0; run += 1) {
      const moment = MOMENTS[(run - 1) % MOMENTS.length]!;
      link.setMode({ kind: random.below(2) === 0 ? 'cut' : 'pass' });
      await cutOnce(counter, moment, random, run);
      result.runs = run;
      result.acknowledged = counter.shown.length;
      if (await isLost(counter.disk.mountPoint, run)) result.controlsLost += 1;
      result.violations.push(...(await counter.judgeJournalAlone(path.join(folder, 'without-store'))));
      result.violations.push(...(await judgeAfterCut(counter, host, moment)));
      const page = counter.pagesLost === 0 ? '' : `, page loaded anew ${String(counter.pagesLost)} times`;
      const restored = `, commits brought back from the journal: ${String(counter.restoredCommits)}`;
      options.say(`${host} cut ${String(run)}: ${moment}; ${describe(result)}${page}${restored}`);
    }
    if (result.violations.length === 0) result.violations.push(...(await judgeAtTheEnd(counter, link)));
  } finally {
    await counter.client?.kill();
    await gateway.stop();
    await link.stop();
    await counter.disk.remove();
  }
  return result;
}

async function cutOnce(counter: Counter, moment: Moment, random: SeededRandom, run: number): Promise<void> {
  const client = counter.client ?? (await counter.start());
  const takes = 1 + random.below(2);
  for (let take = 1; take < takes; take += 1) await counter.take(client);
  await leaveUnsynced(counter.disk.mountPoint, run);
  if (moment === 'paper printed') {
    await counter.take(client);
    await counter.losePower(client);
    return;
  }
  const afterMs = random.below(ACCEPTING_MS);
  let lose = (): void => undefined;
  const lost = new Promise<void>((resolve, reject) => {
    lose = () => void counter.losePower(client).then(resolve, reject);
  });
  const before = counter.shown.length;
  const push = counter.shown.push.bind(counter.shown);
  const taking = counter.take(client, moment === 'while accepting' ? () => setTimeout(lose, afterMs) : undefined);
  if (moment === 'code shown') {
    counter.shown.push = (...dossiers) => {
      const length = push(...dossiers);
      lose();
      return length;
    };
  }
  // The program is gone in the middle of it.
  await Promise.allSettled([taking]);
  counter.shown.push = push;
  await lost;
  if (moment === 'code shown' && counter.shown.length === before) throw new Error('no code was shown');
}

async function judgeAfterCut(counter: Counter, host: HostKind, moment: Moment): Promise<readonly string[]> {
  const client = await counter.start();
  const violations = [...judgeCounter(counter.shown, await counter.readBooks(client))];
  if (host === 'electron' && moment === 'paper printed') {
    const code = counter.shown.at(-1)?.dossierCode ?? '';
    const kept = await readdir(counter.papers);
    if (!kept.some((name) => name.includes(code))) violations.push(`${code}: the printed paper is not kept`);
  }
  return violations;
}

/** Numbers go on, and everything that was shown arrives. */
async function judgeAtTheEnd(counter: Counter, link: ShakyLink): Promise<readonly string[]> {
  link.setMode({ kind: 'pass' });
  const client = counter.client ?? (await counter.start());
  await counter.take(client);
  await client.counter.waitUntilNothingWaits(120_000);
  const books = await counter.readBooks(client);
  return judgeWhole(counter.shown, books, await readProvinceBooks(counter.gateway.dataDir));
}

function describe(result: CutResult): string {
  const { acknowledged, controlsLost, violations } = result;
  const verdict = violations.length === 0 ? 'nothing lost' : violations.join('; ');
  return `${String(acknowledged)} shown, unsynced file lost ${String(controlsLost)} times: ${verdict}`;
}
