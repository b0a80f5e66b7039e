import { matchesPath, zoneOf } from './paths.ts';
import type { Capability } from './capabilities.ts';
import type { BoundaryTable } from './table.ts';

/** Names under which the global object itself is reached. */
export const GLOBAL_OBJECTS = ['window', 'globalThis', 'self', 'global'] as const;

/** @returns the capabilities the file at `path` may not use */
export function forbiddenCapabilities(table: BoundaryTable, path: string): readonly Capability[] {
  const zone = zoneOf(table, path)?.zone;
  if (zone === 'scripts' || zone === 'configs') return [];
  return table.capabilities.filter(
    (capability) =>
      !(zone === 'test' && capability.isForTestsToo !== true) &&
      !capability.only.some((pattern) => matchesPath(path, pattern)),
  );
}

/**
 * @param dotted a global name with its properties, e.g. `fetch` or `window.navigator.onLine`
 * @returns why its use is forbidden, or `undefined`
 */
export function judgeName(forbidden: readonly Capability[], dotted: string): string | undefined {
  const name = withoutGlobalObject(dotted);
  const hit = forbidden.find(
    (capability) => capability.globals?.includes(name) === true || capability.properties?.includes(name) === true,
  );
  return hit === undefined ? undefined : explain(name, hit);
}

/** `new Date()` and `Date()` read the clock; `new Date(value)` does not. */
export function judgeBareConstructor(forbidden: readonly Capability[], dotted: string): string | undefined {
  const name = withoutGlobalObject(dotted);
  const hit = forbidden.find((capability) => capability.bareConstructors?.includes(name) === true);
  return hit === undefined ? undefined : explain(`${name}()`, hit);
}

/** @param name an imported name of a built-in module, or `*` for the module as a whole */
export function judgeNodeImport(forbidden: readonly Capability[], module: string, name: string): string | undefined {
  const hit = forbidden.find((capability) =>
    capability.nodeImports?.some((entry) => entry === `${module}#${name}` || entry === `${module}#*`),
  );
  return hit === undefined ? undefined : explain(`${module} ${name}`.replace(/ \*$/, ''), hit);
}

function withoutGlobalObject(dotted: string): string {
  const [first = '', ...rest] = dotted.split('.');
  return rest.length > 0 && (GLOBAL_OBJECTS as readonly string[]).includes(first) ? rest.join('.') : dotted;
}

function explain(name: string, { capability, only, instead }: Capability): string {
  const where = only.length === 0 ? 'nobody' : only.join(', ');
  return `"${name}" (${capability}) belongs to ${where}; use ${instead}`;
}
