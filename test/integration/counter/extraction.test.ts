import { describe, expect, it } from 'vitest';
import type { KnownPapers } from '#renderer/workflows/find-papers.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { DossierComponentId } from '#shared/kernel/ids.ts';
import { ok } from '#shared/kernel/result.ts';
import { SAMPLE_PAPERS } from '#test/fixtures/papers/sample-papers.ts';
import type { Counter } from '#test/support/counter-room.ts';
import type { GatewayHouse } from '#test/support/gateway-house.ts';
import { openHouseForEach } from '#test/support/house-for-each.ts';
import { sampleJpeg } from '#test/support/sample-jpeg.ts';
import { acceptWithPages, capturePages } from '#test/support/scanned-dossier.ts';
import { typesetPage } from '#test/support/typeset-page.ts';

const [paper] = SAMPLE_PAPERS;

let house: GatewayHouse;
let counter: Counter;
let dossier: Dossier;
let componentId: DossierComponentId;
openHouseForEach(async (opened) => {
  house = opened;
  counter = await house.newCounter();
  counter.pageReader.answer = () => ok(typesetPage({ rows: paper?.rows ?? [] }));
});

/** A dossier whose citizen agrees to the store, its PDF made and read. */
async function takeIn(): Promise<void> {
  const pages = await capturePages(counter.workflows, [sampleJpeg('mặt trước')]);
  const draft = counter.draft({ hasStoreConsent: true });
  ({ dossier } = await acceptWithPages(counter.workflows, counter.session, draft, pages));
  await counter.digitise();
  const [proposed] = await counter.database.extractions.toArray();
  if (proposed?.state !== 'proposed') throw new Error('nothing was proposed');
  ({ componentId } = proposed);
}

async function confirm(numberSymbol: string): Promise<void> {
  const confirmed = await counter.workflows.confirmExtraction(counter.session, componentId, { numberSymbol });
  expect(confirmed).toEqual({ ok: true, value: null });
}

const confirmedThere = async () =>
  (await house.gateway.admin.listComponents(dossier.dossierId)).extractions.map(({ document }) => document);

async function inCitizenStore(): Promise<KnownPapers['citizenStore']> {
  const { applicant } = dossier;
  const found: KnownPapers[] = [];
  const applicantNumber = applicant.kind === 'citizen' ? applicant.personalIdNumber : applicant.taxCode;
  await counter.workflows.findPapers(applicantNumber, (papers) => found.push(papers));
  return found.at(-1)?.citizenStore ?? [];
}

describe('data confirmed from a digitised component, on their way to the province', () => {
  it('[DG10] [DG12] nothing is there before the confirmation, neither with the dossier nor in the citizen’s store', async () => {
    await takeIn();
    await counter.drain();
    await house.gateway.admin.changeDossierState(dossier.dossierId, 'returned');
    expect(await confirmedThere()).toEqual([]);
    expect(await inCitizenStore()).toEqual([]);
    await confirm('123/QĐ-UBND');
    await counter.drain();
    expect(await confirmedThere()).toMatchObject([{ componentId, fields: { numberSymbol: '123/QĐ-UBND' } }]);
    expect(await inCitizenStore()).toMatchObject([{ componentId, dossierCode: dossier.dossierCode }]);
  });

  it('[DG11] [DG12] arrive once each and in order, after the dossier and its PDF, through an outage and lost answers', async () => {
    counter.network.script = () => ({ kind: 'cut' });
    await takeIn();
    await confirm('123/QĐ-UBND');
    counter.forget();
    await confirm('124/QĐ-UBND');
    let lost = 0;
    counter.network.script = ({ path }) => {
      if (path !== '/v1/operations' || lost === 2) return { kind: 'deliver' };
      lost += 1;
      return { kind: 'loseAnswer' };
    };
    await counter.drain();
    expect(lost).toBe(2);
    expect(await confirmedThere()).toMatchObject([
      { fields: { numberSymbol: '123/QĐ-UBND' } },
      { fields: { numberSymbol: '124/QĐ-UBND' } },
    ]);
    expect(await house.gateway.admin.listDossiers()).toMatchObject([{ isComplete: true }]);
    expect(await house.gateway.admin.listChainBreaks()).toEqual([]);
    const log = JSON.stringify([counter.logger.lines, house.gateway.logger.lines]);
    expect(log).not.toContain('QĐ-UBND');
  });
});
