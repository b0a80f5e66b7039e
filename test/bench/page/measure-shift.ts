import { compose } from '#renderer/app/compose.ts';
import { findOfficeData } from '#renderer/data/repositories/catalogue-repository.ts';
import { CounterDatabase } from '#renderer/data/schema/database.ts';
import { systemClock } from '#renderer/platform/system-clock.ts';
import { systemIds } from '#renderer/platform/system-ids.ts';
import { createUpdateSignal } from '#renderer/platform/update-signal.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { Session } from '#renderer/workflows/workflow-deps.ts';
import type { DossierId, FeePaymentId } from '#shared/kernel/ids.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { ShiftFigures } from './bench-api.ts';
import { createBenchHost } from './bench-host.ts';

/** Closes shifts with so many payments through the composed application, and adds each up raw from a plain read. */
export async function measureShift(options: {
  readonly pin: string;
  readonly payments: number;
  readonly measured: number;
}): Promise<ShiftFigures> {
  const database = new CounterDatabase();
  const { services } = await compose(createBenchHost(), createUpdateSignal());
  const { workflows } = services;
  const [officer] = (await findOfficeData(database))?.officers ?? [];
  if (officer === undefined) throw new Error('stock the machine first');
  let session = must(await workflows.signIn(officer.officerId, options.pin));
  const figures = { closeMs: [] as number[], rawSumMs: [] as number[], longTaskMs: [] as number[] };
  const observer = new PerformanceObserver((list) => {
    figures.longTaskMs.push(...list.getEntries().map(({ duration }) => duration));
  });
  for (let round = 0; round < options.measured; round += 1) {
    await database.feePayments.bulkAdd(paymentsOf(session, options.payments));
    must(await workflows.openShift(session, { floatVnd: 0, handedOverFrom: null }));
    await idle();
    figures.rawSumMs.push(await timeOf(() => sumRaw(database, session)));
    await idle();
    observer.observe({ entryTypes: ['longtask'] });
    const count = { counted: [], differenceReason: 'mẫu', handedOverTo: null, unsettledCount: 0 };
    figures.closeMs.push(
      await timeOf(async () => must(await workflows.closeShift(session, session.shift.shiftId, count))),
    );
    await idle();
    observer.disconnect();
    session = must(await workflows.beginNextShift(session));
  }
  database.close();
  return figures;
}

function paymentsOf({ shift, officer }: Session, count: number): FeePayment[] {
  return Array.from({ length: count }, (_, index) => ({
    feePaymentId: systemIds.next<FeePaymentId>(),
    shiftId: shift.shiftId,
    dossierId: systemIds.next<DossierId>(),
    dossierCode: `H99.01-261120-${String(index + 1).padStart(4, '0')}`,
    means: index % 5 === 0 ? 'bankTransfer' : 'cash',
    amountVnd: 8_000,
    feeItems: [
      {
        ...{ feeRateId: 'mau', kind: 'fee', name: 'Phí mẫu', quantity: { pages: 1, units: 1 } },
        ...{ fullAmountVnd: 8_000, exemptionId: null, amountVnd: 8_000, legalBasis: 'mẫu' },
      },
    ],
    collectedAt: systemClock.now(),
    collectedBy: officer.officerId,
  }));
}

async function sumRaw(database: CounterDatabase, { shift }: Session): Promise<number> {
  const rows = await database.feePayments.where('shiftId').equals(shift.shiftId).toArray();
  let sum = 0;
  for (const { amountVnd } of rows) sum += amountVnd;
  return sum;
}

function idle(): Promise<unknown> {
  return new Promise((resolve) => requestIdleCallback(resolve));
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function must<Value>(result: Result<Value, { readonly code: string }>): Value {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}
