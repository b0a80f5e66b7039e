import { beforeEach, describe, expect, it } from 'vitest';
import { listDossierYears, readDossiersOfYear, YEAR_SLICE } from '#renderer/data/repositories/dossiers-of-year.ts';
import { toSummary } from '#renderer/data/repositories/dossier-summaries.ts';
import type { Papers } from '#renderer/workflows/workflow-deps.ts';
import { inspectPdf } from '#shared/documents/inspect-pdf.ts';
import { decideAcceptDossier } from '#shared/domain/decide-accept-dossier.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { DossierRegisterRow } from '#shared/domain/papers/dossier-register.ts';
import type { DossierId } from '#shared/kernel/ids.ts';
import { instantFromEpochMs, toEpochMs, type Instant } from '#shared/kernel/instant.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { acceptCommand, at, id, valueOf } from '#test/unit/shared/domain/samples.ts';

const { dossier: sample } = valueOf(decideAcceptDossier(acceptCommand()));

let bench: CounterBench;

/** The n-th dossier of the station; its order number is `n`. */
function dossier(n: number, acceptedAt: Instant): Dossier {
  const dossierCode = `H99.01-261120-${String(n).padStart(4, '0')}`;
  // Ids that run the other way: they must not decide the order.
  return { ...sample, dossierId: id(90_000 - n) as DossierId, dossierCode, orderNumber: n, acceptedAt };
}

async function store(dossiers: readonly Dossier[]): Promise<void> {
  await bench.database.dossiers.bulkPut([...dossiers]);
  await bench.database.dossierSummaries.bulkPut(dossiers.map(toSummary));
}

/** One a minute from eight o'clock; some share the instant of the one before. */
async function storeMany(count: number): Promise<void> {
  const start = toEpochMs(at('2026-11-20 08:00'));
  await store(
    Array.from({ length: count }, (_, index) =>
      dossier(index + 1, instantFromEpochMs(start + Math.floor(index / 3) * 60_000)),
    ),
  );
}

/** Keeps the rows that the book is drawn from. */
function keepRows(): DossierRegisterRow[] {
  const rows: DossierRegisterRow[] = [];
  const draw: Papers['renderRegister'] = bench.papers.renderRegister.bind(bench.papers);
  bench.papers.renderRegister = (book, slices, options) => {
    async function* kept(): AsyncGenerator<readonly DossierRegisterRow[]> {
      for await (const slice of slices) {
        rows.push(...slice);
        yield slice;
      }
    }
    return draw(book, kept(), options);
  };
  return rows;
}

function run(onDone: (done: number) => void = () => undefined) {
  const controller = new AbortController();
  const progress: (readonly [number, number])[] = [];
  const onProgress = ({ done, all }: { readonly done: number; readonly all: number }): void => {
    progress.push([done, all]);
    onDone(done);
  };
  return { controller, progress, options: { signal: controller.signal, onProgress } };
}

beforeEach(async () => {
  bench = await new CounterBench().equip(0);
});

describe('the dossiers of a year', () => {
  it('are those of the calendar year on Vietnam’s clocks', async () => {
    expect(await listDossierYears(bench.database)).toEqual([]);
    const times = ['2024-05-05 09:00', '2025-12-31 23:59', '2026-01-01 00:00', '2026-12-31 23:59', '2027-01-01 00:00'];
    await store(times.map((time, index) => dossier(index + 1, at(time))));
    expect(await listDossierYears(bench.database)).toEqual([
      { year: 2027, count: 1 },
      { year: 2026, count: 2 },
      { year: 2025, count: 1 },
      { year: 2024, count: 1 },
    ]);
    const read = [];
    for await (const slice of readDossiersOfYear(bench.database, 2026)) read.push(...slice);
    expect(read.map(({ summary }) => summary.acceptedAt)).toEqual([at('2026-01-01 00:00'), at('2026-12-31 23:59')]);
  });

  it('come once each, in slices, though some share an instant and more are accepted meanwhile', async () => {
    await storeMany(140);
    const slices: number[] = [];
    const seen: string[] = [];
    for await (const slice of readDossiersOfYear(bench.database, 2026)) {
      if (slices.length === 1) await store([dossier(141, at('2026-11-20 20:00'))]);
      slices.push(slice.length);
      seen.push(...slice.map(({ summary }) => summary.dossierCode));
    }
    expect(slices).toEqual([YEAR_SLICE + 2, 38, 1]);
    expect(new Set(seen).size).toBe(141);
    expect(seen.at(-1)).toBe('H99.01-261120-0141');
  });
});

