import type { BoundaryTable } from './table.ts';
import type { Zone } from './zone.ts';

/** Roots that have a `#…` subpath import of their own in package.json. */
export const SUBPATH_ROOTS = ['shared', 'sync', 'renderer', 'main', 'test', 'scripts'] as const;

/** The regular expression, as text, of a path pattern: `*` stays inside one segment, `**` does not. */
export function patternSource(pattern: string): string {
  // Flat on purpose: dependency-cruiser refuses regular expressions with nested repetitions.
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/\*\*\/?/g, '<any>')
    .replaceAll('*', '[^/]*')
    .replaceAll('<any>', '.*');
  // A plain path stands for itself and everything below it; a pattern stands for whole paths.
  return pattern.includes('*') ? `^${source}$` : `^${source}(?:/|$)`;
}

/** @param path from the root, with forward slashes */
export function matchesPath(path: string, pattern: string): boolean {
  return new RegExp(patternSource(pattern)).test(path);
}

/** The zone a file belongs to: the longest matching path. Files in the root folder itself are `configs`. */
export function zoneOf(table: BoundaryTable, path: string): Zone | undefined {
  if (!path.includes('/')) return table.zones.find(({ zone }) => zone === 'configs');
  return table.zones
    .filter((candidate) => candidate.path !== '.' && matchesPath(path, candidate.path))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

/** What an import specifier points at. */
export type ImportTarget =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'node'; readonly name: string };

/** Resolves a specifier by its spelling alone; whether the file exists is the type checker's business. */
export function targetOf(fromPath: string, specifier: string): ImportTarget {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare.startsWith('.')) return { kind: 'file', path: joinPath(fromPath, bare) };
  if (bare.startsWith('#')) return { kind: 'file', path: bare.slice(1) };
  if (bare.startsWith('node:')) return { kind: 'node', name: bare };
  if (bare.startsWith('virtual:pwa-')) return { kind: 'package', name: 'vite-plugin-pwa' };
  const [first = '', second = ''] = bare.split('/');
  return { kind: 'package', name: first.startsWith('@') ? `${first}/${second}` : first };
}

function joinPath(fromPath: string, relative: string): string {
  const segments = fromPath.split('/').slice(0, -1);
  for (const segment of relative.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}
