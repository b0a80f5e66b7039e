import { updateSettings as write, type CounterSettings } from '#renderer/data/repositories/settings-repository.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

/** Changes settings of this counter. */
export async function updateSettings(deps: WorkflowDeps, change: Partial<CounterSettings>): Promise<void> {
  await write(deps.database, change);
}
