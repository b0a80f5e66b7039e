import { chmod } from 'node:fs/promises';
import path from 'node:path';
import type { CounterPage } from '#test/e2e/support/counter-page.ts';
import { makeMachineFolder } from '#test/e2e/support/machine.ts';
import { acceptFunctions, readCounterBooks } from './counter-books.ts';
import { waitForStoredShell } from '#test/e2e/support/stored-shell.ts';
import { startClient, type ClientPlace, type RunningClient } from './counter-host.ts';
import { GatewayKeeper } from './gateway-keeper.ts';
import { judgeJournalAlone } from './journal-alone.ts';
import { judgeCounter, judgeWhole, type ShownDossier } from './invariants.ts';
import { readProvinceBooks } from './province-books.ts';
import type { HostKind, Victim } from './schedule.ts';
import { startShakyLink, type ShakyLink } from './shaky-link.ts';
import { PATIENCE_MS } from './take-at-counter.ts';

const DRAIN_MS = 180_000;
const SECOND_OFFICER = 'Mẫu Hai';

/** A counter, its link and its gateway, with a list of what was shown on the screen. */
export class ChaosStation {
  readonly folder: string;
  readonly link: ShakyLink;
  readonly gateway: GatewayKeeper;
  readonly shown: ShownDossier[] = [];
  readonly #host: HostKind;
  readonly #removeFolder: () => Promise<void>;
  #client: RunningClient | undefined;
  #tab: CounterPage | undefined;
  #turn = 0;
  /** How often the browser's page did not open, and somebody saw to the link and loaded it again. */
  pagesReloaded = 0;

  private constructor(host: HostKind, machine: Awaited<ReturnType<typeof makeMachineFolder>>, link: ShakyLink) {
    this.#host = host;
    this.folder = machine.folder;
    this.#removeFolder = () => machine.remove();
    this.link = link;
    this.gateway = new GatewayKeeper(path.join(machine.folder, 'gateway'), link);
  }

  /** Enrolled, signed in, with numbers, and able to open without a network. */
  static async open(host: HostKind, seed: number): Promise<ChaosStation> {
    const machine = await makeMachineFolder();
    await chmod(machine.folder, 0o755);
    const station = new ChaosStation(host, machine, await startShakyLink(seed));
    const enrolmentCode = await station.gateway.ensureRunning();
    await station.#start(enrolmentCode);
    await station.counter.waitForNumbers();
    if (host === 'browser') await waitForStoredShell(station.client.page);
    return station;
  }

  get client(): RunningClient {
    if (this.#client === undefined) throw new Error('the client is not running');
    return this.#client;
  }

  get counter(): CounterPage {
    return this.client.counter;
  }

  get isAppRunning(): boolean {
    return this.#client !== undefined;
  }

  /** Papers that the app keeps and "prints"; the browser keeps none. */
  get papers(): string {
    return path.join(this.folder, 'station', 'papers');
  }

  nextTurn(): number {
    this.#turn += 1;
    return this.#turn;
  }

  async strike(victim: Victim): Promise<void> {
    if (victim === 'app') {
      const client = this.#client;
      this.#client = undefined;
      this.#tab = undefined;
      await client?.kill();
    } else if (victim === 'postgres') await this.gateway.killPostgres();
    else await this.gateway.kill(victim === 'gatewayAndPostgres');
  }

  /** Starts again whatever is dead, on the same disks. */
  async revive(): Promise<void> {
    if (this.#client === undefined) await this.#start();
  }

  /** SIGKILL for the app; then what its journal alone gives back. @returns violations, one a line */
  async judgeJournalAlone(): Promise<readonly string[]> {
    await this.strike('app');
    return judgeJournalAlone(this.#place, path.join(this.folder, 'without-store'), this.shown);
  }

  /** The window that takes the next dossier, in front. */
  async window(tab: 0 | 1): Promise<CounterPage> {
    await this.revive();
    if (this.#host === 'electron') return this.counter;
    if (tab === 1 && this.#tab === undefined) {
      this.#tab = await this.client.openTab();
      this.#tab.page.setDefaultTimeout(PATIENCE_MS);
      await this.#tab.signIn(SECOND_OFFICER);
    }
    const window = tab === 1 ? this.#tab : this.counter;
    await window?.page.bringToFront();
    return window ?? this.counter;
  }

  /** Shifts what every window believes the time to be. Ends with the program, which is a jump back. */
  async shiftClock(offsetMs: number): Promise<void> {
    await this.revive();
    for (const page of [this.counter.page, this.#tab?.page]) {
      if (page === undefined) continue;
      await acceptFunctions(page);
      await page.evaluate(shiftDate, offsetMs);
    }
  }

  /** Everything works again and everything is sent. @returns violations, one a line */
  async healAndCheck(): Promise<readonly string[]> {
    this.link.setMode({ kind: 'pass' });
    await this.gateway.ensureRunning();
    await this.revive();
    const before = judgeCounter(this.shown, await readCounterBooks(this.counter.page));
    if (before.length > 0) return before;
    await this.counter.page.bringToFront();
    await this.counter.page.keyboard.press('F7');
    const sent = await this.#waitUntilSent();
    if (sent !== undefined) return [sent];
    const province = await readProvinceBooks(this.gateway.dataDir);
    return judgeWhole(this.shown, await readCounterBooks(this.counter.page), province);
  }

  async close(isFolderKept: boolean): Promise<void> {
    await this.#client?.kill();
    await this.gateway.stop();
    await this.link.stop();
    if (!isFolderKept) await this.#removeFolder();
  }

  get #place(): ClientPlace {
    return {
      ...{ host: this.#host, folder: path.join(this.folder, 'station'), url: this.link.url },
      seeToLink: async () => {
        this.pagesReloaded += 1;
        await this.gateway.ensureRunning();
        this.link.setMode({ kind: 'pass' });
      },
    };
  }

  async #start(enrolmentCode?: string): Promise<void> {
    this.#client = await startClient(this.#place, enrolmentCode);
    this.counter.page.setDefaultTimeout(PATIENCE_MS);
    await this.counter.signIn();
  }

  /** By the counter's own books: what the screen says must agree. */
  async #waitUntilSent(): Promise<string | undefined> {
    const deadline = performance.now() + DRAIN_MS;
    while (performance.now() < deadline) {
      const { operations } = await readCounterBooks(this.counter.page);
      const parked = operations.find(({ state }) => state === 'parked');
      if (parked !== undefined) return `${parked.kind} was parked: ${parked.parkedReason}`;
      if (operations.every(({ state }) => state === 'acknowledged')) {
        await this.counter.waitUntilNothingWaits(PATIENCE_MS);
        return undefined;
      }
      const sendNow = this.counter.page.getByRole('button', { name: 'Gửi ngay' });
      if (await sendNow.isEnabled().catch(() => false)) await sendNow.click().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    return `the queue was not empty after ${String(DRAIN_MS / 1_000)} s`;
  }
}

function shiftDate(offsetMs: number): void {
  const holder = globalThis as { trueDate?: DateConstructor; Date: DateConstructor };
  const trueDate = (holder.trueDate ??= Date);
  const now = (): number => trueDate.now() + offsetMs;
  holder.Date = new Proxy(trueDate, {
    construct: (target, given: readonly unknown[]) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given) as Date,
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  });
}
