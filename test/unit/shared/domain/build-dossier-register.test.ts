import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { buildDossierRegister, buildRegisterRow, buildUnreadableRow } from '#shared/domain/build-dossier-register.ts';
import { decideAcceptDossier } from '#shared/domain/decide-accept-dossier.ts';
import type { Applicant, Dossier } from '#shared/domain/dossier.ts';
import { dossierRegisterRowSchema, dossierRegisterSchema } from '#shared/domain/papers/dossier-register.ts';
import { emptyProvinceRecord, type ProvinceRecord } from '#shared/domain/province-record.ts';
import { acceptCommand, at, NOW, office, procedure, valueOf } from './samples.ts';

const { dossier } = valueOf(decideAcceptDossier(acceptCommand()));
const PROVISIONAL = 'TAM-3F9A21C4-261120-0007';

function recordOf(...states: readonly Dossier['state'][]): ProvinceRecord {
  const events = states.map((state, index) => ({
    ...{ kind: 'state' as const, changeNumber: index + 1, state, at: at(`2026-11-2${String(index)} 15:00`) },
  }));
  return { ...emptyProvinceRecord(dossier.dossierId), events };
}

describe('the follow-up book', () => {
  const source = { office, stationName: 'Máy 1', keeperName: 'Trần Văn Mẫu', year: 2026, issuedAt: NOW };

  it('says whose it is, of which year and station, on the form in force on the day of printing', () => {
    const book = buildDossierRegister(source);
    expect(book).toEqual({
      kind: 'dossierRegister',
      isSample: true,
      superiorBody: 'UBND XÃ VÍ DỤ',
      officeName: 'Bộ phận Một cửa xã Ví Dụ',
      placeName: 'Ví Dụ',
      formVersion: 'Mẫu 07 – TT 03/2025/TT-VPCP',
      issuedAt: NOW,
      year: 2026,
      bookNumber: '01/2026',
      filterText: 'Năm 2026 (hồ sơ tiếp nhận tại Máy 1)',
      keeperName: 'Trần Văn Mẫu',
    });
    expect(v.is(dossierRegisterSchema, { ...book, rows: [] })).toBe(true);
    const earlier = buildDossierRegister({ ...source, year: 2025, issuedAt: at('2025-09-14 16:00') });
    expect(earlier.formVersion).toBe('Mẫu 06 – TT 01/2018/TT-VPCP');
  });
});

describe('an entry of the follow-up book', () => {
  it('has every column of the form; those of the result are empty while there is none', () => {
    const row = buildRegisterRow(dossier, 12, { procedure });
    expect(row).toEqual({
      orderNumber: 12,
      dossierCode: 'H99.01-261120-0007',
      provisionalCode: null,
      procedureName: 'Chứng thực bản sao từ bản chính',
      summary: null,
      setCount: 1,
      applicantName: 'Lò Thị Mẫu',
      address: 'Thôn Mẫu, Xã Ví Dụ, Tuyên Quang',
      phone: '0912345678',
      handlingUnit: 'Ủy ban nhân dân cấp xã',
      acceptedAt: dossier.acceptedAt,
      resultDueAt: dossier.resultDueAt,
      returnedAt: null,
      resultReturnText: 'Tại quầy',
      receiverName: null,
      note: null,
    });
    expect(v.is(dossierRegisterRowSchema, row)).toBe(true);
  });

  it('names an organisation, its summary and the way of return; without its procedure the agency is not guessed', () => {
    const applicant: Applicant = {
      kind: 'organisation',
      organisationName: 'Công ty Mẫu',
      taxCode: '0100109106',
      dataSource: 'typed',
      address: 'Số 1',
    };
    const row = buildRegisterRow({ ...dossier, applicant, summary: 'Trích lục', resultReturn: 'post' }, 1);
    expect(row).toMatchObject({ applicantName: 'Công ty Mẫu', summary: 'Trích lục', phone: null });
    expect(row).toMatchObject({ resultReturnText: 'Bưu chính', handlingUnit: '—' });
  });

  it('says that a code is provisional, and keeps it beside the official one', () => {
    const waiting = { ...dossier, dossierCode: PROVISIONAL, provisionalCode: PROVISIONAL };
    expect(buildRegisterRow(waiting, 1)).toMatchObject({
      ...{ dossierCode: PROVISIONAL, provisionalCode: null, note: 'Mã tạm, chờ mã chính thức' },
    });
    expect(buildRegisterRow({ ...dossier, provisionalCode: PROVISIONAL }, 1)).toMatchObject({
      ...{ dossierCode: 'H99.01-261120-0007', provisionalCode: PROVISIONAL, note: null },
    });
  });

  it('has the time of the return when the province reported it, the last one if several, and no other state', () => {
    const returned = { ...dossier, state: 'returned' } as const;
    const record = recordOf('processing', 'returned', 'returned');
    expect(buildRegisterRow(returned, 1, { record }).returnedAt).toBe(at('2026-11-22 15:00'));
    expect(buildRegisterRow({ ...dossier, state: 'processing' }, 1, { record }).returnedAt).toBeNull();
    expect(buildRegisterRow(returned, 1, { record: 'damaged' })).toMatchObject({
      ...{ returnedAt: null, note: 'Thông tin của tỉnh không đọc được' },
    });
  });

  it.each([
    ['withdrawn', 'Công dân rút hồ sơ'],
    ['discontinued', 'Dừng xử lý'],
  ] as const)('that ended as %s is not taken for an open one', (state, note) => {
    expect(buildRegisterRow({ ...dossier, state }, 1).note).toBe(note);
  });

  it('keeps its place and says so when its record cannot be read', () => {
    const remains = { dossierCode: 'H99.01-261120-0003', acceptedAt: NOW, resultDueAt: 'mai', procedureName: '' };
    for (const [left, expected] of [
      [remains, { dossierCode: 'H99.01-261120-0003', acceptedAt: NOW, resultDueAt: null, procedureName: '—' }],
      [undefined, { dossierCode: '—', acceptedAt: null, resultDueAt: null, applicantName: '—' }],
    ] as const) {
      const row = buildUnreadableRow(left, 3);
      expect(row).toMatchObject({ ...expected, orderNumber: 3, setCount: null, note: 'Bản ghi không đọc được' });
      expect(v.is(dossierRegisterRowSchema, row)).toBe(true);
    }
  });
});
