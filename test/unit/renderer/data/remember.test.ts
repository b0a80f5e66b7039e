import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { remember } from '#renderer/data/repositories/remember.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import { openStore } from '#test/support/counter-store.ts';

describe('what is remembered', () => {
  /** @returns how the setting is asked for, and how often it has been read */
  function setUp(database: CounterDatabase) {
    const counted = { reads: 0 };
    const ask = () =>
      remember(database, 'x', ['settings'], async () => {
        counted.reads += 1;
        return (await database.settings.get('x'))?.value;
      });
    return { ask, counted };
  }

  it('is read once until its table changes', async () => {
    const database = openStore();
    // Making the store is a change of everything.
    await database.settings.count();
    const { ask, counted } = setUp(database);
    expect([await ask(), await ask(), counted.reads]).toEqual([undefined, undefined, 1]);
    await database.settings.put({ key: 'x', value: 1 });
    expect([await ask(), await ask(), counted.reads]).toEqual([1, 1, 2]);
    await database.numberBlocks.clear();
    expect([await ask(), counted.reads]).toEqual([1, 2]);
  });

  it('is forgotten when another window has changed it', async () => {
    const engine = new IDBFactory();
    const database = openStore(engine, 'remembered');
    const { ask } = setUp(database);
    await ask();
    await openStore(engine, 'remembered').transaction('rw', 'settings', async (tx) => {
      await tx.table('settings').put({ key: 'x', value: 2 });
    });
    expect(await ask()).toBe(2);
  });

  it('is what was read after a change in the middle of reading', async () => {
    const database = openStore();
    const { ask } = setUp(database);
    const first = ask();
    await database.settings.put({ key: 'x', value: 3 });
    await first;
    expect(await ask()).toBe(3);
  });

  it('is asked for again when it could not be read', async () => {
    const database = openStore();
    const { ask } = setUp(database);
    const failing = remember(database, 'x', ['settings'], () => Promise.reject(new Error('unreadable')));
    await expect(failing).rejects.toThrow('unreadable');
    expect(await ask()).toBeUndefined();
  });
});
