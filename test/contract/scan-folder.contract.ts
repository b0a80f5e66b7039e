import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The part of a watched folder that work on its files rests on. */
export interface ScanFolderRoom {
  readonly folder: {
    state(known: number): Promise<
      | {
          readonly offered: readonly {
            readonly fileId: string;
            readonly fileName: string;
            readonly sizeBytes: number;
          }[];
        }
      | undefined
    >;
    read(fileId: string): Promise<unknown>;
    putAway(fileId: string): Promise<unknown>;
  };
  /** The device has written a file, and it is offered. */
  scan(fileName: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
}

/** @param page different pictures, by number */
export function describeScanFolder(
  name: string,
  open: () => Promise<ScanFolderRoom>,
  page: (number: number) => Uint8Array<ArrayBuffer>,
): void {
  describe(`scanner folder: ${name}`, () => {
    let room: ScanFolderRoom;
    beforeAll(async () => {
      room = await open();
    });
    afterAll(() => room.close());
    const offered = async () => (await room.folder.state(0))?.offered ?? [];

    it('offers what was scanned, oldest first, and gives the very bytes', async () => {
      await room.scan('b.tif', page(1));
      await room.scan('a.tif', page(2));
      const files = await offered();
      expect(files).toMatchObject([
        { fileName: 'b.tif', sizeBytes: page(1).length },
        { fileName: 'a.tif', sizeBytes: page(2).length },
      ]);
      const read = await room.folder.read(files[1]?.fileId ?? '');
      expect(read).toMatchObject({ ok: true, value: { fileName: 'a.tif' } });
      const { bytes } = (read as { readonly value: { readonly bytes: Uint8Array } }).value;
      expect(Buffer.from(bytes).equals(page(2))).toBe(true);
    });

    it('no longer offers what was put away', async () => {
      const [first] = await offered();
      expect(await room.folder.putAway(first?.fileId ?? '')).toMatchObject({ ok: true });
      expect((await offered()).map(({ fileName }) => fileName)).toEqual(['a.tif']);
      expect(await room.folder.read(first?.fileId ?? '')).toEqual({ ok: false, error: { code: 'fileGone' } });
    });

    it('knows no file that it has not offered', async () => {
      expect(await room.folder.read('f'.repeat(64))).toEqual({ ok: false, error: { code: 'fileGone' } });
      expect(await room.folder.putAway('f'.repeat(64))).toEqual({ ok: false, error: { code: 'fileGone' } });
    });
  });
}
