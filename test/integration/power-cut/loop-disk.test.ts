import { mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isLost, leaveUnsynced } from '#test/power-cut/fresh-writes.ts';
import { askLoopMounts, makeLoopDisk, type LoopDisk } from '#test/power-cut/loop-disk.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'qmc-loop-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a simulated power cut', () => {
  it('keeps what was synced and takes what was not; where it is not permitted, it says so', async () => {
    const permission = await askLoopMounts(folder);
    if (!permission.isPermitted) {
      expect(permission.reason).toMatch(/^loop mounts are not possible here: .+ \(they need Linux, root/);
      return;
    }
    let disk: LoopDisk = await makeLoopDisk(folder, 8);
    try {
      const file = await open(path.join(disk.mountPoint, 'synced.txt'), 'w');
      await file.writeFile('asked for');
      await file.sync();
      await file.close();
      await leaveUnsynced(disk.mountPoint, 1);
      expect(await isLost(disk.mountPoint, 1)).toBe(false);

      const found = await disk.cutPower();
      await disk.remove();
      disk = found;
      expect(await readFile(path.join(disk.mountPoint, 'synced.txt'), 'utf8')).toBe('asked for');
      expect(await isLost(disk.mountPoint, 1)).toBe(true);
    } finally {
      await disk.remove();
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it('tells in plain words that an image cannot be mounted', async () => {
    const missing = path.join(folder, 'not-there');
    await expect(askLoopMounts(missing)).resolves.toMatchObject({
      isPermitted: false,
      reason: expect.stringMatching(/^loop mounts are not possible here: .*no such file/) as string,
    });
  });
});
