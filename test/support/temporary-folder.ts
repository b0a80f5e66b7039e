import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder below the system's temporary folder that PostgreSQL's own account can reach as well. */
export async function makeTemporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'qmc-gateway-'));
  await chmod(folder, 0o755);
  return folder;
}
