import { beforeEach, describe, expect, it } from 'vitest';
import { digitiseComponent } from '#renderer/workflows/digitise-component.ts';
import { createReadPage } from '#renderer/workflows/read-page.ts';
import { MOST_READING_ATTEMPTS, type Digitisation } from '#shared/domain/digitisation.ts';
import { proposeExtraction } from '#shared/domain/extraction/propose-extraction.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { SAMPLE_PAPERS } from '#test/fixtures/papers/sample-papers.ts';
import { sampleJpeg } from '#test/support/sample-jpeg.ts';
import { acceptWithPages, capturePages } from '#test/support/scanned-dossier.ts';
import { typesetPage } from '#test/support/typeset-page.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';

const [paper] = SAMPLE_PAPERS;
const PAGE = typesetPage({ rows: paper?.rows ?? [] });

let bench: CounterBench;
beforeEach(async () => {
  bench = await new CounterBench().equip();
  const [first, second] = await capturePages(
    bench.workflows,
    ['một', 'hai'].map((note) => sampleJpeg(note)),
  );
  if (first === undefined || second === undefined) throw new Error('nothing was captured');
  await acceptWithPages(bench.workflows, bench.session, bench.draft(), [
    { ...first, isBlank: true },
    { ...second, turnedBy: 90 },
  ]);
  await expect.poll(() => bench.nudges).toBe(1);
});

async function row(): Promise<Digitisation> {
  const [stored] = await bench.database.digitisations.toArray();
  if (stored === undefined) throw new Error('no digitisation');
  return stored;
}
const digitise = async (signal = new AbortController().signal) =>
  digitiseComponent({ ...bench.deps, readPage: createReadPage(bench.deps) }, await row(), signal);
const warnings = () => bench.logger.lines.filter(({ event }) => event === 'digitise.pageNotRead');
const hasTextLayer = async () => {
  const [entry] = await bench.database.ledger.filter(({ kind }) => kind === 'componentDigitised').toArray();
  return entry?.facts['hasTextLayer'];
};

describe('reading pages for their PDF', () => {
  it('[DG9] [DG10] reads every page as it is shown, a blank one too, and keeps what it proposes with the PDF', async () => {
    bench.pageReader.answer = (place) => (place === 0 ? err({ code: 'notAPicture' }) : ok(PAGE));
    const { componentId, dossierId } = await row();
    expect((await digitise()).ok).toBe(true);
    expect(bench.pageReader.asked.map(({ turnedBy }) => turnedBy)).toEqual([0, 90]);
    expect(await hasTextLayer()).toBe(true);
    const proposal = proposeExtraction([{ ...PAGE, lines: [] }, PAGE]);
    expect(proposal.numberSymbol).toMatchObject({ value: '123/QĐ-UBND', pageIndex: 1 });
    expect(await bench.database.extractions.toArray()).toEqual([
      { componentId, dossierId, state: 'proposed', proposal, confirmed: null },
    ]);
    const sent = JSON.stringify(await bench.database.outbox.filter(({ kind }) => kind !== 'acceptDossier').toArray());
    const log = JSON.stringify(bench.logger.lines);
    const ledger = JSON.stringify(await bench.database.ledger.toArray());
    for (const found of ['123/QĐ-UBND', 'Nguyễn Thị Thử Nghiệm', '001190000001'])
      expect([sent, log, ledger].filter((text) => text.includes(found))).toEqual([]);
    expect(warnings().map(({ fields }) => fields)).toEqual([{ code: 'notAPicture' }]);
  });

  it.each(['readerUnavailable', 'readingStopped', 'notAPicture'] as const)(
    '[DG9] does without the words when every page answers %s',
    async (code) => {
      bench.pageReader.answer = () => err({ code });
      expect((await digitise()).ok).toBe(true);
      expect(await row()).toMatchObject({ state: 'done', attempts: 0, failureCode: null });
      expect(await hasTextLayer()).toBe(false);
      expect(await bench.database.extractions.count()).toBe(0);
      expect(warnings()).toHaveLength(2);
    },
  );

  it('[DG10] proposes nothing where nothing was found', async () => {
    bench.pageReader.answer = () => ok({ ...PAGE, lines: PAGE.lines.slice(-1) });
    expect((await digitise()).ok).toBe(true);
    expect(await hasTextLayer()).toBe(true);
    expect(await bench.database.extractions.count()).toBe(0);
  });

  it('[DG9] begins again from the first page after a stop, which is no attempt and no page without words', async () => {
    const before = await bench.everything();
    const stop = new AbortController();
    bench.pageReader.answer = (place) => {
      if (place === 1) stop.abort();
      return ok(PAGE);
    };
    expect(await digitise(stop.signal)).toMatchObject({ error: { code: 'digitisingStopped' } });
    expect(await bench.everything()).toEqual(before);
    expect(warnings()).toEqual([]);
    bench.pageReader.answer = () => ok(PAGE);
    expect((await digitise()).ok).toBe(true);
    expect(bench.pageReader.asked).toHaveLength(4);
    expect(await bench.database.extractions.count()).toBe(1);
  });

  it('[DG9] makes the PDF unread when reading has ended the window three times', async () => {
    for (let death = 1; death <= MOST_READING_ATTEMPTS; death += 1) {
      // The window goes in the middle of a page: nothing after this is ever done.
      bench.pageReader.answer = () => new Promise(() => undefined);
      const asked = bench.pageReader.asked.length;
      void digitise();
      await expect.poll(() => bench.pageReader.asked.length).toBe(asked + 1);
      bench = await new CounterBench(bench.database, 7 + death).equip(0);
      expect(await row()).toMatchObject({ state: 'waiting', attempts: death, failureCode: null });
    }
    expect((await digitise()).ok).toBe(true);
    expect(bench.pageReader.asked).toEqual([]);
    expect(await row()).toMatchObject({ state: 'done' });
    expect(await hasTextLayer()).toBe(false);
  });

  it('[DG10] keeps no proposal when the PDF is not kept', async () => {
    bench.pageReader.answer = () => ok(PAGE);
    bench.papers.isBroken = true;
    expect(await digitise()).toEqual({ ok: false, error: { code: 'papersStopped' } });
    expect(await bench.database.extractions.count()).toBe(0);
    bench.papers.isBroken = false;
    expect((await digitise()).ok).toBe(true);
    expect(await bench.database.extractions.count()).toBe(1);
  });
});
