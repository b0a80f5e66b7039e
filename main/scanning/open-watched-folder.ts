import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import type { Hasher, Scheduler } from '#shared/kernel/ports.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { FolderWatch } from './folder-watch.ts';
import { moveAside } from './put-away.ts';
import type { FolderSettings, FolderSettingsFile } from './folder-settings.ts';
import type { FolderState, FolderView, WatchedFolder } from './watched-folder.ts';

export interface WatchedFolderOptions {
  readonly settings: FolderSettingsFile;
  /** Shows the host's dialog; `undefined` when the officer cancels. */
  readonly chooseFolder: () => Promise<string | undefined>;
  readonly hasher: Hasher;
  readonly scheduler: Scheduler;
  /** Replaced where a disk is to be full. */
  readonly move?: typeof moveAside;
}

/** Between two looks. File systems that keep times to two seconds (FAT) must show a change between them. */
export const LOOK_MS = 2_000;
/** As for imported files: what is larger is a photograph nobody can handle. */
const MAX_FILE_BYTES = 30 * 1024 * 1024;
/** Files that are remembered as taken; older ones have long left the folder. */
const MAX_REMEMBERED = 5_000;
/** Screens that wait for news at one time. More are screens that have been left without a word. */
const MAX_WAITING = 8;
const NOTHING: FolderView = { trouble: null, offered: [], left: [] };

export function openWatchedFolder(options: WatchedFolderOptions): WatchedFolder {
  return new PolledFolder(options);
}

class PolledFolder implements WatchedFolder {
  readonly #options: WatchedFolderOptions;
  readonly #loaded: Promise<void>;
  #settings: FolderSettings = { folder: null, taken: [] };
  #taken: ReadonlySet<string> = new Set();
  #watch: FolderWatch | undefined;
  /** The one that is being looked at, or will be. */
  #due: FolderWatch | undefined;
  #state: FolderState = { version: 1, folderName: null, ...NOTHING };
  readonly #waiting: ((state: FolderState) => void)[] = [];

  constructor(options: WatchedFolderOptions) {
    this.#options = options;
    this.#loaded = options.settings.load().then((settings) => {
      this.#settings = settings;
      this.#taken = new Set(settings.taken);
      this.#follow(settings.folder);
    });
  }

  async state(known: number): Promise<FolderState> {
    await this.#loaded;
    if (known !== this.#state.version) return this.#state;
    if (this.#waiting.length === MAX_WAITING) this.#waiting.shift()?.(this.#state);
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#keepLooking();
    });
  }

  async choose(): ReturnType<WatchedFolder['choose']> {
    await this.#loaded;
    const folder = await this.#options.chooseFolder();
    if (folder === undefined) return err({ code: 'cancelled' });
    if (!(await isUsable(folder))) return err({ code: 'unusable' });
    return this.#change(folder);
  }

  async leave(): ReturnType<WatchedFolder['leave']> {
    await this.#loaded;
    return this.#change(null);
  }

  async read(fileId: string): ReturnType<WatchedFolder['read']> {
    return this.#watch?.read(fileId) ?? err({ code: 'fileGone' });
  }

  async putAway(fileId: string): ReturnType<WatchedFolder['putAway']> {
    const watch = this.#watch;
    if (watch === undefined) return err({ code: 'fileGone' });
    const outcome = await watch.putAway(fileId, () => this.#remember(fileId));
    if (watch === this.#watch) this.#publish(watch.view());
    return outcome;
  }

  async #change(folder: string | null): ReturnType<WatchedFolder['leave']> {
    const settings = { ...this.#settings, folder };
    const saved = await this.#options.settings.save(settings);
    if (!saved.ok) return saved;
    this.#settings = settings;
    this.#follow(folder);
    return ok(undefined);
  }

  #follow(folder: string | null): void {
    const { hasher, move = moveAside } = this.#options;
    const isTaken = (fileId: string): boolean => this.#taken.has(fileId);
    this.#watch =
      folder === null ? undefined : new FolderWatch({ folder, hasher, isTaken, move, maxFileBytes: MAX_FILE_BYTES });
    this.#publish(NOTHING);
    if (this.#waiting.length > 0) this.#keepLooking();
  }

  /** A disk that does not take it leaves it to this run of the app: the file that is moved does not come back by itself. */
  async #remember(fileId: string): Promise<void> {
    const taken = [...this.#settings.taken.filter((known) => known !== fileId), fileId].slice(-MAX_REMEMBERED);
    this.#settings = { ...this.#settings, taken };
    this.#taken = new Set(taken);
    await this.#options.settings.save(this.#settings);
  }

  /** Only while somebody waits for news. */
  #keepLooking(): void {
    const watch = this.#watch;
    if (watch === undefined || this.#due === watch) return;
    this.#due = watch;
    this.#options.scheduler.after(watch.hasLooked ? LOOK_MS : 0, () => {
      void this.#look(watch);
    });
  }

  async #look(watch: FolderWatch): Promise<void> {
    const view = await watch.look();
    // Another folder was chosen meanwhile.
    if (watch !== this.#watch) return;
    this.#due = undefined;
    this.#publish(view);
    if (this.#waiting.length > 0) this.#keepLooking();
  }

  #publish(view: FolderView): void {
    const { version } = this.#state;
    const next = { version, folderName: this.#watch?.folderName ?? null, ...view };
    if (JSON.stringify(next) === JSON.stringify(this.#state)) return;
    this.#state = { ...next, version: version + 1 };
    for (const resolve of this.#waiting.splice(0)) resolve(this.#state);
  }
}

/** Files are read from it and moved within it. */
async function isUsable(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.R_OK | constants.W_OK);
    await readdir(folder);
    return true;
  } catch {
    return false;
  }
}
