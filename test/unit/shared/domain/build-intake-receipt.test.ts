import { describe, expect, it } from 'vitest';
import { formatTimeLimit } from '#shared/domain/build-intake-receipt.ts';
import { decideAcceptDossier } from '#shared/domain/decide-accept-dossier.ts';
import { findFormVersion, intakeReceiptFormVersion } from '#shared/domain/legal-forms.ts';
import { acceptCommand, copyRate, date, extractRate, office, procedure, readyDraft, time, valueOf } from './samples.ts';

const receipt = (changes: Parameters<typeof acceptCommand>[0] = {}) =>
  valueOf(decideAcceptDossier(acceptCommand(changes))).receipt.content;

describe('intake receipt', () => {
  it('says everything that is printed, in final Vietnamese', () => {
    expect(receipt()).toEqual({
      kind: 'intakeReceipt',
      formVersion: 'Mẫu 01 – TT 03/2025/TT-VPCP',
      isSample: true,
      superiorBody: 'UBND XÃ VÍ DỤ',
      officeName: 'Bộ phận Một cửa xã Ví Dụ',
      placeName: 'Ví Dụ',
      dossierCode: 'H99.01-261120-0007',
      qrPayload: 'H99.01-261120-0007',
      bookNumber: '01/2026',
      orderNumber: 7,
      applicantName: 'Lò Thị Mẫu',
      submitterName: null,
      address: 'Thôn Mẫu, Xã Ví Dụ, Tuyên Quang',
      phone: '0912345678',
      email: null,
      identityLabel: 'Số định danh cá nhân',
      identityNumber: '008185012345',
      channelName: 'Trực tiếp tại Bộ phận Một cửa',
      procedureName: 'Chứng thực bản sao từ bản chính',
      summary: null,
      components: [
        {
          name: 'Bản chính giấy tờ cần chứng thực (xuất trình để đối chiếu, đã trả lại)',
          original: 1,
          certifiedCopy: 0,
          copy: 0,
        },
        { name: 'Bản sao cần chứng thực', original: 0, certifiedCopy: 0, copy: 2 },
      ],
      setCount: 1,
      timeLimitText: '02 ngày làm việc',
      acceptedAt: '2026-11-20T02:15:00.000Z',
      resultDueAt: '2026-11-25T02:15:00.000Z',
      resultReturnText: 'Nhận kết quả trực tiếp tại Bộ phận Một cửa xã Ví Dụ',
      feeItems: [{ name: 'Phí chứng thực bản sao từ bản chính (10 trang × 2 bản)', amountVnd: 24_000 }],
      feeTotalVnd: 24_000,
      feeTotalInWords: 'Hai mươi tư nghìn đồng',
      feeStateText: 'Đã thu (tiền mặt)',
      officerName: 'Nguyễn Thị Mẫu',
      officePhone: '02000000001',
      hotline: '19000000',
      portalAddress: 'dichvucong.mau.example',
    });
  });

  it('is marked as sample when the office or the procedure is', () => {
    const real = { ...office, isSample: false };
    expect(receipt({ office: real }).isSample).toBe(false);
    expect(receipt({ office: real, procedure: { ...procedure, isSample: true } }).isSample).toBe(true);
  });

  it.each([
    ['cash', {}, 'Đã thu (tiền mặt)'],
    ['bankTransfer', {}, 'Đã chuyển khoản, chờ đối soát'],
    ['later', {}, 'Chưa thu'],
    ['cash', { [copyRate.feeRateId]: 'ho-ngheo' }, 'Không thu phí'],
  ] as const)('states the fee: %s %o → %s', (paymentMeans, feeExemptions, expected) => {
    expect(receipt({ draft: { ...readyDraft(), paymentMeans, feeExemptions } }).feeStateText).toBe(expected);
  });

  it('says what was multiplied and what was reduced', () => {
    const linesOf = (changes: Partial<ReturnType<typeof readyDraft>>) =>
      receipt({
        draft: { ...readyDraft(), ...changes },
        procedure: { ...procedure, feeRates: [copyRate, extractRate] },
      }).feeItems.map(({ name }) => name);
    expect(linesOf({ feeExemptions: { [copyRate.feeRateId]: 'giam-mot-phan-ba' } })).toEqual([
      'Phí chứng thực bản sao từ bản chính (10 trang × 2 bản), giảm 33%',
      'Lệ phí cấp bản sao trích lục hộ tịch (1 bản)',
    ]);
    expect(linesOf({ feeExemptions: { [copyRate.feeRateId]: 'ho-ngheo' } })[0]).toMatch(/, được miễn$/);
  });

  it('names channel, identity and return by what they are', () => {
    const draft = readyDraft();
    expect(receipt({ office: { ...office, kind: 'publicServiceCentre' } }).channelName).toBe(
      'Trực tiếp tại Trung tâm Phục vụ hành chính công',
    );
    expect(
      receipt({ draft: { ...draft, channel: 'post', resultReturn: 'post', receiptDelivery: ['deliveredByPost'] } }),
    ).toMatchObject({
      channelName: 'Qua dịch vụ bưu chính công ích',
      resultReturnText: 'Nhận kết quả qua dịch vụ bưu chính công ích',
    });
    expect(receipt({ draft: { ...draft, resultReturn: 'electronic' } }).resultReturnText).toBe(
      'Nhận kết quả bản điện tử',
    );
    expect(
      receipt({ draft: { ...draft, applicant: { ...draft.applicant, personalIdNumber: '070123456' } } }).identityLabel,
    ).toBe('Số chứng minh nhân dân');
    const organisation = { kind: 'organisation', organisationName: 'Công ty TNHH Mẫu', taxCode: '0100233488' } as const;
    expect(receipt({ draft: { ...draft, applicant: { ...draft.applicant, ...organisation } } })).toMatchObject({
      applicantName: 'Công ty TNHH Mẫu',
      identityLabel: 'Mã số thuế',
      identityNumber: '0100233488',
    });
  });
});

describe('formatTimeLimit', () => {
  it('writes each kind as on the form', () => {
    expect(formatTimeLimit({ kind: 'workingDays', days: 15 })).toBe('15 ngày làm việc');
    expect(formatTimeLimit({ kind: 'workingHours', hours: 4 })).toBe('04 giờ làm việc');
    expect(formatTimeLimit({ kind: 'calendarDays', days: 30 })).toBe('30 ngày');
    expect(formatTimeLimit({ kind: 'sameDay', cutOff: time('15:00') })).toBe(
      'Trong ngày làm việc; tiếp nhận sau 15 giờ 00 phút thì trả kết quả trong ngày làm việc tiếp theo',
    );
  });
});

describe('versions of the forms', () => {
  it('change on 15/9/2025', () => {
    expect(intakeReceiptFormVersion(date('2025-09-14'))).toBe('Mẫu 01 – TT 01/2018/TT-VPCP');
    expect(intakeReceiptFormVersion(date('2025-09-15'))).toBe('Mẫu 01 – TT 03/2025/TT-VPCP');
    expect(findFormVersion('dossierRegister', date('2025-09-14'))).toBe('Mẫu 06 – TT 01/2018/TT-VPCP');
    expect(findFormVersion('dossierRegister', date('2026-11-20'))).toBe('Mẫu 07 – TT 03/2025/TT-VPCP');
  });

  it('know the stop notice only since 2025', () => {
    expect(findFormVersion('discontinuationNotice', date('2025-09-14'))).toBeUndefined();
    expect(findFormVersion('discontinuationNotice', date('2025-09-15'))).toBe('Mẫu 05 – TT 03/2025/TT-VPCP');
  });
});
