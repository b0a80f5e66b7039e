import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { buildRefusalNotice } from '#shared/domain/build-refusal-notice.ts';
import { buildSupplementRequest } from '#shared/domain/build-supplement-request.ts';
import { decideRefuseDossier } from '#shared/domain/decide-refuse-dossier.ts';
import { decideRequestSupplement } from '#shared/domain/decide-request-supplement.ts';
import { refusalNoticeSchema } from '#shared/domain/papers/refusal-notice.ts';
import { supplementRequestSchema } from '#shared/domain/papers/supplement-request.ts';
import type { LedgerEntryId } from '#shared/kernel/ids.ts';
import { at, id, NOW, office, officer, procedure, readyDraft, station, valueOf } from './samples.ts';

const ready = readyDraft();
const command = {
  draft: { ...ready, components: ready.components.map((component) => ({ ...component, isReceived: false })) },
  procedure,
  officer,
  station,
  reason: 'Thành phần hồ sơ chưa đầy đủ',
  now: NOW,
  ids: { ledgerEntryId: id(20) as LedgerEntryId },
};
const issuer = {
  isSample: true,
  superiorBody: 'UBND XÃ VÍ DỤ',
  officeName: 'Bộ phận Một cửa xã Ví Dụ',
  placeName: 'Ví Dụ',
  issuedAt: NOW,
};
const person = {
  applicantName: 'Lò Thị Mẫu',
  address: 'Thôn Mẫu, Xã Ví Dụ, Tuyên Quang',
  phone: '0912345678',
  email: null,
};
const withoutCode = { documentNumber: null, dossierCode: null, qrPayload: null };

const requestOf = (changes: Partial<typeof command> = {}, details: Readonly<Record<string, string>> = {}) =>
  valueOf(decideRequestSupplement({ ...command, ...changes, details })).request;
const refusalOf = (changes: Partial<typeof command> = {}) =>
  valueOf(decideRefuseDossier({ ...command, ...changes })).refusal;

describe('buildSupplementRequest (Mẫu 02)', () => {
  it('lists what is missing with the counts asked for and the words entered, and the reason as it was given', () => {
    const request = requestOf({}, { c3: 'Giấy ủy quyền phải có chứng thực' });
    const content = buildSupplementRequest({ request, procedure, office, officer });
    expect(v.parse(supplementRequestSchema, content)).toEqual(content);
    expect(content).toEqual({
      kind: 'supplementRequest',
      ...issuer,
      formVersion: 'Mẫu 02 – TT 03/2025/TT-VPCP',
      ...withoutCode,
      ...person,
      procedureName: 'Chứng thực bản sao từ bản chính',
      items: [
        {
          ...{ name: 'Bản chính giấy tờ cần chứng thực', original: 1, certifiedCopy: 0, copy: 0 },
          detail: 'Chưa xuất trình: 01 bản chính',
        },
        {
          ...{ name: 'Bản sao cần chứng thực', original: 0, certifiedCopy: 0, copy: 2 },
          detail: 'Chưa nộp: 02 bản sao',
        },
        {
          ...{ name: 'Giấy ủy quyền', original: 1, certifiedCopy: 0, copy: 0 },
          detail: 'Giấy ủy quyền phải có chứng thực',
        },
      ],
      reason: 'Thành phần hồ sơ chưa đầy đủ',
      officerName: 'Nguyễn Thị Mẫu',
      contactName: 'Nguyễn Thị Mẫu',
      contactPhone: '02000000001',
      portalAddress: 'dichvucong.mau.example',
    });
  });

  it('bears the form that was in force on its day', () => {
    const request = requestOf({ now: at('2025-09-12 09:00') });
    const content = buildSupplementRequest({ request, procedure, office, officer });
    expect(content.formVersion).toBe('Mẫu 02 – TT 01/2018/TT-VPCP');
  });
});

describe('buildRefusalNotice (Mẫu 03)', () => {
  it('gives the reason in the words of the officer, and neither a code nor a number', () => {
    const content = buildRefusalNotice({ refusal: refusalOf(), procedure, office, officer });
    expect(v.parse(refusalNoticeSchema, content)).toEqual(content);
    expect(content).toEqual({
      kind: 'refusalNotice',
      ...issuer,
      formVersion: 'Mẫu 03 – TT 03/2025/TT-VPCP',
      ...withoutCode,
      submittedAt: null,
      ...person,
      identityLabel: 'Số định danh cá nhân',
      identityNumber: '008185012345',
      procedureName: 'Chứng thực bản sao từ bản chính',
      reason: 'Thành phần hồ sơ chưa đầy đủ',
      legalBasis: null,
      officerName: 'Nguyễn Thị Mẫu',
      contactPhone: '02000000001',
      portalAddress: 'dichvucong.mau.example',
    });
  });

  it('bears the form that was in force on its day, and says when its data are samples', () => {
    const refusal = refusalOf({ now: at('2025-09-12 09:00') });
    const content = buildRefusalNotice({ refusal, procedure, office: { ...office, isSample: false }, officer });
    expect(content).toMatchObject({ formVersion: 'Mẫu 03 – TT 01/2018/TT-VPCP', isSample: false });
  });
});
