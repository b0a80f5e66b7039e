import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { toNoticeProgress } from '#renderer/data/queries/notice-progress.ts';
import { listNotices } from '#renderer/data/repositories/notice-repository.ts';
import { createDexieChangeSink } from '#renderer/data/sync-stores/dexie-change-sink.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { NoticeId } from '#shared/kernel/ids.ts';
import { sendNoticePayloadSchema } from '#sync/protocol/payloads.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { codeOf, id, readyDraft, valueOf } from '#test/unit/shared/domain/samples.ts';

let bench: CounterBench;
beforeEach(async () => {
  bench = await new CounterBench().equip();
});

const EMAIL = 'lo.thi.mau@thu.example';
const applicant = { ...readyDraft().applicant, email: EMAIL };

async function accept(
  receiptDelivery: IntakeDraft['receiptDelivery'],
  changes: Partial<IntakeDraft> = {},
): Promise<Dossier> {
  const draft = bench.draft({ applicant, receiptDelivery, ...changes });
  return valueOf(await bench.workflows.acceptDossier(bench.session, draft)).dossier;
}
const outbox = () => bench.database.outbox.orderBy('stationSequence').toArray();
const printState = async () => (await bench.database.printMarks.toArray())[0]?.state;
const sink = () => createDexieChangeSink(bench.database);
const tell = async (
  changeNumber: number,
  noticeId: string,
  dossier: Dossier,
  state: string,
  failureCode: string | null,
) => {
  const payload = { noticeId, dossierId: dossier.dossierId, state, failureCode, changedAt: bench.clock.now() };
  await sink().applyChanges([{ changeNumber, kind: 'noticeStateChanged', payload }], changeNumber, bench.clock.now());
};
async function onlyNoticeOf({ dossierId }: Dossier): Promise<NoticeId> {
  const [record, ...others] = await listNotices(bench.database, dossierId);
  if (record === undefined || others.length > 0) throw new Error('there is one notice');
  return record.noticeId;
}
const progress = async (dossier: Dossier) => {
  const records = await listNotices(bench.database, dossier.dossierId);
  const rows = await outbox();
  return records.map((record) => toNoticeProgress(record, rows));
};

