import { builtinModules } from 'node:module';
import type { IForbiddenRuleType } from 'dependency-cruiser';
import { patternSource } from './paths.ts';
import { CODE_FOLDERS } from './source-files.ts';
import type { BoundaryTable, Reachability } from './table.ts';
import type { Zone } from './zone.ts';

const escape = (text: string): string => text.replaceAll(/[.+^${}()|[\]\\/*]/g, String.raw`\$&`);
const ANY_CODE = `^(?:${CODE_FOLDERS.join('|')})/`;
const BUILT_IN = `^(?:node:)?(?:${builtinModules.map(escape).join('|')})$`;

/** All rules of the import graph, generated from the table. */
export function graphRules(table: BoundaryTable): IForbiddenRuleType[] {
  return [
    ...zoneRules(table),
    ...packageRules(table),
    ...table.reachability.map(reachabilityRule),
    ...shapeRules(table),
  ];
}

/** A zone without the zones nested in it. */
export function zonePattern(table: BoundaryTable, zone: Zone): string {
  if (zone.path === '.') return '^[^/]+$';
  const nested = table.zones
    .filter((other) => other.path.startsWith(`${zone.path}/`))
    .map((other) => `${escape(other.path.slice(zone.path.length + 1))}(?:/|$)`);
  const except = nested.length === 0 ? '' : `(?!${nested.join('|')})`;
  return zone.path.includes('.') ? `^${escape(zone.path)}$` : `^${escape(zone.path)}/${except}`;
}

function zoneRules(table: BoundaryTable): IForbiddenRuleType[] {
  return table.zones.map((zone) => {
    const allowed = new Set([zone.zone, 'kernel', ...zone.mayImport, ...(zone.mayImportTypes ?? [])]);
    const allowedZones = table.zones.filter((other) => allowed.has(other.zone));
    return {
      name: `folder-rules-${zone.zone}`,
      severity: 'error',
      comment: `${zone.path} may import: ${allowedZones.map((other) => other.zone).join(', ')}`,
      from: { path: zonePattern(table, zone) },
      to: { path: ANY_CODE, pathNot: allowedZones.map((other) => zonePattern(table, other)) },
    };
  });
}

function packageRules(table: BoundaryTable): IForbiddenRuleType[] {
  const patternsOf = (names: readonly string[]): string[] =>
    table.zones.filter(({ zone }) => names.includes(zone)).map((zone) => zonePattern(table, zone));
  const perPackage = table.packages.map(({ name, zones, onlyFiles }): IForbiddenRuleType => ({
    name: `package-${name}`,
    severity: 'error',
    comment: `${name} belongs to: ${zones.join(', ') || 'nobody'}`,
    from: {
      path: ANY_CODE,
      pathNot: onlyFiles === undefined ? patternsOf(zones) : [patternSource(onlyFiles)],
    },
    to: { path: packagePattern(name) },
  }));
  return [
    ...perPackage,
    {
      name: 'node-built-ins',
      severity: 'error',
      comment: `Node's built-in modules belong to: ${table.nodeZones.join(', ')}`,
      from: { path: ANY_CODE, pathNot: patternsOf(table.nodeZones) },
      to: { path: BUILT_IN, dependencyTypes: ['core'] },
    },
    {
      name: 'unlisted-package',
      severity: 'error',
      comment: 'a package that the package table does not list',
      from: { path: ANY_CODE },
      to: {
        path: '(?:^|/)node_modules/',
        pathNot: table.packages.flatMap(({ name }) => [packagePattern(name), packagePattern(`@types/${name}`)]),
      },
    },
  ];
}

/** Resolved (`node_modules/dexie/…`) or, where it is not installed, as spelt (`dexie`). */
function packagePattern(name: string): string {
  return `(?:^|^node_modules/|/node_modules/)${escape(name)}(?:/|$)`;
}

function reachabilityRule({ name, from, never, because }: Reachability): IForbiddenRuleType {
  const targets = never.map((target) => {
    if (target === 'node:') return BUILT_IN;
    return target.startsWith('npm:') ? packagePattern(target.slice('npm:'.length)) : `^${escape(target)}/`;
  });
  return {
    name,
    severity: 'error',
    comment: because,
    from: { path: from.map((path) => `^${escape(path)}/`) },
    to: { path: targets, reachable: true },
  };
}

function shapeRules(table: BoundaryTable): IForbiddenRuleType[] {
  return [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'files that need each other are one file',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'nothing imports it and it imports nothing',
      from: { orphan: true, pathNot: table.entryPoints.map(patternSource) },
      to: {},
    },
    {
      name: 'resolves',
      severity: 'error',
      comment: 'the import leads nowhere',
      from: { path: ANY_CODE },
      to: { couldNotResolve: true, pathNot: ['^virtual:', String.raw`\?`] },
    },
  ];
}
