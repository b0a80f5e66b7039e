import { describe, expect, it } from 'vitest';
import type { Announcement } from '#shared/domain/announcement.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { Notice, NoticeRecord } from '#shared/domain/notice.ts';
import type { Officer } from '#shared/domain/office.ts';
import type { Conflict, ProvinceRecord } from '#shared/domain/province-record.ts';
import type { NoticeId, OfficerId } from '#shared/kernel/ids.ts';
import type { Instant, LocalDate } from '#shared/kernel/instant.ts';
import type { ChangeSink } from '#sync/ports/change-sink.ts';
import type { ChangeKind, ChangePayload } from '#sync/protocol/changes.ts';
import type { Change } from '#sync/protocol/messages.ts';
import { calendar, id, officer } from '#test/unit/shared/domain/samples.ts';

/** What a sink holds, as the contract looks at it. */
export interface Holdings {
  readonly dossier: Dossier;
  readonly record: ProvinceRecord | undefined;
  readonly conflicts: readonly Conflict[];
  readonly announcements: readonly Announcement[];
  /** Accounts that may sign in. */
  readonly officers: readonly Officer[];
  readonly calendarVersion: number | undefined;
  /** What the province has said of the notice. */
  readonly noticeNews: NoticeRecord['province'] | undefined;
}

export interface ChangeKindsHarness {
  readonly sink: ChangeSink;
  /** An accepted dossier that the sink's station holds, acknowledged. */
  readonly dossier: Dossier;
  /** A notice about it, of which the province has said nothing yet. */
  readonly notice: Notice;
  /** Lets something of the dossier's own line be on its way again. */
  readonly reopenLine: () => Promise<void>;
  readonly look: () => Promise<Holdings>;
  /** Stores changes as an older build did that did not know their kind. */
  readonly defer: (changes: readonly Change[]) => Promise<void>;
  /** Stores a catalogue with this version and these accounts. */
  readonly putCatalogue: (catalogueVersion: number, officers: readonly Officer[]) => Promise<void>;
}

const AT = '2026-11-20T02:00:00.000Z' as Instant;
const LATER = '2026-11-27T02:00:00.000Z' as Instant;
const SOURCE = { reason: 'Đối chiếu với cơ sở dữ liệu dân cư', agencyName: 'Sở Tư pháp (mẫu)' };

function change<Kind extends ChangeKind>(changeNumber: number, kind: Kind, payload: ChangePayload<Kind>): Change {
  return { changeNumber, kind, payload };
}

