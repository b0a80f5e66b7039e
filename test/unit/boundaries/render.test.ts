import { describe, expect, it } from 'vitest';
import { emptyDocument, renderInto, renderReadme } from '#scripts/boundaries/render.ts';
import { table } from '#scripts/boundaries/table.ts';

describe('tables in ARCHITECTURE.md', () => {
  it('are written between their markers, and nothing else is touched', async () => {
    const { text, missing } = await renderInto(`Before.\n\n${emptyDocument()}\nAfter.\n`, table);
    expect(missing).toEqual([]);
    expect(text).toMatch(/^Before\.\n/);
    expect(text).toMatch(/\nAfter\.\n$/);
    expect(text).toMatch(/\| `shared\/domain` +\|/);
    expect(text).toMatch(/\| `dexie` +\|/);
    expect(text).toContain('`sync/transport`');
  });

  it('do not change when they are written again', async () => {
    const once = await renderInto(emptyDocument(), table);
    expect(await renderInto(once.text, table)).toEqual(once);
  });

  it('are out of date after the table changed', async () => {
    const { text } = await renderInto(emptyDocument(), table);
    const changed = { ...table, packages: table.packages.filter(({ name }) => name !== 'dexie') };
    expect((await renderInto(text, changed)).text).not.toBe(text);
  });

  it('are missed when a marker is gone', async () => {
    expect((await renderInto('# Architecture\n', table)).missing).toEqual(['folders', 'packages', 'capabilities']);
  });
});

describe('first README of a folder', () => {
  it('says purpose, imports and owner in at most ten lines', async () => {
    const readme = await renderReadme('shared/documents', table);
    expect(readme).toContain('Document model to PDF bytes.');
    expect(readme).toContain('`shared/domain`');
    expect(readme).toContain('Owner: maintainers');
    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
  });
});
