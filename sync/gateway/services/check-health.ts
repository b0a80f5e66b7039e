import type { ServiceDeps } from './service-deps.ts';

/** Whether the database answers. */
export async function isDatabaseReachable(deps: ServiceDeps): Promise<boolean> {
  return deps.database.query('SELECT 1').then(
    () => true,
    () => false,
  );
}
