import { beforeEach, describe, expect, it } from 'vitest';
import { listWaiting } from '#renderer/data/repositories/digitisation-repository.ts';
import { digitiseComponent, type DigitiseDeps } from '#renderer/workflows/digitise-component.ts';
import type { Digitisation } from '#shared/domain/digitisation.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import type { Sha256 } from '#shared/kernel/ids.ts';
import { lineOfBlob, lineOfDossier } from '#shared/kernel/line-keys.ts';
import { readPage } from '#test/support/component-input.ts';
import { sha256Of } from '#test/support/gateway-station.ts';
import { sampleJpeg } from '#test/support/sample-jpeg.ts';
import { acceptWithPages, capturePages } from '#test/support/scanned-dossier.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';

let bench: CounterBench;
let dossier: Dossier;
let pages: readonly ScannedPage[];
beforeEach(async () => {
  bench = await new CounterBench().equip();
  pages = await capturePages(
    bench.workflows,
    ['một', 'hai'].map((note) => sampleJpeg(note)),
  );
  ({ dossier } = await acceptWithPages(bench.workflows, bench.session, bench.draft(), pages));
  // The receipt comes out by the way; what is compared below is compared after it.
  await expect.poll(() => bench.nudges).toBe(1);
});

async function waitingRow(): Promise<Digitisation> {
  const [row] = await listWaiting(bench.database);
  if (row === undefined) throw new Error('nothing waits');
  return row;
}
async function storedRow(): Promise<Digitisation> {
  const [row] = await bench.database.digitisations.toArray();
  if (row === undefined) throw new Error('no digitisation');
  return row;
}
const digitise = (row: Digitisation, more: Partial<DigitiseDeps> = {}, signal = new AbortController().signal) =>
  digitiseComponent({ ...bench.deps, ...more }, row, signal);
const operationsOf = async (kind: string) => bench.database.outbox.filter((row) => row.kind === kind).toArray();

