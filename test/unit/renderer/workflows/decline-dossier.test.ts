import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { refuseDossierPayloadSchema, requestSupplementPayloadSchema } from '#sync/protocol/payloads.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { valueOf } from '#test/unit/shared/domain/samples.ts';

const REASON = 'Hồ sơ không thuộc thẩm quyền giải quyết của xã';

let bench: CounterBench;
beforeEach(async () => {
  bench = await new CounterBench().equip();
});

const nothingReceived = () => {
  const draft = bench.draft();
  return { ...draft, components: draft.components.map((component) => ({ ...component, isReceived: false })) };
};
const refuse = (draft = bench.draft(), reason = REASON) => bench.workflows.refuseDossier(bench.session, draft, reason);
const requestSupplement = (draft = nothingReceived(), details: Readonly<Record<string, string>> = {}) =>
  bench.workflows.requestSupplement(bench.session, draft, REASON, details);

describe('refusing a dossier', () => {
  it('records and queues the decision with its reason, takes no number and removes the draft', async () => {
    const draft = bench.draft();
    await bench.workflows.saveDraft(draft);
    valueOf(await refuse(draft));
    const { outbox, ledger, drafts, dossiers, numberBlocks } = await bench.everything();
    expect(outbox).toMatchObject([{ kind: 'refuseDossier', lineKey: `dossier:${draft.dossierId}`, sequence: 1 }]);
    const payload = v.parse(refuseDossierPayloadSchema, (outbox[0] as { payload: unknown }).payload);
    expect(payload).toMatchObject({
      dossierId: draft.dossierId,
      reason: REASON,
      decidedBy: bench.session.officer.officerId,
    });
    expect(ledger[0]).toMatchObject({ kind: 'dossierRefused', dossierId: draft.dossierId });
    expect(JSON.stringify(ledger)).not.toContain('Lò');
    expect([drafts, dossiers]).toEqual([[], []]);
    expect(numberBlocks).toMatchObject([{ next: 1 }]);
    expect(bench.nudges).toBe(1);
  });

  it.each([
    ['ERR_0042', 'reasonTooShort'],
    ['ERR_0042_0042', 'reasonNotInWords'],
  ])('for "%s" is refused itself, and the draft stays', async (reason, code) => {
    const draft = bench.draft();
    await bench.workflows.saveDraft(draft);
    expect(await refuse(draft, reason)).toMatchObject({ ok: false, error: { code } });
    expect(await bench.database.drafts.count()).toBe(1);
    expect(await bench.database.outbox.count()).toBe(0);
  });

  it('needs to know what was asked for', async () => {
    const draft = bench.draft({ procedureCode: null, procedureVersion: null });
    expect(await refuse(draft)).toMatchObject({ ok: false, error: { code: 'intakeHasProblems' } });
  });

  it('is done once, when the key is pressed twice', async () => {
    const draft = bench.draft();
    const results = await Promise.all([refuse(draft), refuse(draft)]);
    expect(results.map((result) => (result.ok ? 'done' : result.error.code)).sort()).toEqual([
      'done',
      'dossierAlreadyRecorded',
    ]);
    expect(await bench.database.outbox.count()).toBe(1);
  });

  it('of an accepted dossier is refused', async () => {
    const draft = bench.draft();
    valueOf(await bench.workflows.acceptDossier(bench.session, draft));
    expect(await refuse(draft)).toEqual({ ok: false, error: { code: 'alreadyAccepted' } });
  });

  it('ends the intake: it can be neither accepted afterwards nor brought back by a late autosave', async () => {
    const draft = bench.draft();
    valueOf(await refuse(draft));
    const recorded = { ok: false, error: { code: 'dossierAlreadyRecorded' } };
    expect(await bench.workflows.acceptDossier(bench.session, draft)).toEqual(recorded);
    expect(await bench.workflows.saveDraft({ ...draft, summary: 'gõ thêm' })).toEqual(recorded);
    expect(await bench.database.drafts.count()).toBe(0);
  });
});

