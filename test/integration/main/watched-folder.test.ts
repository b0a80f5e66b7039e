import { appendFile, mkdir, readFile, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toFolderTrouble } from '#main/scanning/folder-watch.ts';
import { FolderRoom } from '#test/support/folder-room.ts';
import { makeTiff } from '#test/support/make-tiff.ts';

const PAGE = makeTiff(1);
const PATIENCE = 3;

let room: FolderRoom;
beforeEach(async () => {
  room = await FolderRoom.open();
  await room.watched.choose();
});
afterEach(() => room.close());

const at = (name: string): string => path.join(room.folder, name);
/** A file with content of its own. */
const pageOf = (number: number): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(PAGE);
  bytes[bytes.length - 1] = number;
  return bytes;
};
async function scan(fileName: string, bytes: Uint8Array | string, second = 1): Promise<void> {
  await room.write(fileName, bytes, second);
  await room.look(2);
}

describe('a page in the scanner folder', () => {
  it('is offered at the second look that finds it the same, not at the first', async () => {
    await room.write('trang 1.tif', PAGE, 1);
    expect((await room.look(1)).offered).toEqual([]);
    const { folderName, offered, left, trouble } = await room.look(1);
    expect({ folderName, left, trouble }).toEqual({ folderName: 'Máy quét', left: [], trouble: null });
    expect(offered).toMatchObject([{ fileName: 'trang 1.tif', sizeBytes: PAGE.length, pages: 1 }]);
  });

  it('is never offered while its device writes it, however slowly, and is offered when it is whole', async () => {
    const bytes = makeTiff(3);
    const part = Math.ceil(bytes.length / 7);
    await writeFile(at('cham.tif'), '');
    for (let written = 0; written < bytes.length; written += part) {
      await appendFile(at('cham.tif'), bytes.subarray(written, written + part));
      await utimes(at('cham.tif'), written + 1, written + 1);
      // The device pauses now and then for longer than the watch waits between two looks.
      const isPause = written >= part * 3 && written < part * 4;
      for (let look = 0; look < (isPause ? 5 : 1); look += 1) {
        expect((await room.look(1)).offered).toEqual([]);
      }
    }
    expect((await room.look(2)).offered).toMatchObject([{ fileName: 'cham.tif', pages: 3 }]);
  });

  it('is not offered while only its space is set aside', async () => {
    await room.write('cho.tif', '', 1);
    await truncate(at('cho.tif'), PAGE.length);
    await utimes(at('cho.tif'), 1, 1);
    expect((await room.look(PATIENCE + 1)).offered).toEqual([]);
    await scan('cho.tif', PAGE, 2);
    expect(await room.offered()).toEqual(['cho.tif']);
  });

  it('is offered under the name it gets when it is whole', async () => {
    await room.write('a.tif.tmp', PAGE.subarray(0, 100), 1);
    await room.look(2);
    await writeFile(at('a.tif.tmp'), PAGE);
    await rename(at('a.tif.tmp'), at('a.tif'));
    await room.look(2);
    expect(await room.offered()).toEqual(['a.tif']);
  });

  it('comes in the order in which it was written; names count as numbers', async () => {
    await room.write('SCAN_10.tif', pageOf(1), 5);
    await room.write('SCAN_2.tif', pageOf(2), 5);
    await room.write('later.tif', pageOf(3), 9);
    await room.write('Z earlier.tif', pageOf(4), 1);
    await room.look(2);
    expect(await room.offered()).toEqual(['Z earlier.tif', 'SCAN_2.tif', 'SCAN_10.tif', 'later.tif']);
  });

  it('is moved beside itself when it is put away; a name that exists there gets a number, nothing is lost', async () => {
    await mkdir(at('da-lay'));
    await writeFile(at('da-lay/SCAN.tif'), 'from yesterday');
    await scan('SCAN.tif', pageOf(1));
    expect(await room.watched.putAway(await room.idOf('SCAN.tif'))).toEqual({ ok: true, value: undefined });
    await scan('SCAN.tif', pageOf(2), 2);
    await room.watched.putAway(await room.idOf('SCAN.tif'));
    expect(await room.files()).toEqual(['da-lay/SCAN (2).tif', 'da-lay/SCAN (3).tif', 'da-lay/SCAN.tif']);
    expect(await readFile(at('da-lay/SCAN.tif'), 'utf8')).toBe('from yesterday');
    expect((await readFile(at('da-lay/SCAN (2).tif'))).equals(pageOf(1))).toBe(true);
    expect((await readFile(at('da-lay/SCAN (3).tif'))).equals(pageOf(2))).toBe(true);
  });

  it('is offered once: not under two names, and not when the same bytes come again, also after a restart', async () => {
    await room.write('mot.tif', PAGE, 1);
    await room.write('hai.tif', PAGE, 2);
    const both = await room.look(2);
    expect(both.offered.map(({ fileName }) => fileName)).toEqual(['mot.tif']);
    expect(both.left).toEqual([{ fileName: 'hai.tif', reason: 'duplicate' }]);
    await room.watched.putAway(await room.idOf('mot.tif'));
    room.reopen();
    await room.write('ba.tif', PAGE, 3);
    const later = await room.look(2);
    expect(later.offered).toEqual([]);
    expect(later.left.map(({ fileName }) => fileName)).toEqual(['hai.tif', 'ba.tif']);
    expect(await room.files()).toEqual(['ba.tif', 'da-lay/mot.tif', 'hai.tif']);
  });

  it('is not given out under its id when other bytes have taken its place, and these are not moved', async () => {
    await scan('SCAN.tif', pageOf(1));
    const fileId = await room.idOf('SCAN.tif');
    await room.write('SCAN.tif', pageOf(2), 2);
    expect(await room.watched.read(fileId)).toEqual({ ok: false, error: { code: 'fileChanged' } });
    expect(await room.watched.putAway(fileId)).toEqual({ ok: false, error: { code: 'fileChanged' } });
    await room.look(2);
    expect(await room.idOf('SCAN.tif')).not.toBe(fileId);
    expect(await room.offered()).toEqual(['SCAN.tif']);
  });
});

