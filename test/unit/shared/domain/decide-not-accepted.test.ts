import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { decideRefuseDossier } from '#shared/domain/decide-refuse-dossier.ts';
import { decideRequestSupplement, listMissing } from '#shared/domain/decide-request-supplement.ts';
import { ledgerEntrySchema } from '#shared/domain/ledger.ts';
import type { LedgerEntryId } from '#shared/kernel/ids.ts';
import {
  refuseDossierPayloadSchema,
  requestSupplementPayloadSchema,
  type RefuseDossierPayload,
  type RequestSupplementPayload,
} from '#sync/protocol/payloads.ts';
import { codeOf, date, id, NOW, officer, procedure, readyDraft, station, valueOf } from './samples.ts';

const ready = readyDraft();
const unticked = { ...ready, components: ready.components.map((component) => ({ ...component, isReceived: false })) };
const command = {
  draft: unticked,
  procedure,
  officer,
  station,
  reason: 'Thành phần hồ sơ chưa đầy đủ',
  now: NOW,
  ids: { ledgerEntryId: id(20) as LedgerEntryId },
};

describe('decideRefuseDossier (Mẫu 03)', () => {
  it('records the walk-in without a code, in the shape that is sent', () => {
    const { refusal, ledger } = valueOf(decideRefuseDossier(command));
    const payload: RefuseDossierPayload = refusal;
    expect(v.parse(refuseDossierPayloadSchema, payload)).toEqual(refusal);
    expect(refusal).toMatchObject({
      dossierId: id(11),
      procedureCode: '2.000815',
      procedureVersion: 3,
      applicant: { fullName: 'Lò Thị Mẫu' },
      components: [],
      decidedAt: NOW,
      decidedBy: id(1),
      reason: 'Thành phần hồ sơ chưa đầy đủ',
    });
    expect(v.parse(v.array(ledgerEntrySchema), ledger)).toEqual(ledger);
    expect(ledger).toMatchObject([{ kind: 'dossierRefused', dossierId: id(11), ledgerEntryId: id(20) }]);
    expect(JSON.stringify(ledger)).not.toMatch(/Mẫu|Thành phần|008185012345/);
  });

  it.each([
    ['', 'reasonTooShort'],
    ['thiếu giấy', undefined],
    ['thiếu tờ', 'reasonTooShort'],
    ['   thiếu       tờ   ', 'reasonTooShort'],
    ['ERR_0042_NOT_VALID', 'reasonNotInWords'],
    ['1234567890 1234', 'reasonNotInWords'],
    ['Khôngđủđiềukiện', 'reasonNotInWords'],
  ])('reason %j: %s', (reason, code) => {
    const result = decideRefuseDossier({ ...command, reason });
    expect(result.ok ? undefined : result.error.code).toBe(code);
  });

  it('needs to know who and what, not that the papers are right', () => {
    const nameless = { ...unticked, applicant: { ...unticked.applicant, fullName: '' } };
    expect(decideRefuseDossier({ ...command, draft: nameless })).toMatchObject({
      error: { code: 'intakeHasProblems', details: { problems: [{ field: 'applicant.fullName', code: 'required' }] } },
    });
    expect(codeOf(decideRefuseDossier({ ...command, procedure: undefined }))).toBe('intakeHasProblems');
    expect(decideRefuseDossier({ ...command, draft: { ...unticked, channel: 'online' } }).ok).toBe(true);
    expect(
      decideRefuseDossier({ ...command, procedure: { ...procedure, effectiveUntil: date('2026-01-01') } }).ok,
    ).toBe(true);
  });
});

describe('decideRequestSupplement (Mẫu 02)', () => {
  it('lists everything missing in one go, in the shape that is sent', () => {
    const { request, ledger } = valueOf(decideRequestSupplement({ ...command, details: {} }));
    const payload: RequestSupplementPayload = request;
    expect(v.parse(requestSupplementPayloadSchema, payload)).toEqual(request);
    expect(request.missing).toEqual([
      { requirementId: 'c1', name: 'Bản chính giấy tờ cần chứng thực', detail: 'Chưa xuất trình: 01 bản chính' },
      { requirementId: 'c2', name: 'Bản sao cần chứng thực', detail: 'Chưa nộp: 02 bản sao' },
    ]);
    expect(ledger).toMatchObject([{ kind: 'supplementRequested', facts: { missingCount: 2 } }]);
  });

  it('takes the words of the officer, also for received and conditional papers', () => {
    const details = { c2: 'Bản sao bị mờ trang 2', c3: 'Cần giấy ủy quyền', c1: '  ' };
    const { request } = valueOf(decideRequestSupplement({ ...command, draft: ready, details }));
    expect(request.missing.map(({ requirementId, detail }) => [requirementId, detail])).toEqual([
      ['c2', 'Bản sao bị mờ trang 2'],
      ['c3', 'Cần giấy ủy quyền'],
    ]);
    expect(request.components.map(({ requirementId }) => requirementId)).toEqual(['c1', 'c2']);
  });

  it('cannot leave a missing required paper out', () => {
    const partial = { ...command, details: { c1: 'Mang bản chính đến đối chiếu' } };
    expect(valueOf(decideRequestSupplement(partial)).request.missing.map(({ requirementId }) => requirementId)).toEqual(
      ['c1', 'c2'],
    );
  });

  it('refuses when nothing is missing or the paper is not on the published list (IN-22)', () => {
    expect(codeOf(decideRequestSupplement({ ...command, draft: ready, details: {} }))).toBe('nothingMissing');
    expect(codeOf(decideRequestSupplement({ ...command, details: { x: 'Sổ hộ khẩu' } }))).toBe('requirementUnknown');
    expect(codeOf(decideRequestSupplement({ ...command, reason: 'thiếu', details: {} }))).toBe('reasonTooShort');
  });

  it('shows the list before a word is typed', () => {
    expect(listMissing(unticked, {}, procedure)).toHaveLength(2);
    expect(listMissing(ready, {}, procedure)).toEqual([]);
  });
});