describe('the receipt by message', () => {
  it('[NT2] is queued on the line of the dossier, after it, in the commit of the acceptance', async () => {
    const dossier = await accept(['printed', 'email', 'sms']);
    const rows = await outbox();
    expect(rows.map(({ kind, lineKey, sequence }) => [kind, lineKey, sequence])).toEqual([
      ['acceptDossier', `dossier:${dossier.dossierId}`, 1],
      ['collectFee', `shift:${bench.session.shift.shiftId}`, 1],
      ['sendNotice', `dossier:${dossier.dossierId}`, 2],
      ['sendNotice', `dossier:${dossier.dossierId}`, 3],
    ]);
    const sent = rows.slice(2).map(({ payload }) => v.parse(sendNoticePayloadSchema, payload).notice);
    expect(sent.map(({ channel, to }) => [channel, to])).toEqual([
      ['email', EMAIL],
      ['sms', '+84912345678'],
    ]);
    const kept = await listNotices(bench.database, dossier.dossierId);
    expect(kept.map(({ notice }) => notice.noticeId).sort()).toEqual(sent.map(({ noticeId }) => noticeId).sort());
    await expect.poll(printState).toBe('printed');
  });

  it('[NT2] leaves nothing behind when the acceptance comes to nothing', async () => {
    const draft = bench.draft({ applicant, receiptDelivery: ['email'] });
    const before = await bench.database.outbox.count();
    const results = await Promise.all([1, 2].map(() => bench.workflows.acceptDossier(bench.session, draft)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await bench.database.notices.count()).toBe(1);
    const kinds = (await outbox()).slice(before).map(({ kind }) => kind);
    expect(kinds).toEqual(['acceptDossier', 'collectFee', 'sendNotice']);
  });

  it('[NT1] without paper prints nothing until somebody asks for it', async () => {
    const dossier = await accept(['email'], { paymentMeans: 'later' });
    await expect.poll(() => bench.nudges).toBe(1);
    expect(bench.host.printed).toEqual([]);
    expect(await printState()).toBe('onRequest');
    const [document] = await bench.database.issuedDocuments.where('dossierId').equals(dossier.dossierId).toArray();
    if (document === undefined) throw new Error('the receipt was issued');
    valueOf(await bench.workflows.printDocument(bench.session, document.issuedDocumentId));
    expect(await printState()).toBe('printed');
    expect(bench.papers.drawn).toMatchObject([{ copyNumber: 1 }]);
  });

  it('[NT1] is what the dossier says it is, and refused without an address', async () => {
    expect(await accept(undefined)).toMatchObject({ receiptDelivery: ['printed'] });
    const nobody = bench.draft({ applicant: { ...applicant, email: '' }, receiptDelivery: ['email'] });
    expect(await bench.workflows.acceptDossier(bench.session, nobody)).toMatchObject({
      error: { code: 'intakeHasProblems', details: { problems: [{ code: 'receiptEmailMissing' }] } },
    });
  });
});

describe('what becomes of a message', () => {
  it('[NT12] waits here, then is what the province said last, in whatever order that is told', async () => {
    const dossier = await accept(['email']);
    const noticeId = await onlyNoticeOf(dossier);
    expect(await progress(dossier)).toMatchObject([{ stage: 'waiting', failureCode: null }]);
    const row = (await outbox()).find(({ kind }) => kind === 'sendNotice');
    await bench.database.outbox.update(row?.operationId ?? '', { state: 'parked' });
    expect(await progress(dossier)).toMatchObject([{ stage: 'held' }]);
    await bench.database.outbox.update(row?.operationId ?? '', { state: 'acknowledged' });
    expect(await progress(dossier)).toMatchObject([{ stage: 'queued' }]);
    await tell(7, noticeId, dossier, 'queued', 'channelNotConfigured');
    expect(await progress(dossier)).toMatchObject([{ stage: 'queued', failureCode: 'channelNotConfigured' }]);
    await tell(9, noticeId, dossier, 'sent', null);
    await tell(8, noticeId, dossier, 'queued', 'tryLater');
    expect(await progress(dossier)).toMatchObject([{ stage: 'sent', failureCode: null }]);
    await tell(10, id(999), dossier, 'sent', null);
    expect(await bench.database.deferredChanges.count()).toBe(0);
  });

  it('[NT9] is sent again to the address the citizen now gives, on the line of the dossier, and the ledger says so', async () => {
    const dossier = await accept(['email']);
    const noticeId = await onlyNoticeOf(dossier);
    const resend = (to: string, which = noticeId) => bench.workflows.resendNotice(bench.session, which, to);
    expect(codeOf(await resend('khong phai thu'))).toBe('noticeAddressWrong');
    expect(codeOf(await resend('moi@thu.example', id(999) as NoticeId))).toBe('unknownNotice');
    bench.clock.advance(1_000);
    valueOf(await resend('moi@thu.example'));
    const last = (await outbox()).at(-1);
    expect(last).toMatchObject({ kind: 'sendNotice', lineKey: `dossier:${dossier.dossierId}`, sequence: 3 });
    const { notice } = v.parse(sendNoticePayloadSchema, last?.payload);
    expect(notice).toMatchObject({
      to: 'moi@thu.example',
      replaces: noticeId,
      createdBy: bench.session.officer.officerId,
    });
    expect((await progress(dossier)).map(({ notice: { to } }) => to)).toEqual([EMAIL, 'moi@thu.example']);
    const entries = await bench.database.ledger.where('dossierId').equals(dossier.dossierId).toArray();
    const entry = entries.find(({ kind }) => kind === 'noticeResent');
    expect(entry?.facts).toEqual({ noticeId: notice.noticeId, replaces: noticeId, channel: 'email' });
    expect(JSON.stringify([entries, bench.logger.lines])).not.toContain('thu.example');
  });
});
