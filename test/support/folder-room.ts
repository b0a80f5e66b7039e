import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { systemHasher } from '#main/app/system-sources.ts';
import { createFolderSettingsFile } from '#main/scanning/folder-settings.ts';
import { openWatchedFolder, type WatchedFolderOptions } from '#main/scanning/open-watched-folder.ts';
import type { FolderState, WatchedFolder } from '#main/scanning/watched-folder.ts';
import type { Cancel, Scheduler } from '#shared/kernel/ports.ts';

/** Work is done when the test says so, and a test can wait until there is some. */
class HandScheduler implements Scheduler {
  #work: (() => void) | undefined;
  #armed: () => void = () => undefined;

  after(_delayMs: number, work: () => void): Cancel {
    this.#work = work;
    this.#armed();
    return () => undefined;
  }

  get isArmed(): boolean {
    return this.#work !== undefined;
  }

  async run(): Promise<void> {
    await this.untilArmed();
    const work = this.#work;
    this.#work = undefined;
    work?.();
  }

  async untilArmed(): Promise<void> {
    if (this.#work !== undefined) return;
    await new Promise<void>((resolve) => {
      this.#armed = resolve;
    });
  }
}

/** A real folder that a device writes into, the real watch over it, and a screen that follows it. */
export class FolderRoom {
  readonly home: string;
  /** Where the device writes. */
  readonly folder: string;
  scheduler = new HandScheduler();
  /** As the officer answers the dialog. */
  answer: string | undefined;
  watched: WatchedFolder;
  readonly #options: Partial<WatchedFolderOptions>;
  readonly #isFollowed: boolean;

  private constructor(home: string, options: Partial<WatchedFolderOptions>, isFollowed: boolean) {
    this.#isFollowed = isFollowed;
    this.home = home;
    this.folder = path.join(home, 'Máy quét');
    this.answer = this.folder;
    this.#options = options;
    this.watched = this.#open();
  }

  static async open(options: Partial<WatchedFolderOptions> = {}, { isFollowed = true } = {}): Promise<FolderRoom> {
    const home = await mkdtemp(path.join(os.tmpdir(), 'qmc-folder-'));
    const room = new FolderRoom(home, options, isFollowed);
    await mkdir(room.folder);
    return room;
  }

  /** As after a restart of the app. */
  reopen(): void {
    this.scheduler = new HandScheduler();
    this.watched = this.#open();
  }

  #open(): WatchedFolder {
    const ids = { next: <Id extends string>() => randomUUID() as string as Id };
    const watched = openWatchedFolder({
      settings: createFolderSettingsFile(path.join(this.home, 'station', 'watched-folder.json'), ids),
      chooseFolder: () => Promise.resolve(this.answer),
      ...{ hasher: systemHasher, scheduler: this.scheduler },
      ...this.#options,
    });
    if (this.#isFollowed) void this.#follow(watched, 0);
    return watched;
  }

  async #follow(watched: WatchedFolder, known: number): Promise<void> {
    const state = await watched.state(known);
    await this.#follow(watched, state.version);
  }

  /** A file as it is at one moment; `second` is its time. */
  async write(fileName: string, bytes: Uint8Array | string, second: number): Promise<void> {
    const file = path.join(this.folder, fileName);
    await writeFile(file, bytes);
    await utimes(file, second, second);
  }

  /** Lets the watch look so many times; a look has ended when the next one is due. */
  async look(times: number): Promise<FolderState> {
    for (let time = 0; time < times; time += 1) {
      await this.scheduler.run();
      await this.scheduler.untilArmed();
    }
    return this.watched.state(0);
  }

  async offered(): Promise<readonly string[]> {
    return (await this.watched.state(0)).offered.map(({ fileName }) => fileName);
  }

  async idOf(fileName: string): Promise<string> {
    return (await this.watched.state(0)).offered.find((file) => file.fileName === fileName)?.fileId ?? 'not offered';
  }

  /** Every file, with its way inside the folder. */
  async files(): Promise<readonly string[]> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
    const names = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name));
    return names.map((name) => path.relative(this.folder, name)).sort();
  }

  close(): Promise<void> {
    return rm(this.home, { recursive: true, force: true });
  }
}
