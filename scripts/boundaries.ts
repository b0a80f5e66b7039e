import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { judgeEnvironments } from './boundaries/environments.ts';
import { judgeGraph } from './boundaries/graph.ts';
import { judgeTests } from './boundaries/no-skips.ts';
import { judgePackages, judgeReadmes, readmeFolders } from './boundaries/project-rules.ts';
import { emptyDocument, renderInto, renderReadme } from './boundaries/render.ts';
import { table } from './boundaries/table.ts';

/**
 * `npm run boundaries`: import graph, closed world of packages, type environments, folder READMEs, weak tests, and
 * whether the tables in ARCHITECTURE.md are current. With `-- --write` it rewrites those tables and gives folders
 * without a README a first one.
 */
async function run(root: string, isWriting: boolean): Promise<readonly string[]> {
  return [
    ...(await writeReadmes(root, isWriting)),
    ...(await judgeDocument(join(root, 'ARCHITECTURE.md'), isWriting)),
    ...judgePackages(root, table),
    ...judgeEnvironments(root, table),
    ...judgeReadmes(root, table),
    ...judgeTests(root),
    ...(await judgeGraph(root, table)),
  ];
}

/** Existing READMEs are left as their owners wrote them. */
async function writeReadmes(root: string, isWriting: boolean): Promise<readonly string[]> {
  if (!isWriting) return [];
  for (const folder of readmeFolders(root, table)) {
    const path = join(root, folder, 'README.md');
    if (!existsSync(path)) writeFileSync(path, await renderReadme(folder, table));
  }
  return [];
}

async function judgeDocument(path: string, isWriting: boolean): Promise<readonly string[]> {
  const current = existsSync(path) ? readFileSync(path, 'utf8') : isWriting ? emptyDocument() : '';
  const { text, missing } = await renderInto(current, table);
  if (isWriting) writeFileSync(path, text);
  return [
    ...missing.map((section) => `ARCHITECTURE.md: the markers of "${section}" are missing`),
    ...(text === current || isWriting
      ? []
      : ['ARCHITECTURE.md: tables are out of date; npm run boundaries -- --write']),
  ];
}

const problems = await run(process.cwd(), process.argv.includes('--write'));
for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? 'boundaries: no violations' : `boundaries: ${problems.length} violations`);
process.exitCode = problems.length === 0 ? 0 : 1;
