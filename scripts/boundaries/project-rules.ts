import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { listFiles } from './source-files.ts';
import type { BoundaryTable } from './table.ts';

const names = v.optional(v.record(v.string(), v.string()), {});
const manifestSchema = v.object({ dependencies: names, devDependencies: names, optionalDependencies: names });

/** A README says what a folder is for; what needs more lines belongs into docs/. */
const README_LINES = 10;

/** Closed world: package.json and the package table list the same packages. */
export function judgePackages(root: string, table: BoundaryTable): readonly string[] {
  const manifest = v.parse(manifestSchema, JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const listed = Object.keys({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  });
  const known = table.packages.map(({ name }) => name);
  return [
    ...listed
      .filter((name) => !known.includes(name))
      .map((name) => `closed world: package "${name}" has no row in scripts/boundaries/packages.ts`),
    ...known
      .filter((name) => !listed.includes(name))
      .map((name) => `closed world: the package table lists "${name}", package.json does not`),
    ...table.packages
      .flatMap(({ name, zones }) => zones.map((zone) => ({ name, zone })))
      .filter(({ zone }) => !table.zones.some((known) => known.zone === zone))
      .map(({ name, zone }) => `closed world: the row of "${name}" names an unknown zone "${zone}"`),
  ];
}

/** Folders of the tree that must have a README, as far as they exist and hold a file. */
export function readmeFolders(root: string, table: BoundaryTable): readonly string[] {
  const paths = [...table.parentFolders, ...table.zones].map(({ path }) => path);
  return paths.filter((path) => path !== '.' && !path.includes('.') && listFiles(root, [path], /./).length > 0);
}

export function judgeReadmes(root: string, table: BoundaryTable): readonly string[] {
  return readmeFolders(root, table).flatMap((folder) => {
    const path = join(root, folder, 'README.md');
    if (!existsSync(path)) return [`folder README: ${folder}/README.md is missing`];
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n').length;
    return lines > README_LINES
      ? [`folder README: ${folder}/README.md has ${lines} lines, at most ${README_LINES}`]
      : [];
  });
}
