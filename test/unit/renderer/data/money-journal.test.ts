import { expect, it } from 'vitest';
import { MemoryJournal } from '#test/fakes/memory-journal.ts';
import { copyOf, startApp, truthOf, type Start } from '#test/support/journal-room.ts';
import { catalogueOf, officerWithPin, PIN } from '#test/unit/renderer/counter-bench.ts';
import { CASH, REASON, SECOND } from '#test/unit/shared/domain/money/money-samples.ts';
import { valueOf } from '#test/unit/shared/domain/samples.ts';

const second = { ...officerWithPin, officerId: SECOND, userName: 'mau2' };

async function equipped(): Promise<Start> {
  const start = await startApp(new MemoryJournal());
  await start.bench.equip(100, { ...catalogueOf(), officers: [officerWithPin, second] });
  await start.writer.flush();
  return start;
}

it('[MO8] whenever the app dies, its journal gives back payments, slip numbers and the books of the shift together', async () => {
  const before = await equipped();
  const { bench } = before;
  const session = valueOf(await bench.workflows.signIn(officerWithPin.officerId, PIN));
  valueOf(await bench.workflows.openShift(session, { floatVnd: 100_000, handedOverFrom: null }));
  const copy = await copyOf(before.database);
  const { dossier, payment } = valueOf(await bench.workflows.acceptDossier(session, bench.draft()));
  if (payment === null) throw new Error('nothing was taken');
  const what = { feePaymentId: payment.feePaymentId, reason: REASON, approver: { officerId: SECOND, pin: PIN } };
  valueOf(await bench.workflows.voidFeeReceipt(session, what, { ...CASH, amountVnd: 4_000 }));
  const marks = async (): Promise<string[]> => (await before.database.printMarks.toArray()).map(({ state }) => state);
  await expect.poll(marks).toEqual(['printed', 'printed', 'printed']);
  // Killed here: nothing is flushed, and the store of the next start is empty or an older copy.
  const was = await truthOf(before.database);
  let after = before;
  for (const store of [undefined, copy]) {
    after = await startApp(before.journal.reopened(), store);
    const truth = await truthOf(after.database);
    for (const table of ['feePayments', 'shiftEntries', 'feeReceiptBooks', 'ledger', 'outbox', 'shifts']) {
      expect(truth[table], table).toEqual(was[table]);
    }
  }
  const rest = await after.bench.workflows.collectFee(session, dossier.dossierId, CASH, 20_000);
  expect(valueOf(rest).payment.receiptNumber?.number).toBe(3);
});