describe('the follow-up book of a year', () => {
  it('is printed on the printer for reports, with every dossier in the order of acceptance', async () => {
    await storeMany(120);
    const rows = keepRows();
    const { progress, options } = run();
    const printed = valueOf(await bench.workflows.printDossierRegister(bench.session, 2026, options));
    expect(printed).toMatchObject({ rowCount: 120, unreadableCount: 0 });
    expect(progress).toEqual([
      [0, 120],
      [102, 120],
      [120, 120],
    ]);
    expect(rows.map(({ orderNumber }) => orderNumber)).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
    expect(rows.map(({ dossierCode }) => Number(dossierCode.slice(-4)))).toEqual(rows.map((_, index) => index + 1));
    expect(rows[0]?.handlingUnit).toBe('Ủy ban nhân dân cấp xã');
    const [job] = bench.host.printed;
    expect(job).toMatchObject({ title: 'so-theo-doi-2026', copies: 1, content: { kind: 'pdf', paperSize: 'A4' } });
    const bytes = job?.content.bytes ?? new Uint8Array();
    expect(await inspectPdf(bytes)).toEqual({ ok: true, value: { pageCount: printed.pageCount } });
    // A paper of the office: nothing is counted or kept.
    expect([await bench.database.prints.count(), bench.host.kept.length]).toEqual([0, 0]);
  });

  it('keeps the place of a dossier whose record cannot be read, says so and counts it', async () => {
    await storeMany(5);
    const second = id(90_000 - 2);
    await bench.database.dossiers.update(second, { applicant: null as never });
    await bench.database.provinceRecords.put({ dossierId: id(90_000 - 4) } as never);
    const rows = keepRows();
    const saved = await bench.workflows.saveDossierRegister(bench.session, 2026, run().options);
    expect(valueOf(saved)).toMatchObject({ rowCount: 5, unreadableCount: 2 });
    const damaged = rows.find(({ dossierCode }) => dossierCode === 'H99.01-261120-0002');
    expect(damaged).toMatchObject({ applicantName: 'Lò Thị Mẫu', note: 'Bản ghi không đọc được', setCount: null });
    expect(rows.map(({ orderNumber }) => orderNumber)).toEqual([1, 2, 3, 4, 5]);
    expect(bench.host.saved).toEqual(['so-theo-doi-2026.pdf']);
    expect(JSON.stringify(bench.logger.lines)).not.toContain('Mẫu');
  });

  it('that is stopped in the middle ends within one slice, and nothing is printed', async () => {
    await storeMany(300);
    const { controller, progress, options } = run((done) => {
      if (done > YEAR_SLICE) controller.abort();
    });
    const stopped = await bench.workflows.printDossierRegister(bench.session, 2026, options);
    expect(stopped).toEqual({ ok: false, error: { code: 'registerStopped' } });
    expect(progress.at(-1)).toEqual([102, 300]);
    expect(bench.host.printed).toEqual([]);
  });

  it('is one page that says so when the year is empty', async () => {
    const printed = await bench.workflows.printDossierRegister(bench.session, 2025, run().options);
    expect(printed).toEqual({ ok: true, value: { rowCount: 0, pageCount: 1, unreadableCount: 0 } });
  });

  it('says why it was not printed or saved', async () => {
    const print = () => bench.workflows.printDossierRegister(bench.session, 2026, run().options);
    bench.host.saveFailure = 'cancelled';
    const saved = await bench.workflows.saveDossierRegister(bench.session, 2026, run().options);
    expect(saved).toEqual({ ok: false, error: { code: 'cancelled' } });
    bench.host.printFailure = 'spoolerFailed';
    expect(await print()).toEqual({ ok: false, error: { code: 'spoolerFailed' } });
    bench.host.isBroken = true;
    expect(await print()).toEqual({ ok: false, error: { code: 'spoolerFailed' } });
    bench.host.isBroken = false;
    bench.host.printers = [];
    expect(await print()).toEqual({ ok: false, error: { code: 'noPrinter' } });
    bench.papers.renderRegister = () => Promise.reject(new Error('the paper worker is gone'));
    expect(await print()).toEqual({ ok: false, error: { code: 'paperNotDrawn' } });
    const unequipped = new CounterBench();
    expect(await unequipped.workflows.printDossierRegister(unequipped.session, 2026, run().options)).toEqual({
      ok: false,
      error: { code: 'notEnrolled' },
    });
  });
});
