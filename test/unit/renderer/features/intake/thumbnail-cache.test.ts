import { expect, it } from 'vitest';
import { ThumbnailCache } from '#renderer/features/intake/pages/thumbnail-cache.ts';

function openCache() {
  const drawn: string[] = [];
  const cache = new ThumbnailCache((hash) => {
    drawn.push(hash);
    return Promise.resolve(hash === 'broken' ? undefined : new Blob([hash]));
  });
  return { cache, drawn };
}
const nameOf = (n: number): string => `picture ${String(n)}`;

it('draws each picture once, also when it is asked for twice at the same time', async () => {
  const { cache, drawn } = openCache();
  const [first, second] = await Promise.all([cache.read('a'), cache.read('a')]);
  expect(first).toMatch(/^blob:/);
  expect([second, await cache.read('a'), cache.find('a')]).toEqual([first, first, first]);
  expect(drawn).toEqual(['a']);
});

it('has nothing for a picture that cannot be drawn', async () => {
  const { cache } = openCache();
  expect(await cache.read('broken')).toBeUndefined();
  expect(cache.find('broken')).toBeUndefined();
});

it('keeps the last 150 that were asked for and gives all back in the end', async () => {
  const { cache, drawn } = openCache();
  for (let n = 0; n < 150; n += 1) await cache.read(nameOf(n));
  await cache.read(nameOf(0));
  await cache.read(nameOf(150));
  expect([cache.find(nameOf(0)), cache.find(nameOf(1)), cache.find(nameOf(150))]).toEqual([
    expect.stringMatching(/^blob:/),
    undefined,
    expect.stringMatching(/^blob:/),
  ]);
  expect(drawn).toHaveLength(151);
  cache.clear();
  expect(cache.find(nameOf(150))).toBeUndefined();
});
