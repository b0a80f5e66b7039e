import { describe, expect, it } from 'vitest';
import { FakeCommitLock } from '#test/fakes/fake-commit-lock.ts';

describe('a commit lock', () => {
  it('runs one work at a time in the order asked for, and goes on after one that failed', async () => {
    const lock = new FakeCommitLock();
    const log: string[] = [];
    const work =
      (name: string, fails = false) =>
      async (): Promise<string> => {
        log.push(`${name} begins`);
        await Promise.resolve();
        log.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      };
    const asked = [lock.run(work('a')), lock.run(work('b', true)), lock.run(work('c'))];
    const ended = await Promise.allSettled(asked);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await asked[2]).toBe('c');
  });
});
