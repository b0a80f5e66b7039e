import type { Result } from '#shared/kernel/result.ts';
import type { DigitisedPaper } from '#shared/domain/reuse.ts';
import type { GatewayFailure } from './gateway-client.ts';

/** Kho dữ liệu điện tử của công dân, as the province keeps it. Works only with a connection; nothing waits for it. */
export interface CitizenStore {
  /**
   * Papers of a person (số định danh cá nhân) or an organisation (tax code) that the province keeps with consent and has
   * of settled dossiers (001:7.2c). Never throws. The number travels in the body, never in an address.
   */
  findPapers(applicantNumber: string): Promise<Result<readonly DigitisedPaper[], GatewayFailure>>;
}
