import { liveQuery } from 'dexie';
import { expect, it } from 'vitest';
import { openStore } from '#test/support/counter-store.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { valueOf } from '#test/unit/shared/domain/samples.ts';
import { putDossierState } from '#renderer/data/repositories/dossier-repository.ts';

it('probe', async () => {
  const bench = await new CounterBench(openStore()).equip();
  const a = valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft())).dossier;
  bench.clock.advance(1000);
  valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft()));
  let n = 0;
  liveQuery(() => bench.database.dossierSummaries.orderBy('acceptedAt').reverse().limit(1).toArray()).subscribe({ next: () => { n += 1; }, error: (e) => console.log('ERR', e) });
  await expect.poll(() => n).toBe(1);
  await bench.database.transaction('rw', bench.database.dossiers, bench.database.dossierSummaries, () => putDossierState(bench.database, { dossierId: a.dossierId, state: 'resolved' }));
  await new Promise((r) => setTimeout(r, 500));
  console.log('live fired', n);
});
