import { beforeEach, describe, expect, it } from 'vitest';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { id, NOW, officer, procedure, valueOf } from '#test/unit/shared/domain/samples.ts';
import { toEpochMs, instantFromEpochMs } from '#shared/kernel/instant.ts';

let bench: CounterBench;
beforeEach(async () => {
  bench = await new CounterBench().equip();
});
const save = (draft = bench.draft()) => bench.workflows.saveDraft(draft);
const stored = () => bench.database.drafts.toArray();

describe('a new draft', () => {
  it('has its final ids, belongs to the officer, and leaves no row while it is empty', async () => {
    const draft = bench.workflows.startDraft(bench.session);
    expect(draft).toMatchObject({ startedBy: officer.officerId, startedAt: NOW, procedureCode: null });
    expect(await save(draft)).toEqual({ ok: true, value: null });
    expect(await stored()).toEqual([]);
  });

  it('gets the checklist of its procedure, nothing ticked, with ids of its own', () => {
    const components = bench.workflows.startComponents(procedure);
    expect(components.map(({ requirementId, isReceived }) => [requirementId, isReceived])).toEqual([
      ['c1', false],
      ['c2', false],
      ['c3', false],
    ]);
    expect(new Set(components.map((component) => component.componentId)).size).toBe(3);
  });
});

describe('saving a draft', () => {
  it('keeps what was typed, with the time of the last change', async () => {
    const draft = bench.draft();
    bench.clock.advance(60_000);
    valueOf(await save(draft));
    expect(await stored()).toEqual([{ ...draft, updatedAt: bench.clock.now() }]);
  });

  it('writes nothing when nothing has changed', async () => {
    const draft = bench.draft();
    valueOf(await save(draft));
    const [first] = await stored();
    bench.clock.advance(60_000);
    valueOf(await save(draft));
    expect(await stored()).toEqual([first]);
  });

  it('never dates a draft back, even when the clock of the machine is set back', async () => {
    const draft = bench.draft();
    valueOf(await save(draft));
    bench.clock.setWall(instantFromEpochMs(toEpochMs(NOW) - 3_600_000));
    valueOf(await save({ ...draft, summary: 'gõ thêm' }));
    expect(await stored()).toMatchObject([{ summary: 'gõ thêm', updatedAt: NOW }]);
  });

  it('does not bring back a draft whose dossier has been accepted', async () => {
    const draft = bench.draft();
    valueOf(await save(draft));
    const [late] = await Promise.all([
      save({ ...draft, summary: 'gõ thêm' }),
      bench.workflows.acceptDossier(bench.session, draft),
    ]);
    expect(late.ok || late.error.code === 'dossierAlreadyRecorded').toBe(true);
    expect(await save({ ...draft, summary: 'gõ thêm nữa' })).toEqual({
      ok: false,
      error: { code: 'dossierAlreadyRecorded' },
    });
    expect(await stored()).toEqual([]);
  });

  it('and discarding it touches no other draft and no scan', async () => {
    const [draft, other] = [bench.draft(), bench.draft()];
    await save(draft);
    await save(other);
    const file = new File([Uint8Array.from([0xff, 0xd8, 0xff, 1])], 'anh.jpg');
    valueOf(await bench.workflows.attachFile(file, 'import'));
    expect(await bench.workflows.discardDraft(draft)).toEqual({ ok: true, value: null });
    expect((await stored()).map((row) => row.draftId)).toEqual([other.draftId]);
    expect(await bench.database.blobs.count()).toBe(1);
    expect(await bench.workflows.discardDraft({ ...draft, draftId: id(12) as typeof draft.draftId })).toMatchObject({
      ok: true,
    });
  });
});
