import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { parseIdCardQr } from '#shared/domain/id-card.ts';
import { intakeDraftSchema } from '#shared/domain/intake-draft.ts';
import { draftApplicantFromIdCard, draftComponentsFor } from '#shared/domain/new-intake-draft.ts';
import type { DossierComponentId } from '#shared/kernel/ids.ts';
import { id, procedure, readyDraft, valueOf } from './samples.ts';

describe('a new draft', () => {
  it('fits its schema with and without content', () => {
    expect(v.is(intakeDraftSchema, readyDraft())).toBe(true);
    expect(v.is(intakeDraftSchema, { ...readyDraft(), components: [] })).toBe(true);
  });

  it('lists the papers of the procedure unticked, with the counts asked for', () => {
    let next = 0;
    const components = draftComponentsFor(procedure, () => id((next += 1)) as DossierComponentId);
    expect(components.map(({ componentId }) => componentId)).toEqual([id(1), id(2), id(3)]);
    expect(components.map(({ isReceived }) => isReceived)).toEqual([false, false, false]);
    expect(components.map(({ received }) => received)).toEqual(procedure.components.map(({ counts }) => counts));
  });
});

describe('draftApplicantFromIdCard', () => {
  const card = valueOf(
    parseIdCardQr('008185012345|070123456|Lò Thị Mẫu|15081985|Nữ|Thôn Mẫu, Xã Ví Dụ, Tuyên Quang|20092021'),
  );

  it('fills in everything the card says and marks the source', () => {
    expect(draftApplicantFromIdCard(card)).toEqual({
      kind: 'citizen',
      fullName: 'Lò Thị Mẫu',
      personalIdNumber: '008185012345',
      birthOn: '15/08/1985',
      gender: 'female',
      organisationName: '',
      taxCode: '',
      address: 'Thôn Mẫu, Xã Ví Dụ, Tuyên Quang',
      phone: '',
      email: '',
      dataSource: 'idCardQr',
    });
  });

  it('keeps the contacts typed before', () => {
    expect(draftApplicantFromIdCard(card, { phone: '0912345678', email: 'mau@vi-du.example' })).toMatchObject({
      phone: '0912345678',
      email: 'mau@vi-du.example',
    });
  });
});
