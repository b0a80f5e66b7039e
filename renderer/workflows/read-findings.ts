import { markFindingsRead } from '#renderer/data/repositories/store-findings.ts';
import type { Session, WorkflowDeps } from './workflow-deps.ts';

/** An officer has read what was found when the app was opened; it is kept with who and when, and shown no more. */
export async function readFindings(deps: WorkflowDeps, { officer }: Session): Promise<void> {
  await markFindingsRead(deps.database, officer.officerId, deps.clock.now());
}