describe('asking for a supplement', () => {
  it('lists everything that is missing in one go, in words', async () => {
    const draft = nothingReceived();
    valueOf(await requestSupplement(draft, { c3: 'Giấy ủy quyền phải có chứng thực' }));
    const [row] = await bench.database.outbox.toArray();
    const payload = v.parse(requestSupplementPayloadSchema, row?.payload);
    expect(payload.missing.map(({ requirementId, detail }) => [requirementId, detail])).toEqual([
      ['c1', 'Chưa xuất trình: 01 bản chính'],
      ['c2', 'Chưa nộp: 02 bản sao'],
      ['c3', 'Giấy ủy quyền phải có chứng thực'],
    ]);
    const [entry] = await bench.database.ledger.where('dossierId').equals(draft.dossierId).sortBy('at');
    expect(entry).toMatchObject({ kind: 'supplementRequested', facts: { missingCount: 3 } });
  });

  it('is refused when nothing is missing, or for a paper outside the list', async () => {
    expect(await requestSupplement(bench.draft())).toEqual({ ok: false, error: { code: 'nothingMissing' } });
    const outside = await requestSupplement(nothingReceived(), { c9: 'Ảnh chân dung' });
    expect(outside).toMatchObject({
      ok: false,
      error: { code: 'requirementUnknown', details: { requirementIds: ['c9'] } },
    });
    expect(await bench.database.outbox.count()).toBe(0);
  });

  it('is refused on a machine that is not enrolled', async () => {
    const bare = new CounterBench();
    const asked = await bare.workflows.requestSupplement(bare.session, bare.draft(), REASON, {});
    expect(asked).toEqual({ ok: false, error: { code: 'notEnrolled' } });
  });
});

describe('the paper of a declined intake', () => {
  const markOf = (issuedDocumentId: string) => bench.database.printMarks.get(issuedDocumentId);

  it('is issued with the decision, printed at once and again as a reprint, though there is no dossier', async () => {
    const draft = nothingReceived();
    const { issuedDocumentId } = valueOf(await requestSupplement(draft));
    const { dossierId } = draft;
    expect(await bench.database.issuedDocuments.toArray()).toMatchObject([
      { issuedDocumentId, dossierId, content: { kind: 'supplementRequest', reason: REASON, dossierCode: null } },
    ]);
    await expect.poll(async () => (await markOf(issuedDocumentId))?.state).toBe('printed');
    valueOf(await bench.workflows.printDocument(bench.session, issuedDocumentId));
    expect(await markOf(issuedDocumentId)).toMatchObject({ dossierId, dossierCode: null, printCount: 2 });
    expect(bench.papers.drawn.map(({ content, copyNumber }) => [content.kind, copyNumber])).toEqual([
      ['supplementRequest', 1],
      ['supplementRequest', 2],
    ]);
    // Neither file nor queue names the person.
    expect(bench.host.printed.map(({ title }) => title)).toEqual([`${issuedDocumentId}-1`, `${issuedDocumentId}-2`]);
    expect(valueOf(await bench.workflows.saveDocumentAs(issuedDocumentId))).toBeNull();
    expect(bench.host.saved).toEqual([`${issuedDocumentId}.pdf`]);
  });

  it('that does not come out changes nothing of the decision: its mark says so, and it is printed later', async () => {
    bench.host.printFailure = 'noPrinter';
    const { issuedDocumentId } = valueOf(await refuse());
    await expect.poll(async () => (await markOf(issuedDocumentId))?.state).toBe('failed');
    expect(await bench.database.outbox.count()).toBe(1);
    bench.host.printFailure = undefined;
    valueOf(await bench.workflows.printDocument(bench.session, issuedDocumentId));
    expect(await markOf(issuedDocumentId)).toMatchObject({ state: 'printed', printCount: 1, failureCode: null });
    expect(bench.papers.drawn.at(-1)).toMatchObject({ content: { kind: 'refusalNotice' }, copyNumber: 1 });
  });

  it('is not issued when the decision is refused', async () => {
    expect((await refuse(bench.draft(), 'thiếu')).ok).toBe(false);
    expect(await bench.database.issuedDocuments.count()).toBe(0);
    expect(bench.papers.drawn).toEqual([]);
  });
});
