import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataFolder } from '#sync/gateway/data-folder-lock.ts';

describe('lockDataFolder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'qmc-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is held by one at a time and can be taken again afterwards', async () => {
    const first = await lockDataFolder(folder);
    expect(first).toBeDefined();
    expect(await lockDataFolder(folder)).toBeUndefined();
    expect(await lockDataFolder(`${folder}/../${folder.split('/').at(-1) ?? ''}`)).toBeUndefined();
    await first?.release();
    const second = await lockDataFolder(folder);
    expect(second).toBeDefined();
    await second?.release();
  });

  it('does not stand in the way of other folders', async () => {
    const other = await mkdtemp(join(tmpdir(), 'qmc-lock-'));
    const locks = [await lockDataFolder(folder), await lockDataFolder(other)];
    expect(locks.every((lock) => lock !== undefined)).toBe(true);
    for (const lock of locks) await lock?.release();
    await rm(other, { recursive: true });
  });
});
