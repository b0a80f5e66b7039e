import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Hasher } from '#shared/kernel/ports.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { systemCode, toWriteErrorCode } from '#main/papers/write-error.ts';
import type { moveAside } from './put-away.ts';
import { judgeScanFile } from './scan-file.ts';
import {
  TAKEN_FOLDER,
  type FolderTrouble,
  type FolderView,
  type LeftFile,
  type LeftReason,
  type OfferedFile,
  type PutAwayFailure,
  type ReadFailure,
} from './watched-folder.ts';

export interface FolderWatchOptions {
  readonly folder: string;
  readonly hasher: Hasher;
  readonly maxFileBytes: number;
  readonly isTaken: (fileId: string) => boolean;
  readonly move: typeof moveAside;
}

/** A file as it was at the last look. */
interface SeenFile {
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly changedMs: number;
  /** How often it was judged since it last changed. */
  readonly judged: number;
  readonly verdict: Verdict;
}
type Verdict =
  | { readonly kind: 'offered'; readonly file: OfferedFile }
  | { readonly kind: 'left' | 'pending'; readonly reason: LeftReason };

/** With more files than that, a folder holds other things than what a device has scanned since it was last emptied. */
const MAX_FILES = 500;
/** Times that a file which stands still is judged before it is named: its device may pause between two pages. */
const PATIENCE = 3;
const NOT_SCANS = /^(\.|~\$)|^(thumbs\.db|desktop\.ini)$/i;

/**
 * One folder, looked at again and again: network shares tell nothing of their own. Looks and moves happen one after
 * another, so a share that does not answer holds one thread and no more.
 */
export class FolderWatch {
  readonly #options: FolderWatchOptions;
  #seen: ReadonlyMap<string, SeenFile> = new Map();
  #trouble: FolderTrouble | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #looks = 0;

  constructor(options: FolderWatchOptions) {
    this.#options = options;
  }

