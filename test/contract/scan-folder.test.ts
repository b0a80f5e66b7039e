import { FakeFolder } from '#test/fakes/fake-folder.ts';
import { FolderRoom } from '#test/support/folder-room.ts';
import { makeTiff } from '#test/support/make-tiff.ts';
import { describeScanFolder } from './scan-folder.contract.ts';

describeScanFolder(
  'fake',
  () => {
    const folder = new FakeFolder();
    let lastId = 0;
    return Promise.resolve({
      folder,
      scan: (fileName, bytes) => {
        lastId += 1;
        folder.files.set(`file-${String(lastId)}`, { fileName, bytes });
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    });
  },
  (number) => makeTiff(number),
);

describeScanFolder(
  'a real folder',
  async () => {
    const room = await FolderRoom.open();
    await room.watched.choose();
    let second = 1_000;
    return {
      folder: room.watched,
      scan: async (fileName, bytes) => {
        second += 1;
        await room.write(fileName, bytes, second);
        await room.look(2);
      },
      close: () => room.close(),
    };
  },
  (number) => makeTiff(number),
);
