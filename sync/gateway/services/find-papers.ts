import type { DigitisedPaper } from '#shared/domain/reuse.ts';
import { listStoredPapers } from '#sync/gateway/store/citizen-papers-store.ts';
import type { ServiceDeps, StationIdentity } from './service-deps.ts';

/**
 * What the citizen's store holds of an applicant: components of settled dossiers, whose data an officer has confirmed
 * and for which the citizen has agreed (001:7.2c, 003:16). Only the count is logged.
 */
export async function findPapers(
  deps: ServiceDeps,
  { stationId }: StationIdentity,
  applicantNumber: string,
): Promise<readonly DigitisedPaper[]> {
  const papers = await listStoredPapers(deps.database, applicantNumber);
  deps.logger.info('papers looked up', { stationId, count: papers.length });
  return papers;
}