describe('what is not a page', () => {
  it.each([
    ['empty', 'rong.jpg', ''],
    ['unfinished', 'do-dang.tif', PAGE.subarray(0, PAGE.length - 1)],
    ['foreign', 'trang.pdf', '<!doctype html><title>Trang đăng nhập</title>'],
  ] as const)('is named as %s once it has stood still, and left as it is', async (reason, fileName, bytes) => {
    await room.write(fileName, bytes, 1);
    expect((await room.look(PATIENCE)).left).toEqual([]);
    expect((await room.look(1)).left).toEqual([{ fileName, reason }]);
    expect(await room.offered()).toEqual([]);
    expect((await readFile(at(fileName))).equals(Buffer.from(bytes))).toBe(true);
  });

  it('is too large above the limit of imported files, and is not even read', async () => {
    await writeFile(at('lon.tif'), PAGE);
    await truncate(at('lon.tif'), 30 * 1024 * 1024 + 1);
    expect((await room.look(2)).left).toEqual([{ fileName: 'lon.tif', reason: 'tooLarge' }]);
  });

  it('is passed over without a word: hidden files, the desktop’s own, folders, and links that lead elsewhere', async () => {
    const outside = path.join(room.home, 'outside.tif');
    await writeFile(outside, PAGE);
    await symlink(outside, at('link.tif'));
    await mkdir(at('folder.tif'));
    for (const name of ['.part.tif', 'Thumbs.db', 'desktop.ini']) await writeFile(at(name), 'x');
    expect(await room.look(PATIENCE + 2)).toMatchObject({ offered: [], left: [], trouble: null });
  });

  it('is a folder full of other things: it is said to be crowded, and nothing in it is looked at', async () => {
    await Promise.all(Array.from({ length: 501 }, (_, index) => writeFile(at(`${String(index)}.tif`), '')));
    expect(await room.look(2)).toMatchObject({ trouble: 'crowded', offered: [], left: [] });
    await rm(at('0.tif'));
    expect(await room.look(1)).toMatchObject({ trouble: null });
  });
});

