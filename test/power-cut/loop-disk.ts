import { execFile, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findUsersOf, killAll } from '#test/chaos/process-tree.ts';

const run = promisify(execFile);

/** Nothing is written by the file system on its own within five minutes: what reaches the image was asked for (fsync). */
const MOUNT_OPTIONS = 'loop,commit=300,noatime';

/** A small disk of its own: an ext4 file system in a file. */
export interface LoopDisk {
  readonly image: string;
  readonly mountPoint: string;
  /**
   * The disk as it would be found after a power cut now: a copy of the image, without what only the memory knows. Freeze
   * the writers first. The copy is mounted, which replays its journal, as the first start after a power cut does.
   */
  cutPower(): Promise<LoopDisk>;
  /** Writes out everything now, as minutes of quiet would. */
  settle(): Promise<void>;
  /** Unmounts and deletes it. Whoever works on it must be gone. */
  remove(): Promise<void>;
}

export type LoopPermission = { readonly isPermitted: true } | { readonly isPermitted: false; readonly reason: string };

/** Whether this machine lets this account mount an image; if not, why, in words for a person. */
export async function askLoopMounts(folder: string = os.tmpdir()): Promise<LoopPermission> {
  const place = path.join(folder, 'qmc-loop-');
  try {
    const trial = await mkdtemp(place);
    try {
      const disk = await makeLoopDisk(trial, 8);
      await disk.remove();
    } finally {
      await rm(trial, { recursive: true, force: true });
    }
    return { isPermitted: true };
  } catch (cause) {
    return { isPermitted: false, reason: toReason(cause) };
  }
}

function toReason(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  const said = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('Command failed'));
  return `loop mounts are not possible here: ${said.join(' ').trim() || text} (they need Linux, root, mkfs.ext4 and /dev/loop*)`;
}

/** A fresh, empty disk in `folder`. The file is sparse: it takes the room of what is written. */
export async function makeLoopDisk(folder: string, megabytes: number): Promise<LoopDisk> {
  const image = path.join(await mkdtemp(path.join(folder, 'disk-')), 'disk.img');
  await writeFile(image, '');
  await truncate(image, megabytes * 1024 * 1024);
  await run('mkfs.ext4', ['-q', '-F', '-m', '0', '-E', 'root_owner=0:0', image]);
  return mount(image);
}

/** What is mounted now: when the process ends without having cleaned up, it still does not leave a disk behind. */
const mounted = new Set<string>();
process.on('exit', () => {
  for (const mountPoint of mounted) {
    spawnSync('umount', ['--lazy', mountPoint]);
    rmSync(path.dirname(mountPoint), { recursive: true, force: true });
  }
});

async function mount(image: string): Promise<LoopDisk> {
  const mountPoint = path.join(path.dirname(image), 'mount');
  await mkdir(mountPoint);
  await run('mount', ['-t', 'ext4', '-o', MOUNT_OPTIONS, image, mountPoint]);
  mounted.add(mountPoint);
  return {
    image,
    mountPoint,
    async cutPower() {
      const folder = await mkdtemp(path.join(path.dirname(path.dirname(image)), 'disk-'));
      const copy = path.join(folder, 'disk.img');
      await run('cp', ['--sparse=always', image, copy]);
      return mount(copy);
    },
    async settle() {
      await run('sync', ['--file-system', mountPoint]);
    },
    async remove() {
      // Nobody may go on working on a disk that is taken away, also after a start that failed.
      await killAll(await findUsersOf(mountPoint));
      await unmount(mountPoint);
      mounted.delete(mountPoint);
      await rm(path.dirname(image), { recursive: true, force: true });
    },
  };
}

/** Processes that were just killed may hold their files for a moment longer. */
async function unmount(mountPoint: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await run('umount', [mountPoint]);
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