describe('digitising a component', () => {
  it('[DG1] [DG5] stores its PDF, queues what tells of it and the PDF itself, and writes it down', async () => {
    const row = await waitingRow();
    expect(await operationsOf('storeBlob')).toEqual([]);
    const nudgesBefore = bench.nudges;
    expect(await digitise(row)).toEqual({ ok: true, value: null });
    const { fileHash, ...done } = await storedRow();
    expect(done).toEqual({ ...row, state: 'done', doneAt: bench.clock.now(), fileHash: undefined });
    const blob = await bench.database.blobs.get(fileHash ?? '');
    const bytes = new Uint8Array(blob?.bytes ?? new ArrayBuffer(0));
    expect(sha256Of(bytes)).toBe(fileHash);
    expect(blob).toMatchObject({ mediaType: 'application/pdf', isConfirmed: 0 });
    const [told] = await operationsOf('digitiseComponent');
    expect(told?.lineKey).toBe(lineOfDossier(dossier.dossierId));
    expect(told?.payload).toEqual({
      dossierId: dossier.dossierId,
      componentId: row.componentId,
      file: {
        ...{ hash: fileHash, mediaType: 'application/pdf', sizeBytes: bytes.length, pageCount: 2 },
        ...{ conformance: 'PDF 1.7', hasTextLayer: false },
      },
      pages: pages.map(({ pageId, hash }) => ({ pageId, hash })),
      digitisedAt: bench.clock.now(),
      digitisedBy: dossier.acceptedBy,
    });
    const sent = await operationsOf('storeBlob');
    expect(sent.map(({ lineKey, sizeBytes }) => [lineKey, sizeBytes])).toEqual([
      [lineOfBlob(fileHash as Sha256), bytes.length],
    ]);
    const ledger = await bench.database.ledger.where('dossierId').equals(dossier.dossierId).sortBy('at');
    expect(ledger.find(({ kind }) => kind === 'componentDigitised')?.facts).toEqual({
      ...{ componentId: row.componentId, pageCount: 2, sizeBytes: bytes.length, hasTextLayer: false },
    });
    expect(bench.nudges).toBe(nudgesBefore + 1);
  });

  it('[DG5] happens once, whichever window is first', async () => {
    const row = await waitingRow();
    const other = await new CounterBench(bench.database, 8).equip(0);
    const both = await Promise.all([
      digitise(row),
      digitiseComponent(other.deps, row, new AbortController().signal),
      digitise(row),
    ]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(await operationsOf('digitiseComponent')).toHaveLength(1);
    expect(await operationsOf('storeBlob')).toHaveLength(1);
    expect(await bench.commit({ digitisations: [row] })).toEqual({ ok: false, error: { code: 'alreadyDigitised' } });
    expect((await storedRow()).state).toBe('done');
  });

  it('[DG5] leaves nothing behind when the commit comes to nothing, and makes the same file the next time', async () => {
    const row = await waitingRow();
    const before = await bench.everything();
    const hashes: string[] = [];
    const refused: DigitiseDeps['unitOfWork'] = {
      ...bench.unitOfWork,
      commit: (changes) => {
        hashes.push(...(changes.blobs ?? []).map(({ hash }) => hash));
        return Promise.resolve({ ok: false, error: { code: 'storageFull' } });
      },
    };
    expect(await digitise(row, { unitOfWork: refused })).toEqual({ ok: false, error: { code: 'storageFull' } });
    expect(await bench.everything()).toEqual(before);
    bench.clock.advance(60_000);
    expect((await digitise(await waitingRow())).ok).toBe(true);
    expect((await storedRow()).fileHash).toBe(hashes[0]);
  });

  it('[DG6] keeps the reason and the count when a page is lost or is another one, and goes on waiting', async () => {
    const row = await waitingRow();
    const last = pages[1]?.hash ?? '';
    const stored = await bench.database.blobs.get(last);
    await bench.database.blobs.delete(last);
    expect(await digitise(row)).toEqual({ ok: false, error: { code: 'pageLost' } });
    expect(await storedRow()).toEqual({ ...row, attempts: 1, failureCode: 'pageLost' });
    if (stored === undefined) throw new Error('the page was not stored');
    await bench.database.blobs.put({ ...stored, bytes: sampleJpeg('another').buffer });
    expect(await digitise(await waitingRow())).toMatchObject({ error: { code: 'pageLost' } });
    expect(await storedRow()).toMatchObject({ attempts: 2, state: 'waiting' });
    await bench.database.blobs.put(stored);
    expect((await digitise(await waitingRow())).ok).toBe(true);
    expect(await storedRow()).toMatchObject({ attempts: 2, state: 'done', failureCode: null });
  });

  it('[DG6] keeps the reason when the worker stops', async () => {
    bench.papers.isBroken = true;
    expect(await digitise(await waitingRow())).toEqual({ ok: false, error: { code: 'papersStopped' } });
    expect(await storedRow()).toMatchObject({ attempts: 1, failureCode: 'papersStopped', state: 'waiting' });
    expect(await operationsOf('digitiseComponent')).toEqual([]);
    expect(bench.logger.lines.filter(({ event }) => event === 'digitise.failed')).toHaveLength(1);
  });

  it('puts what was read under the pages, and does without what cannot be read', async () => {
    const asked: [string, number][] = [];
    const read: DigitiseDeps['readPage'] = (image, _signal, turnedBy) => {
      asked.push([image.type, turnedBy]);
      if (asked.length === 1) return Promise.reject(new Error('the reader is gone'));
      return Promise.resolve(readPage(1654, 2339, ['Cộng hòa xã hội']));
    };
    expect((await digitise(await waitingRow(), { readPage: read })).ok).toBe(true);
    expect(asked).toEqual([
      ['image/jpeg', 0],
      ['image/jpeg', 0],
    ]);
    const [told] = await operationsOf('digitiseComponent');
    expect(told?.payload).toMatchObject({ file: { pageCount: 2, hasTextLayer: true } });
    expect(bench.logger.lines.filter(({ event }) => event === 'digitise.pageNotRead')).toHaveLength(1);
  });

  it('[DG8] stops when it is told to, which is no failed attempt', async () => {
    const row = await waitingRow();
    const before = await bench.everything();
    const stop = new AbortController();
    const read: DigitiseDeps['readPage'] = () => {
      stop.abort();
      return Promise.resolve(undefined);
    };
    expect(await digitise(row, { readPage: read }, stop.signal)).toMatchObject({
      error: { code: 'digitisingStopped' },
    });
    expect(await bench.everything()).toEqual(before);
  });
});

describe('saving the PDF of a component', () => {
  it('asks where to under the code of the dossier; says so when there is nothing to save', async () => {
    const { componentId } = await waitingRow();
    const save = () => bench.workflows.saveComponentAs(dossier.dossierId, componentId);
    expect(await save()).toMatchObject({ error: { code: 'unknownDocument' } });
    await digitise(await waitingRow());
    expect(await save()).toEqual({ ok: true, value: null });
    const place = dossier.components.findIndex((component) => component.componentId === componentId) + 1;
    expect(bench.host.saved).toEqual([`${dossier.dossierCode}-TP${String(place)}.pdf`]);
    bench.host.saveFailure = 'diskFull';
    expect(await save()).toMatchObject({ error: { code: 'diskFull' } });
    await bench.database.blobs.clear();
    expect(await save()).toMatchObject({ error: { code: 'fileRetired' } });
  });
});
