import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { graphRules } from './graph-rules.ts';
import { CODE_FOLDERS, listFiles } from './source-files.ts';
import type { BoundaryTable } from './table.ts';

/**
 * Cruises the import graph of the tree at `root` and judges it.
 * @returns one line per violation. A tree in which the tool saw no modules, missed a source file or found no import
 * at all is a violation too: dependency-cruiser reports success when it cannot read TypeScript.
 */
export async function judgeGraph(root: string, table: BoundaryTable): Promise<readonly string[]> {
  const folders = CODE_FOLDERS.filter((folder) => existsSync(join(root, folder)));
  if (folders.length === 0) return ['import graph: 0 modules cruised'];
  // Listed first, so that a file that is written during the cruise is not taken for a missed one.
  const sources = listFiles(root, CODE_FOLDERS, /\.tsx?$/);
  const { output } = await cruise(
    [...folders],
    {
      baseDir: root,
      validate: true,
      ruleSet: { forbidden: graphRules(table) },
      doNotFollow: { path: 'node_modules' },
      tsPreCompilationDeps: true,
    },
    {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  );
  if (typeof output === 'string') return [`import graph: unexpected answer of dependency-cruiser: ${output}`];
  return [...blindSpots(sources, output), ...violations(output)];
}

/** What the tool failed to look at. */
function blindSpots(sources: readonly string[], result: ICruiseResult): readonly string[] {
  const seen = new Set(result.modules.map(({ source }) => source));
  if (seen.size === 0) return ['import graph: 0 modules cruised'];
  if (result.modules.every(({ dependencies }) => dependencies.length === 0))
    return ['import graph: no import was seen'];
  return sources.filter((path) => !seen.has(path)).map((path) => `import graph: ${path} was not cruised`);
}

function violations(result: ICruiseResult): readonly string[] {
  return result.summary.violations.map(({ rule, from, to, cycle, via }) => {
    const path = (cycle ?? via ?? [{ name: to }]).map(({ name }) => name).join(' → ');
    const comment = result.summary.ruleSetUsed?.forbidden?.find(({ name }) => name === rule.name)?.comment ?? '';
    return `${rule.name}: ${from}${path === from ? '' : ` → ${path}`} (${comment})`;
  });
}
