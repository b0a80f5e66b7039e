import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freeBytesAt } from '#main/papers/free-space.ts';
import { createPaperStore } from '#main/papers/paper-store.ts';
import { createSaveAs } from '#main/papers/save-as.ts';
import { toWriteErrorCode } from '#main/papers/write-error.ts';

let folder: string;
let lastId = 0;
const ids = {
  next: <Id extends string>(): Id => {
    lastId += 1;
    return `id-${String(lastId)}` as Id;
  },
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'qmc-papers-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('folder of papers', () => {
  const openStore = (): ReturnType<typeof createPaperStore> =>
    createPaperStore({ folder: path.join(folder, 'papers'), ids });
  const kept = async (): Promise<string[]> => (await readdir(path.join(folder, 'papers'))).sort();

  it('keeps a paper whole, readable only by its owner, and leaves nothing half-written', async () => {
    expect(await openStore().keep('H26.3-1.pdf', bytes('một'))).toEqual({
      ok: true,
      value: { fileName: 'H26.3-1.pdf' },
    });
    expect(await kept()).toEqual(['H26.3-1.pdf']);
    const file = path.join(folder, 'papers', 'H26.3-1.pdf');
    expect(await readFile(file, 'utf8')).toBe('một');
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it('never overwrites another content, and knows the same content again', async () => {
    const store = openStore();
    const names: unknown[] = [];
    for (const text of ['a', 'b', 'a', 'c', 'b']) names.push(await store.keep('x.pdf', bytes(text)));
    expect(names).toEqual(
      ['x.pdf', 'x-2.pdf', 'x.pdf', 'x-3.pdf', 'x-2.pdf'].map((fileName) => ({ ok: true, value: { fileName } })),
    );
    expect(await readFile(path.join(folder, 'papers', 'x.pdf'), 'utf8')).toBe('a');
  });

  it('gives every one of many papers at once its own name', async () => {
    const store = openStore();
    await Promise.all(Array.from({ length: 20 }, (_, index) => store.keep('x.pdf', bytes(String(index)))));
    const contents = await Promise.all(
      (await kept()).map((name) => readFile(path.join(folder, 'papers', name), 'utf8')),
    );
    expect(new Set(contents).size).toBe(20);
  });

  it('clears away what a crash left half-written and keeps what was there', async () => {
    await mkdir(path.join(folder, 'papers'));
    await writeFile(path.join(folder, 'papers', 'old.part'), 'half');
    await writeFile(path.join(folder, 'papers', 'old.pdf'), 'whole');
    await openStore().keep('new.pdf', bytes('n'));
    expect(await kept()).toEqual(['new.pdf', 'old.pdf']);
  });

  it.each(['../x.pdf', 'a/b.pdf', '.x.pdf', 'x.exe', '', 'ứ.pdf'])('takes no file name such as %j', async (name) => {
    expect(await openStore().keep(name, bytes('x'))).toEqual({ ok: false, error: { code: 'notWritable' } });
  });

  it('says so when the folder cannot be made, and works once it can', async () => {
    await writeFile(path.join(folder, 'papers'), 'a file is in the way');
    const store = openStore();
    expect(await store.keep('x.pdf', bytes('x'))).toEqual({ ok: false, error: { code: 'notWritable' } });
    await rm(path.join(folder, 'papers'));
    expect(await store.keep('x.pdf', bytes('x'))).toMatchObject({ ok: true });
  });
});

describe('save as', () => {
  it('writes where the officer chose and replaces only there', async () => {
    const target = path.join(folder, 'chosen.pdf');
    await writeFile(target, 'old');
    const saveAs = createSaveAs({ chooseFile: () => Promise.resolve(target), ids });
    expect(await saveAs('x.pdf', bytes('new'))).toMatchObject({ ok: true });
    expect(await readFile(target, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['chosen.pdf']);
  });

  it('answers cancelled when nothing was chosen', async () => {
    const saveAs = createSaveAs({ chooseFile: () => Promise.resolve(undefined), ids });
    expect(await saveAs('x.pdf', bytes('x'))).toEqual({ ok: false, error: { code: 'cancelled' } });
  });

  it('answers notWritable when the place is gone, and leaves nothing behind', async () => {
    const saveAs = createSaveAs({ chooseFile: () => Promise.resolve(path.join(folder, 'gone', 'x.pdf')), ids });
    expect(await saveAs('x.pdf', bytes('x'))).toEqual({ ok: false, error: { code: 'notWritable' } });
  });
});

describe('the disk', () => {
  it('has a number of free bytes', async () => {
    expect(await freeBytesAt(folder)).toBeGreaterThan(0);
  });

  it.each([
    ['ENOSPC', 'diskFull'],
    ['EDQUOT', 'diskFull'],
    ['EACCES', 'notWritable'],
    ['EROFS', 'notWritable'],
  ])('is judged by the system’s code %s', (code, expected) => {
    expect(toWriteErrorCode(Object.assign(new Error('x'), { code }))).toBe(expected);
  });
});
