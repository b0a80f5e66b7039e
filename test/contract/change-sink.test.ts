import type { Catalogue } from '#shared/domain/office.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { MemoryChangeSink } from '#test/fakes/memory-change-sink.ts';
import { describeChangeSink } from './change-sink.contract.ts';

describeChangeSink('in memory', () => {
  const sink = new MemoryChangeSink();
  sink.workingDays = ['2026-11-19', '2026-11-20', '2026-11-23', '2026-11-24'] as LocalDate[];
  return Promise.resolve({ sink, catalogue: (catalogueVersion) => ({ catalogueVersion }) as Catalogue });
});
