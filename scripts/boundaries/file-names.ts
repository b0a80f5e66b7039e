/** Names that say nothing about what is inside. */
const EMPTY_NAMES = ['utils', 'util', 'helpers', 'helper', 'common', 'manager', 'misc'];
const KEBAB_CASE = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*$/;
/** The folders that are boundaries and may have an `index.ts`. */
const BARREL_FOLDERS = ['shared/ipc', 'sync/engine', 'sync/protocol'];
const BY_CONVENTION = ['README.md', 'SPEC.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'];

/** @param path from the root, with forward slashes; @returns what is wrong with its name */
export function judgeFileName(path: string): string | undefined {
  const segments = path.split('/');
  const file = segments.at(-1) ?? '';
  if (BY_CONVENTION.includes(file)) return undefined;
  const bad = segments.find((segment) => !KEBAB_CASE.test(segment) && !segment.startsWith('.'));
  if (bad !== undefined) return `"${bad}" is not kebab-case`;
  const stems = segments.map((segment) => segment.split('.')[0] ?? '');
  const empty = stems.find((stem) => stem.split('-').some((word) => EMPTY_NAMES.includes(word)));
  if (empty !== undefined) return `"${empty}" names nothing: call it after what it does`;
  const folder = segments.slice(0, -1).join('/');
  if (/^index\.tsx?$/.test(file) && !BARREL_FOLDERS.includes(folder)) {
    return `no barrels: index.ts only in ${BARREL_FOLDERS.join(', ')}`;
  }
  return undefined;
}
