import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  buildEvaluationSlip,
  buildProcessingControlSheet,
  buildThermalSlip,
} from '#shared/domain/build-dossier-papers.ts';
import { buildMultiDossierReceipt } from '#shared/domain/build-multi-dossier-receipt.ts';
import { decideAcceptDossier } from '#shared/domain/decide-accept-dossier.ts';
import { dossierPaperSchema, type DossierPaper } from '#shared/domain/papers/paper-content.ts';
import { acceptCommand, at, NOW, office, procedure, valueOf } from './samples.ts';

const accepted = valueOf(decideAcceptDossier(acceptCommand()));
const { dossier } = accepted;
const receipt = accepted.receipt.content;
const source = { dossier, procedure, office, issuedAt: at('2026-11-20 10:00') };
const CODE = 'H99.01-261120-0007';
const PERSONAL = /Lò Thị Mẫu|008185012345|0912345678|Thôn Mẫu/u;

const isWhole = (content: DossierPaper) => {
  expect(v.parse(dossierPaperSchema, content)).toEqual(content);
};

describe('buildProcessingControlSheet (Mẫu 06)', () => {
  it('goes with the dossier to the unit that decides; times and names are written in by hand', () => {
    const content = buildProcessingControlSheet(source);
    isWhole(content);
    expect(content).toMatchObject({
      ...{ formVersion: 'Mẫu 06 – TT 03/2025/TT-VPCP', issuedAt: at('2026-11-20 10:00'), isSample: true },
      ...{ dossierCode: CODE, qrPayload: CODE, applicantName: 'Lò Thị Mẫu' },
      ...{ acceptedAt: NOW, resultDueAt: dossier.resultDueAt, handlingUnit: 'Ủy ban nhân dân cấp xã' },
      cooperatingUnits: [],
      handovers: [
        {
          ...{ fromUnit: 'Bộ phận Một cửa xã Ví Dụ', toUnit: 'Ủy ban nhân dân cấp xã' },
          ...{ handedOverAt: null, handedOverBy: null, receivedBy: null, outcome: null, note: null },
        },
      ],
    });
  });

  it('has the number of the form that was in force on its day', () => {
    const content = buildProcessingControlSheet({ ...source, issuedAt: at('2025-09-12 09:00') });
    expect(content.formVersion).toBe('Mẫu 05 – TT 01/2018/TT-VPCP');
  });

  it('has the look-up address and the code in its QR, no personal data', () => {
    const { qrPayload } = buildProcessingControlSheet({
      ...source,
      office: { ...office, lookupUrlPrefix: 'https://tracuu.mau.example/?ma=' },
    });
    expect(qrPayload).toBe(`https://tracuu.mau.example/?ma=${CODE}`);
  });
});

describe('buildEvaluationSlip', () => {
  it('names the dossier, never the person', () => {
    const content = buildEvaluationSlip(source);
    isWhole(content);
    expect(content).toMatchObject({ formVersion: null, dossierCode: CODE, qrPayload: CODE, hotline: '19000000' });
    expect(content.questions.length).toBeGreaterThan(3);
    expect(JSON.stringify(content)).not.toMatch(PERSONAL);
  });
});

describe('buildThermalSlip', () => {
  it('says code, due date and money as the receipt does', () => {
    const content = buildThermalSlip(receipt);
    isWhole(content);
    expect(content).toMatchObject({
      ...{ dossierCode: CODE, qrPayload: CODE, isProvisional: false, resultDueAt: receipt.resultDueAt },
      ...{ feeTotalVnd: receipt.feeTotalVnd, feeStateText: 'Đã thu (tiền mặt)' },
    });
  });

  it('says that a code is provisional, until there is an official one', () => {
    const provisional = { ...receipt, dossierCode: 'T-1', provisionalCode: 'T-1' };
    expect(buildThermalSlip(provisional).isProvisional).toBe(true);
    expect(buildThermalSlip({ ...provisional, dossierCode: CODE }).isProvisional).toBe(false);
  });
});

describe('buildMultiDossierReceipt', () => {
  const listed = (changes: Partial<typeof receipt>) => ({
    receipt: { ...receipt, ...changes },
    handlingUnit: 'Ủy ban nhân dân cấp xã',
  });

  it('lists each dossier with its own code and due date, and adds up the money', () => {
    const second = listed({ dossierCode: 'H99.01-261120-0009', summary: 'Hai bản', feeTotalVnd: 8_000 });
    const content = buildMultiDossierReceipt([listed({ feeTotalVnd: 24_000 }), second], source.issuedAt);
    isWhole(content);
    expect(content).toMatchObject({
      ...{ receiptNumber: 'DS-H99.01-261120-0009', formVersion: 'Mẫu 01 – TT 03/2025/TT-VPCP' },
      ...{ submitterName: 'Lò Thị Mẫu', identityNumber: '008185012345', feeStateText: 'Đã thu (tiền mặt)' },
      ...{ feeTotalVnd: 32_000, feeTotalInWords: 'Ba mươi hai nghìn đồng' },
    });
    expect(content.dossiers.map((line) => [line.dossierCode, line.content])).toEqual([
      [CODE, 'Chứng thực bản sao từ bản chính'],
      ['H99.01-261120-0009', 'Hai bản'],
    ]);
  });

  it('says which dossiers it means where they differ, and who came for the applicant', () => {
    const unpaid = listed({ feeStateText: 'Chưa thu', submitterName: 'Vừ A Ví Dụ' });
    const content = buildMultiDossierReceipt([listed({}), unpaid, listed({})], source.issuedAt);
    expect(content.feeStateText).toBe('Đã thu (tiền mặt) (hồ sơ số 1, 3); Chưa thu (hồ sơ số 2)');
    expect(content.submitterName).toBe('Lò Thị Mẫu (người nộp thay: Vừ A Ví Dụ)');
  });

  it('is about at least one dossier', () => {
    expect(() => buildMultiDossierReceipt([], NOW)).toThrow(RangeError);
  });
});
