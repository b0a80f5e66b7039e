import { MemoryOutboxStore } from '#test/fakes/memory-outbox-store.ts';
import { describeOutboxStore } from './outbox-store.contract.ts';

describeOutboxStore('in memory', () => {
  const store = new MemoryOutboxStore();
  return Promise.resolve({
    store,
    add: (operations) => {
      store.add(...operations);
      return Promise.resolve();
    },
    setAside: (id) => {
      store.setAside(id);
      return Promise.resolve();
    },
    reopen: () => Promise.resolve(store),
  });
});
