import type { AppError } from '#shared/kernel/app-error.ts';
import { toCanonicalJson } from '#shared/kernel/canonical-json.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { insertOnlinePayment } from '#sync/gateway/store/bank-store.ts';
import { insertChangeList, listStationsOfAgency } from '#sync/gateway/store/changes-store.ts';
import type { ChangePayload } from '#sync/protocol/changes.ts';
import { change } from './province-changes.ts';
import type { ServiceDeps } from './service-deps.ts';

/** As the payment platform reports it; the reference is the platform's own. */
export type OnlinePayment = Omit<ChangePayload<'onlinePaymentReported'>, 'onlinePaymentId'>;

/**
 * Tells every station of the agency of a payment made online (FE-02, FE-05). The same report again tells nobody anything;
 * another payment under a reference that is known is refused.
 */
export async function reportOnlinePayment(
  deps: ServiceDeps,
  agencyCode: string,
  payment: OnlinePayment,
): Promise<Result<void, AppError<'paymentReferenceReused'>>> {
  const onlinePaymentId = deps.ids.next();
  const payload = change('onlinePaymentReported', { onlinePaymentId, ...payment });
  return deps.database.transaction(async (tx) => {
    const reportedAt = deps.clock.now();
    const stored = await insertOnlinePayment(tx, {
      onlinePaymentId,
      agencyCode,
      reportedAt,
      ...payment,
      document: payment,
    });
    if (!stored.isNew) {
      const isSame = toCanonicalJson(stored.document) === toCanonicalJson(payment);
      return isSame ? ok(undefined) : err({ code: 'paymentReferenceReused' });
    }
    const stationIds = await listStationsOfAgency(tx, agencyCode);
    const changes = stationIds.map((stationId) => ({ stationId, payload }));
    if (changes.length > 0) await insertChangeList(tx, 'onlinePaymentReported', changes, reportedAt);
    return ok(undefined);
  });
}
