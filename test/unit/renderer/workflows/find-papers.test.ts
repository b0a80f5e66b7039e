import { beforeEach, describe, expect, it } from 'vitest';
import type { KnownPapers } from '#renderer/workflows/find-papers.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import { findReusable, reuseFile, type DigitisedPaper } from '#shared/domain/reuse.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { OperationId } from '#shared/kernel/ids.ts';
import { sha256Of } from '#test/fakes/operation-book.ts';
import { fileOf } from '#test/support/captured.ts';
import { samplePdf } from '#test/support/sample-pdf.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { NOW, valueOf } from '#test/unit/shared/domain/samples.ts';

const CITIZEN = '011190000001';

let bench: CounterBench;
beforeEach(async () => {
  bench = await new CounterBench().equip();
});

async function find(applicantNumber: string): Promise<readonly KnownPapers[]> {
  const answers: KnownPapers[] = [];
  await bench.workflows.findPapers(applicantNumber, (papers) => answers.push(papers));
  return answers;
}

/** A dossier of the citizen whose second component has a PDF. */
async function acceptWithPdf(changes: Partial<IntakeDraft> = {}): Promise<Dossier> {
  const draft = bench.draft();
  const pdf = new File([samplePdf('giấy tờ mẫu')], 'giay-to.pdf');
  const file = fileOf(valueOf(await bench.workflows.attachFile(pdf, 'import')));
  const components = draft.components.map((component) =>
    component.requirementId === 'c2' ? { ...component, files: [file] } : component,
  );
  const applicant = { ...draft.applicant, personalIdNumber: CITIZEN, ...changes.applicant };
  return valueOf(await bench.workflows.acceptDossier(bench.session, { ...draft, components, ...changes, applicant }))
    .dossier;
}

/** What is told to the province when the pages of a component have become a PDF. */
async function digitise({ dossierId, components }: Dossier, turn: number): Promise<string> {
  const [component] = components;
  const hash = sha256Of(`pdf ${String(turn)}`);
  const payload = {
    ...{
      dossierId,
      componentId: component?.componentId,
      digitisedAt: NOW,
      digitisedBy: bench.session.officer.officerId,
    },
    file: {
      ...{ hash, mediaType: 'application/pdf', sizeBytes: 2_000 + turn, pageCount: 1 },
      ...{ conformance: 'PDF 1.7', hasTextLayer: false },
    },
    pages: [{ pageId: bench.ids.next<OperationId>(), hash: sha256Of('page') }],
  };
  const operation = {
    ...bench.operation(`dossier:${dossierId}`),
    kind: 'digitiseComponent' as const,
    payload,
    dossierId,
  };
  await bench.commit({ operations: [operation] });
  return hash;
}

describe('looking for papers of an applicant', () => {
  it('finds the PDFs of earlier dossiers here, those that came as files and those made of pages', async () => {
    const dossier = await acceptWithPdf();
    await digitise(dossier, 1);
    const last = await digitise(dossier, 2);
    const [papers, ...more] = await find(CITIZEN);
    expect(more).toEqual([]);
    expect(papers?.citizenStore).toEqual([]);
    expect(papers?.here).toMatchObject([
      { dossierCode: dossier.dossierCode, hash: last, sizeBytes: 2_002, pageCount: 1 },
      { dossierCode: dossier.dossierCode, pageCount: 1 },
    ]);
  });

  it('finds nothing of another person', async () => {
    await acceptWithPdf();
    expect(await find('011190000002')).toEqual([{ here: [], citizenStore: [] }]);
  });

  it('does not offer a paper again that was itself used again', async () => {
    const first = await acceptWithPdf();
    const [papers] = await find(CITIZEN);
    const name = first.components[1]?.name ?? '';
    const [reusable] = papers === undefined ? [] : findReusable(papers, name, bench.clock.today());
    if (reusable === undefined) throw new Error('nothing to use again');
    const draft = bench.draft();
    const components = draft.components.map((component) =>
      component.requirementId === 'c2' ? { ...component, files: [reuseFile(reusable, NOW)] } : component,
    );
    const applicant = { ...draft.applicant, personalIdNumber: CITIZEN };
    const queued = await bench.database.outbox.count();
    valueOf(await bench.workflows.acceptDossier(bench.session, { ...draft, components, applicant }));
    const [after] = await find(CITIZEN);
    expect(after?.here.map(({ dossierId }) => dossierId)).toEqual([first.dossierId]);
    const added = (await bench.database.outbox.orderBy('stationSequence').toArray()).slice(queued);
    expect(added.map(({ kind }) => kind)).toEqual(['acceptDossier', 'collectFee']);
  });

  it('tells what the province keeps once it answers, beside what is here', async () => {
    const dossier = await acceptWithPdf();
    const stored: DigitisedPaper = {
      ...{ dossierId: dossier.dossierId, dossierCode: 'H99.02-261001-0001', name: 'Giấy khai sinh (mẫu)' },
      ...{ componentId: dossier.components[0]?.componentId ?? ('' as never), digitisedAt: NOW },
      ...{ hash: sha256Of('elsewhere'), sizeBytes: 10, pageCount: 3 },
    };
    bench.storedPapers = { ok: true, value: [stored] };
    const answers = await find(CITIZEN);
    expect(answers.map(({ here, citizenStore }) => [here.length, citizenStore.length])).toEqual([
      [1, 0],
      [1, 1],
    ]);
    expect(bench.askedAtProvince).toEqual([CITIZEN]);
  });
});