describe('trouble with the scanner folder', () => {
  it('is said when the folder goes away, and what was there is offered again when it is back', async () => {
    await scan('SCAN.tif', PAGE);
    const fileId = await room.idOf('SCAN.tif');
    const away = path.join(room.home, 'away');
    await rename(room.folder, away);
    expect(await room.look(1)).toMatchObject({ folderName: 'Máy quét', trouble: 'gone', offered: [] });
    expect(await room.watched.read(fileId)).toEqual({ ok: false, error: { code: 'fileGone' } });
    await rename(away, room.folder);
    expect(await room.look(1)).toMatchObject({ trouble: null, offered: [{ fileId }] });
  });

  it.each([
    ['EACCES', 'notReadable'],
    ['EPERM', 'notReadable'],
    ['ENOENT', 'gone'],
    ['ENOTCONN', 'gone'],
  ])('is told apart by what the system says: %s', (code, trouble) => {
    expect(toFolderTrouble(Object.assign(new Error('scandir'), { code }))).toBe(trouble);
  });

  it('leaves a file where it is when it cannot be moved, and does not offer it again', async () => {
    await writeFile(at('da-lay'), 'a file where the folder would be');
    await scan('SCAN.tif', PAGE);
    expect(await room.watched.putAway(await room.idOf('SCAN.tif'))).toEqual({
      ok: false,
      error: { code: 'notWritable' },
    });
    expect((await room.look(1)).left).toContainEqual({ fileName: 'SCAN.tif', reason: 'duplicate' });
    expect((await readFile(at('SCAN.tif'))).equals(PAGE)).toBe(true);
  });

  it('says that the disk is full when it is', async () => {
    const full = await FolderRoom.open({
      move: () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
    });
    await full.watched.choose();
    await full.write('SCAN.tif', PAGE, 1);
    await full.look(2);
    const outcome = await full.watched.putAway(await full.idOf('SCAN.tif'));
    expect(outcome).toEqual({ ok: false, error: { code: 'diskFull' } });
    expect(await full.files()).toEqual(['SCAN.tif']);
    await full.close();
  });
});

describe('choosing the scanner folder', () => {
  it('holds after a restart; only the name of the folder is told', async () => {
    await scan('SCAN.tif', PAGE);
    room.reopen();
    const state = await room.look(2);
    expect(state.offered).toMatchObject([{ fileName: 'SCAN.tif' }]);
    expect(JSON.stringify(state)).not.toContain(room.home);
  });

  it('is another folder from now on, or none, and nothing in the old one is touched', async () => {
    await scan('SCAN.tif', PAGE);
    const other = path.join(room.home, 'Khác');
    await mkdir(other);
    room.answer = other;
    expect(await room.watched.choose()).toEqual({ ok: true, value: undefined });
    expect(await room.watched.state(0)).toMatchObject({ folderName: 'Khác', offered: [] });
    expect(await room.watched.leave()).toEqual({ ok: true, value: undefined });
    expect(await room.watched.state(0)).toMatchObject({ folderName: null, offered: [] });
    expect(await room.files()).toEqual(['SCAN.tif']);
    room.reopen();
    expect(await room.watched.state(0)).toMatchObject({ folderName: null });
  });

  it('changes nothing when the officer cancels, or when the folder cannot be used', async () => {
    room.answer = undefined;
    expect(await room.watched.choose()).toEqual({ ok: false, error: { code: 'cancelled' } });
    room.answer = path.join(room.home, 'not there');
    expect(await room.watched.choose()).toEqual({ ok: false, error: { code: 'unusable' } });
    expect(await room.watched.state(0)).toMatchObject({ folderName: 'Máy quét' });
  });

  it('watches nothing when what was stored about it is damaged', async () => {
    await writeFile(path.join(room.home, 'station', 'watched-folder.json'), '{"folder":');
    room.reopen();
    expect(await room.watched.state(0)).toMatchObject({ folderName: null, trouble: null });
  });

  it('is looked at only while a screen follows it', async () => {
    const quiet = await FolderRoom.open({}, { isFollowed: false });
    await quiet.watched.choose();
    const { version } = await quiet.watched.state(0);
    expect(quiet.scheduler.isArmed).toBe(false);
    const news = quiet.watched.state(version);
    await quiet.write('SCAN.tif', PAGE, 1);
    await quiet.scheduler.run();
    await quiet.scheduler.run();
    expect(await news).toMatchObject({ offered: [{ fileName: 'SCAN.tif' }] });
    expect(quiet.scheduler.isArmed).toBe(false);
    await quiet.close();
  });
});