/** What every change sink does with each kind. Each test gets a fresh one. */
export function describeChangeKinds(name: string, make: () => Promise<ChangeKindsHarness>): void {
  describe(`kinds of change: ${name}`, () => {
    const apply = (sink: ChangeSink, ...changes: readonly Change[]): Promise<void> =>
      sink.applyChanges(changes, changes.at(-1)?.changeNumber ?? 0, AT);
    const correction = (
      { dossierId, revision }: Dossier,
      changeNumber: number,
      fields: ChangePayload<'dossierCorrected'>['fields'],
    ): Change =>
      change(changeNumber, 'dossierCorrected', {
        ...{ dossierId, baseRevision: revision, revision: revision + 1, fields, correctedAt: AT },
        ...SOURCE,
      });

    it('[PU6] a step of a handling agency: state, reason, agency and new due date; again, it changes nothing', async () => {
      const { sink, dossier, look } = await make();
      const { dossierId } = dossier;
      const details = { reason: 'Cần xác minh', agencyName: 'Phòng Tư pháp (mẫu)', resultDueAt: LATER };
      const step = change(3, 'dossierStateChanged', { dossierId, state: 'processing', changedAt: AT, ...details });
      await apply(sink, step);
      await apply(sink, step);
      const after = await look();
      expect(after.dossier).toEqual({ ...dossier, state: 'processing', resultDueAt: LATER });
      expect(after.record?.events).toEqual([
        { kind: 'state', changeNumber: 3, at: AT, state: 'processing', ...details },
      ]);
      expect(after.conflicts).toEqual([]);
    });

    it('[PU6] a result of a dossier; a later one replaces it, an earlier one does not', async () => {
      const { sink, dossier, look } = await make();
      const { dossierId } = dossier;
      const result = (documentNumber: string): ChangePayload<'procedureResultReady'> => ({
        dossierId,
        procedureResult: {
          outcome: 'granted',
          documentNumber,
          documentOn: '2026-11-20' as LocalDate,
          documentTitle: 'Bản sao được chứng thực',
          agencyName: 'UBND xã Ví Dụ',
          readyAt: AT,
        },
      });
      await apply(sink, change(4, 'procedureResultReady', result('12/CT')));
      await apply(sink, change(6, 'procedureResultReady', result('12a/CT')));
      await apply(sink, change(4, 'procedureResultReady', result('12/CT')));
      expect((await look()).record?.procedureResult).toMatchObject({ documentNumber: '12a/CT', changeNumber: 6 });
      expect((await look()).dossier).toEqual(dossier);
    });

    it('[PU13] a newer work calendar counts, whatever comes after it; an older one does not', async () => {
      const { sink, putCatalogue, look } = await make();
      await apply(sink, change(1, 'workCalendarChanged', { workCalendar: { ...calendar, calendarVersion: 9 } }));
      await putCatalogue(1, [officer]);
      await apply(sink, change(2, 'workCalendarChanged', { workCalendar: { ...calendar, calendarVersion: 8 } }));
      expect((await look()).calendarVersion).toBe(9);
    });

    it('[PU14] an announcement; a withdrawn one does not come back with a late copy', async () => {
      const { sink, look } = await make();
      const announcement: Announcement = {
        ...{ announcementId: id(501), title: 'Bảo trì', text: '<b>Không phải HTML</b>', severity: 'important' },
        ...{ validFrom: AT, validUntil: null, issuedBy: 'Trung tâm (mẫu)' },
      };
      const published = change(5, 'announcementPublished', announcement);
      await apply(sink, published);
      expect((await look()).announcements).toEqual([announcement]);
      await apply(sink, change(6, 'announcementWithdrawn', { announcementId: announcement.announcementId }));
      await apply(sink, published);
      expect((await look()).announcements).toEqual([]);
    });

    it('[NT12] what becomes of a notice; the last word counts, and a notice of another store is left alone', async () => {
      const { sink, notice, look } = await make();
      const { dossierId } = notice;
      const about = (
        changeNumber: number,
        state: 'queued' | 'sent',
        failureCode: string | null,
        noticeId = notice.noticeId,
      ) => change(changeNumber, 'noticeStateChanged', { noticeId, dossierId, state, failureCode, changedAt: AT });
      await apply(sink, about(3, 'queued', 'tryLater'));
      expect((await look()).noticeNews).toEqual({
        ...{ state: 'queued', failureCode: 'tryLater', changedAt: AT, changeNumber: 3 },
      });
      await apply(sink, about(5, 'sent', null), about(6, 'queued', 'tryLater', id(777) as NoticeId));
      await apply(sink, about(3, 'queued', 'tryLater'));
      expect((await look()).noticeNews).toMatchObject({ state: 'sent', failureCode: null, changeNumber: 5 });
      expect(await sink.replayDeferred()).toBe(0);
    });

    it('[PU12] an account: added, another PIN, blocked; a newer catalogue does not lift a block, the province does', async () => {
      const { sink, putCatalogue, look } = await make();
      const added = { ...officer, officerId: id(900) as OfficerId, userName: 'moi', fullName: 'Hoàng Văn Mẫu' };
      const about = (
        changeNumber: number,
        of: Officer,
        to: { readonly officer?: Officer; readonly isBlocked: boolean },
      ) =>
        change(changeNumber, 'officerChanged', {
          ...{ officerId: of.officerId, overCatalogueVersion: 1, changedAt: AT },
          ...{ officer: to.officer ?? null, isBlocked: to.isBlocked },
        });
      await putCatalogue(1, [officer]);
      const otherPin = { ...officer, pinVerifier: { iterations: 10, salt: 'aa', hash: 'bb' } };
      await apply(sink, about(1, added, { officer: added, isBlocked: false }));
      await apply(sink, about(2, officer, { officer: otherPin, isBlocked: false }));
      expect(await look()).toMatchObject({ officers: [otherPin, added] });
      await apply(sink, about(3, officer, { isBlocked: true }));
      await apply(sink, about(2, officer, { officer: otherPin, isBlocked: false }));
      expect(await look()).toMatchObject({ officers: [added] });
      await putCatalogue(2, [officer, added]);
      expect(await look()).toMatchObject({ officers: [added] });
      await apply(sink, about(4, officer, { isBlocked: false }));
      expect((await look()).officers).toEqual([officer, added]);
    });

    it('[CF1] a correction of what this counter has as the province had it is taken over without a question', async () => {
      const { sink, dossier, look } = await make();
      const fields = [{ field: 'address' as const, from: dossier.applicant.address, to: 'Thôn Khác, xã Ví Dụ' }];
      await apply(sink, correction(dossier, 2, fields));
      const after = await look();
      expect(after.dossier).toMatchObject({
        revision: dossier.revision + 1,
        applicant: { address: 'Thôn Khác, xã Ví Dụ' },
      });
      expect(after.conflicts).toEqual([]);
      expect(after.record?.events).toMatchObject([{ kind: 'correction', fields: ['address'], ...SOURCE }]);
    });

    it('[CF2] a correction from another value than this counter has: the province stands, ours is kept beside it', async () => {
      const { sink, dossier, look } = await make();
      const { address } = dossier.applicant;
      const fields = [
        { field: 'address' as const, from: 'Thôn chưa từng có ở đây', to: 'Thôn Khác' },
        { field: 'email' as const, from: null, to: 'mau@example.invalid' },
      ];
      await apply(sink, correction(dossier, 2, fields));
      const after = await look();
      expect(after.dossier.applicant).toMatchObject({ address: 'Thôn Khác', email: 'mau@example.invalid' });
      expect(after.conflicts).toMatchObject([
        {
          ...{ changeNumber: 2, cause: 'contestedCorrection', isOpen: 1, ...SOURCE },
          fields: [{ field: 'address', local: address, province: 'Thôn Khác', choice: null }],
        },
      ]);
    });

    it('[CF2] while something of the dossier is still to be sent, every other value is contested; equal ones are not', async () => {
      const { sink, dossier, look, reopenLine } = await make();
      await reopenLine();
      const { address } = dossier.applicant;
      const phone = dossier.applicant.phone ?? null;
      await apply(
        sink,
        correction(dossier, 2, [
          { field: 'address', from: address, to: 'Thôn Khác' },
          { field: 'phone', from: 'số cũ', to: phone },
        ]),
      );
      expect((await look()).conflicts.map(({ fields }) => fields.map(({ field }) => field))).toEqual([['address']]);
    });

    it('[CF3] a state that no step leads to stands, and is recorded as a conflict', async () => {
      const { sink, dossier, look } = await make();
      const { dossierId } = dossier;
      await apply(sink, change(7, 'dossierStateChanged', { dossierId, state: 'returned', changedAt: AT }));
      const after = await look();
      expect(after.dossier.state).toBe('returned');
      expect(after.conflicts).toMatchObject([
        { cause: 'illegalStep', fields: [{ field: 'state', local: 'accepted', province: 'returned', choice: null }] },
      ]);
    });

    it('[CF4] the same conflict is recorded once, and a late step does not undo a newer one', async () => {
      const { sink, dossier, look } = await make();
      const { dossierId } = dossier;
      const illegal = change(7, 'dossierStateChanged', { dossierId, state: 'returned', changedAt: AT });
      await apply(sink, illegal);
      await apply(sink, illegal);
      await apply(sink, change(5, 'dossierStateChanged', { dossierId, state: 'processing', changedAt: AT }));
      const after = await look();
      expect([after.dossier.state, after.conflicts.length]).toEqual(['returned', 1]);
    });

    it('[PU7] what an older build kept is replayed in order once it is understood; the rest stays', async () => {
      const { sink, dossier, look, defer } = await make();
      const { dossierId } = dossier;
      await defer([
        change(4, 'dossierStateChanged', { dossierId, state: 'resolved', changedAt: AT }),
        { changeNumber: 3, kind: 'somethingOfTheFuture', payload: { any: true } },
        change(2, 'dossierStateChanged', { dossierId, state: 'processing', changedAt: AT }),
      ]);
      expect(await sink.replayDeferred()).toBe(2);
      const after = await look();
      expect([after.dossier.state, after.conflicts]).toEqual(['resolved', []]);
      expect(await sink.replayDeferred()).toBe(0);
    });

    it('[PU7] a kept change that a newer one has overtaken is read, and changes nothing', async () => {
      const { sink, dossier, look, defer } = await make();
      const { dossierId } = dossier;
      await defer([change(2, 'dossierStateChanged', { dossierId, state: 'withdrawn', changedAt: AT })]);
      await apply(sink, change(3, 'dossierStateChanged', { dossierId, state: 'processing', changedAt: AT }));
      expect(await sink.replayDeferred()).toBe(1);
      expect((await look()).dossier.state).toBe('processing');
    });

    it('[PU6] a correction that makes no sense for the dossier is kept, not half applied', async () => {
      const { sink, dossier, look } = await make();
      const fields = [
        { field: 'address' as const, from: dossier.applicant.address, to: 'Thôn Khác' },
        { field: 'taxCode' as const, from: null, to: '0100109106' },
      ];
      await apply(sink, correction(dossier, 2, fields));
      expect((await look()).dossier).toEqual(dossier);
      expect(await sink.readCursor()).toBe(2);
    });
  });
}