  get folderName(): string {
    return path.basename(this.#options.folder);
  }

  get hasLooked(): boolean {
    return this.#looks > 0;
  }

  /** A file is judged when it is as the look before found it. Never rejects. */
  look(): Promise<FolderView> {
    return this.#inTurn(async () => {
      this.#looks += 1;
      const names = await this.#list();
      this.#trouble = typeof names === 'string' ? names : null;
      // What was seen is kept while the folder is away.
      if (typeof names === 'string') return this.view();
      const seen = new Map<string, SeenFile>();
      for (const name of names) {
        const file = await this.#see(name);
        if (file !== undefined) seen.set(name, file);
      }
      this.#seen = seen;
      return this.view();
    });
  }

  view(): FolderView {
    if (this.#trouble !== null) return { trouble: this.#trouble, offered: [], left: [] };
    const offered: OfferedFile[] = [];
    const left: LeftFile[] = [];
    const known = new Set<string>();
    for (const { fileName, verdict } of [...this.#seen.values()].sort(byAge)) {
      if (verdict.kind === 'left') left.push({ fileName, reason: verdict.reason });
      if (verdict.kind !== 'offered') continue;
      const { fileId } = verdict.file;
      if (known.has(fileId) || this.#options.isTaken(fileId)) left.push({ fileName, reason: 'duplicate' });
      else offered.push(verdict.file);
      known.add(fileId);
    }
    return { trouble: null, offered, left };
  }

  read(fileId: string): Promise<Result<{ readonly fileName: string; readonly bytes: Uint8Array }, ReadFailure>> {
    return this.#inTurn(async () => {
      const found = this.#find(fileId);
      if (found === undefined) return err({ code: 'fileGone' });
      const bytes = await readFile(this.#pathOf(found)).catch(() => undefined);
      if (bytes === undefined) return err({ code: 'fileGone' });
      const isSame = (await this.#options.hasher.sha256(bytes)) === fileId;
      return isSame ? ok({ fileName: found.fileName, bytes }) : err({ code: 'fileChanged' });
    });
  }

  /** @param remember called before the file is moved, so that a file that cannot be moved is not offered again either */
  putAway(fileId: string, remember: () => Promise<void>): Promise<Result<undefined, PutAwayFailure>> {
    return this.#inTurn(async () => {
      const found = this.#find(fileId);
      await remember();
      if (found === undefined) return err({ code: 'fileGone' });
      const now = await this.#measure(found.fileName);
      if (now === undefined) return err({ code: 'fileGone' });
      // Something else stands under this name by now: the next look offers it.
      if (!isAlike(now, found)) return err({ code: 'fileChanged' });
      try {
        await this.#options.move(this.#options.folder, found.fileName, TAKEN_FOLDER);
      } catch (error) {
        return err({ code: systemCode(error) === 'ENOENT' ? 'fileGone' : toWriteErrorCode(error) });
      }
      this.#seen = new Map([...this.#seen].filter(([name]) => name !== found.fileName));
      return ok(undefined);
    });
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  #find(fileId: string): SeenFile | undefined {
    const files = [...this.#seen.values()].sort(byAge);
    return files.find(({ verdict }) => verdict.kind === 'offered' && verdict.file.fileId === fileId);
  }

  #pathOf({ fileName }: { readonly fileName: string }): string {
    return path.join(this.#options.folder, fileName);
  }

  async #list(): Promise<readonly string[] | FolderTrouble> {
    try {
      const entries = await readdir(this.#options.folder, { withFileTypes: true });
      const names = entries.filter((entry) => entry.isFile() && !NOT_SCANS.test(entry.name)).map(({ name }) => name);
      return names.length > MAX_FILES ? 'crowded' : names;
    } catch (error) {
      return toFolderTrouble(error);
    }
  }

  async #measure(fileName: string): Promise<Pick<SeenFile, 'sizeBytes' | 'changedMs'> | undefined> {
    // Gone between the list and this: the next look no longer lists it.
    const facts = await stat(this.#pathOf({ fileName })).catch(() => undefined);
    return facts && { sizeBytes: facts.size, changedMs: facts.mtimeMs };
  }

  async #see(fileName: string): Promise<SeenFile | undefined> {
    const now = await this.#measure(fileName);
    if (now === undefined) return undefined;
    const before = this.#seen.get(fileName);
    if (before === undefined || !isAlike(now, before)) {
      return { fileName, ...now, judged: 0, verdict: { kind: 'pending', reason: 'unfinished' } };
    }
    if (before.verdict.kind !== 'pending' && !isPassing(before.verdict)) return before;
    const judged = before.judged + 1;
    const verdict = await this.#judge(before);
    const isNamed = verdict.kind === 'pending' && judged >= PATIENCE;
    return { ...before, judged, verdict: isNamed ? { kind: 'left', reason: verdict.reason } : verdict };
  }

  async #judge({ fileName, sizeBytes }: SeenFile): Promise<Verdict> {
    if (sizeBytes === 0) return { kind: 'pending', reason: 'empty' };
    if (sizeBytes > this.#options.maxFileBytes) return { kind: 'left', reason: 'tooLarge' };
    const bytes = await readFile(this.#pathOf({ fileName })).catch(() => undefined);
    if (bytes === undefined) return { kind: 'pending', reason: 'unreadable' };
    const judged = bytes.length === sizeBytes ? judgeScanFile(bytes) : { kind: 'unfinished' as const };
    if (judged.kind !== 'whole') return { kind: 'pending', reason: judged.kind };
    const fileId = await this.#options.hasher.sha256(bytes);
    return { kind: 'offered', file: { fileId, fileName, sizeBytes, pages: judged.pages } };
  }
}

/** What a folder that cannot be listed means to the officer. */
export function toFolderTrouble(error: unknown): FolderTrouble {
  return ['EACCES', 'EPERM'].includes(systemCode(error)) ? 'notReadable' : 'gone';
}

/** A right to read can be given without the file changing. */
function isPassing(verdict: Verdict): boolean {
  return verdict.kind === 'left' && verdict.reason === 'unreadable';
}

function isAlike(a: Pick<SeenFile, 'sizeBytes' | 'changedMs'>, b: Pick<SeenFile, 'sizeBytes' | 'changedMs'>): boolean {
  return a.sizeBytes === b.sizeBytes && a.changedMs === b.changedMs;
}

/** As the device wrote them; names decide between files of one moment (`SCAN_2` before `SCAN_10`). */
function byAge(a: SeenFile, b: SeenFile): number {
  return a.changedMs - b.changedMs || a.fileName.localeCompare(b.fileName, 'vi', { numeric: true });
}
