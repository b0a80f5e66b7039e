import { builtinModules } from 'node:module';
import { matchesPath, SUBPATH_ROOTS, targetOf, zoneOf } from './paths.ts';
import type { BoundaryTable } from './table.ts';
import type { Zone } from './zone.ts';

/** One import as the source spells it. */
export interface ImportRequest {
  /** Path of the importing file from the root, with forward slashes. */
  readonly from: string;
  readonly specifier: string;
  readonly isTypeOnly: boolean;
  /** Imported names; `undefined` when the whole module is taken (namespace, default, dynamic, side effect). */
  readonly names: readonly string[] | undefined;
}

const HAS_EXTENSION = /\.(?:ts|tsx|css|json|svg|png|jpg|woff2|ttf|wasm|html|sql|js|mjs|cjs)$/;

/** @returns why the import is forbidden, or `undefined` when it is allowed */
export function judgeImport(table: BoundaryTable, request: ImportRequest): string | undefined {
  const spelling = judgeSpelling(request);
  if (spelling !== undefined) return spelling;
  const zone = zoneOf(table, request.from);
  if (zone === undefined) return `"${request.from}" belongs to no folder of the tree (architecture, section 2)`;
  const target = targetOf(request.from, request.specifier);
  if (target.kind === 'file') return judgeFile(table, zone, request, target.path);
  if (target.kind === 'node') return judgeNodeModule(table, zone, target.name);
  return judgePackage(table, zone, request, target.name);
}

function judgeSpelling({ from, specifier }: ImportRequest): string | undefined {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare.split('/').includes('..')) return `"${specifier}": write the path from the root ("#…"), never "../"`;
  if (builtinModules.includes(bare)) return `"${specifier}": write "node:${specifier}"`;
  const isFile = bare.startsWith('.') || bare.startsWith('#');
  if (isFile && !HAS_EXTENSION.test(bare)) return `"${specifier}": an import carries its file extension`;
  if (!bare.startsWith('#')) return undefined;
  if (!SUBPATH_ROOTS.some((root) => bare.startsWith(`#${root}/`))) return `"${specifier}": unknown subpath import`;
  const folder = from.split('/').slice(0, -1).join('/');
  const rest = bare.slice(1).startsWith(`${folder}/`) ? bare.slice(folder.length + 2) : undefined;
  if (rest !== undefined && !rest.includes('/')) return `"${specifier}": same folder, write "./${rest}"`;
  return undefined;
}

function judgeFile(table: BoundaryTable, zone: Zone, request: ImportRequest, path: string): string | undefined {
  const target = zoneOf(table, path);
  if (target === undefined) return `"${path}" belongs to no folder of the tree (architecture, section 2)`;
  if (target.zone === zone.zone) return judgeSibling(zone, request.from, path);
  if (target.zone === 'test') return `nothing may import test/ ("${path}")`;
  if (target.zone === 'kernel' || zone.mayImport.includes(target.zone)) return undefined;
  const typesOnly = zone.mayImportTypes ?? [];
  if (typesOnly.includes(target.zone)) {
    return request.isTypeOnly ? undefined : `${zone.zone} may import only types of ${target.zone}: use "import type"`;
  }
  return `${zone.zone} (${zone.path}) may not import ${target.zone} (${target.path}); it may import: ${allowed(zone)}`;
}

/** Features share a zone but stay strangers to each other. */
function judgeSibling(zone: Zone, from: string, to: string): string | undefined {
  if (zone.hasSeparateChildren !== true) return undefined;
  const depth = zone.path.split('/').length;
  const [own, other] = [from, to].map((path) => path.split('/')[depth]);
  return own === other ? undefined : `${zone.path}/${own ?? ''} may not import another feature (${other ?? ''})`;
}

function judgeNodeModule(table: BoundaryTable, zone: Zone, name: string): string | undefined {
  if (table.nodeZones.includes(zone.zone)) return undefined;
  return `${zone.zone} (${zone.path}) may not import Node's built-in modules ("${name}")`;
}

function judgePackage(table: BoundaryTable, zone: Zone, request: ImportRequest, name: string): string | undefined {
  const rule = table.packages.find((candidate) => candidate.name === name);
  if (rule === undefined) return `package "${name}" is not in the package table (scripts/boundaries/packages.ts)`;
  if (!rule.zones.includes(zone.zone)) {
    const where = rule.zones.length === 0 ? 'no folder' : rule.zones.join(', ');
    return `package "${name}" may not be imported by ${zone.zone} (${zone.path}); it belongs to: ${where}`;
  }
  if (rule.onlyFiles !== undefined && !matchesPath(request.from, rule.onlyFiles)) {
    return `package "${name}" may be imported only by ${rule.onlyFiles}`;
  }
  const banned = request.names?.find((imported) => rule.bannedNames?.names.includes(imported));
  if (banned !== undefined) return `"${banned}" of "${name}" is banned: ${rule.bannedNames?.reason ?? ''}`;
  return judgePartial(table, zone, request, name);
}

function judgePartial(table: BoundaryTable, zone: Zone, request: ImportRequest, name: string): string | undefined {
  const partial = table.partialImports.find((candidate) => candidate.zone === zone.zone && candidate.name === name);
  if (partial === undefined || request.isTypeOnly) return undefined;
  if (request.names?.every((imported) => partial.only.includes(imported)) === true) return undefined;
  return `${zone.zone} may import from "${name}" only: ${partial.only.join(', ')}`;
}

function allowed(zone: Zone): string {
  const values = zone.zone === 'kernel' ? [] : ['kernel', ...zone.mayImport];
  const types = (zone.mayImportTypes ?? []).map((name) => `${name} (types)`);
  return [...values, ...types].join(', ') || 'nothing';
}
