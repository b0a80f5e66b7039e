import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { extractionSchema } from '#shared/domain/extraction/extraction.ts';
import { proposeExtraction } from '#shared/domain/extraction/propose-extraction.ts';
import type { RecognisedPage } from '#shared/domain/recognised-page.ts';
import {
  centred,
  gap,
  halves,
  officialHead,
  paragraph,
  signatureBlock,
  type PaperRow,
} from '#test/fixtures/papers/paper.ts';
import { SAMPLE_PAPERS } from '#test/fixtures/papers/sample-papers.ts';
import { misread, typesetPage } from '#test/support/typeset-page.ts';

const BLANK: RecognisedPage = { widthPx: 1654, heightPx: 2339, lines: [], confidence: 0 };

const valuesOf = (...pages: readonly RecognisedPage[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(proposeExtraction(pages)).map(([field, found]) => [field, found?.value]));

const rowsPage = (...rows: readonly PaperRow[]): RecognisedPage => typesetPage({ rows });

const head = (number: string, place = 'An Mẫu, ngày 12 tháng 3 năm 2025'): readonly PaperRow[] =>
  officialHead({ issuer: ['UBND XÃ AN MẪU'], number, place });

describe('what a paper says about itself', () => {
  it.each(SAMPLE_PAPERS)('is found where official papers have it: $name', (paper) => {
    expect(valuesOf(typesetPage(paper))).toEqual(paper.expected);
  });

  it('is nothing on blank pages and on pages without any of it', () => {
    expect(proposeExtraction([])).toEqual({});
    expect(proposeExtraction([BLANK, BLANK])).toEqual({});
    expect(valuesOf(rowsPage(paragraph('hôm nay trời đẹp, mây trắng bay cao.')))).toEqual({});
  });

  it('is found behind a blank page and a page of its own for the signature', () => {
    const [paper] = SAMPLE_PAPERS;
    const signed = rowsPage(...signatureBlock({ titles: ['CHỦ TỊCH'], name: 'Lý Thị Trang Hai' }));
    const proposal = proposeExtraction([BLANK, typesetPage({ rows: paper?.rows ?? [] }), signed]);
    expect(proposal.numberSymbol).toMatchObject({ value: '123/QĐ-UBND', pageIndex: 1 });
    expect(proposal.signerName).toMatchObject({ value: 'Lý Thị Trang Hai', pageIndex: 2 });
  });
});

describe('the number of a paper', () => {
  it.each([
    ['Số: 123/QĐ-UBND', '123/QĐ-UBND'],
    ['Só : 123 / QĐ - UBND', '123/QĐ-UBND'],
    ['S6: 12O/QĐ–UBND', '120/QĐ-UBND'],
    ['Số. l7/TTr-UBND', '17/TTr-UBND'],
    ['Số: 09/2025/NQ-HĐND', '09/2025/NQ-HĐND'],
    ['Số: 15a/GXN-CAX', '15a/GXN-CAX'],
    ['Số: 331', '331'],
  ])('%s', (written, number) => {
    expect(valuesOf(rowsPage(...head(written)))).toMatchObject({ numberSymbol: number });
  });

  it.each(['Số:      /QĐ-UBND', 'Số 5 đường Cây Xoài', 'Theo Nghị định số 123/2015/NĐ-CP'])(
    'is none of: %s',
    (written) => {
      expect(valuesOf(rowsPage(...head(written)))).not.toHaveProperty('numberSymbol');
    },
  );
});

describe('the day of a paper', () => {
  it.each([
    ['An Mẫu, ngày 12 tháng 3 năm 2025', '2025-03-12'],
    ['An Mẫu, ngảy l2 thảng 03 nãm 2O25', '2025-03-12'],
    ['Ngày 01 tháng 7 năm 2025', '2025-07-01'],
    ['An Mẫu, ngày 05/11/2026', '2026-11-05'],
    ['An Mẫu, 05.11.2026', '2026-11-05'],
  ])('%s', (written, issuedOn) => {
    expect(valuesOf(rowsPage(...head('Số: 1/QĐ-UBND', written)))).toMatchObject({ issuedOn });
  });

  it.each(['An Mẫu, ngày 31 tháng 02 năm 2025', 'An Mẫu, ngày      tháng      năm 2025', 'sinh ngày 05/11/1990'])(
    'is none of: %s',
    (written) => {
      expect(valuesOf(rowsPage(...head('Số: 1/QĐ-UBND', written)))).not.toHaveProperty('issuedOn');
    },
  );

  it('stands in the signature block of a form', () => {
    const form = rowsPage(
      centred('ĐƠN ĐỀ NGHỊ', 'bold'),
      paragraph('Căn cứ Luật Hộ tịch ngày 20 tháng 11 năm 2014;'),
      paragraph('Tôi là: Đỗ Thị Người Đơn, sinh ngày 01 tháng 02 năm 1980'),
      gap(60),
      halves(undefined, { text: 'Bình Mẫu, ngày 6 tháng 5 năm 2026', face: 'italic' }),
    );
    expect(valuesOf(form)).toMatchObject({ issuedOn: '2026-05-06', holderName: 'Đỗ Thị Người Đơn' });
  });
});

describe('whom a paper is about', () => {
  it.each([
    ['Họ và tên: Nguyễn Thị Thử', 'Nguyễn Thị Thử'],
    ['Ho va tén : NGUYỄN THỊ THỬ', 'NGUYỄN THỊ THỬ'],
    ['Họ, chữ đệm, tên người yêu cầu: Nguyễn Thị Thử, sinh 1990', 'Nguyễn Thị Thử'],
    ['Ông/Bà: Nguyễn Thị Thử; địa chỉ: xã An Mẫu', 'Nguyễn Thị Thử'],
    ['Ông (bà): Trần Văn Nam Giới tính: Nam', 'Trần Văn Nam'],
    ['Tên tôi là: Y Thử Niê', 'Y Thử Niê'],
    ['Họ và tên: ........ Lò Văn Thử ........', 'Lò Văn Thử'],
    ["Cấp cho: H'Thử Ayun Mẫu", "H'Thử Ayun Mẫu"],
  ])('%s', (written, holderName) => {
    expect(valuesOf(rowsPage(paragraph(written)))).toMatchObject({ holderName });
  });

  it('has a number of twelve digits that can be one', () => {
    const numberIn = (text: string): unknown => valuesOf(rowsPage(paragraph(text)))['holderIdNumber'];
    expect(numberIn('Số định danh cá nhân: 001190000001')).toBe('001190000001');
    expect(numberIn('Căn cước số: 0O1 190 0O0 0O1.')).toBe('001190000001');
    expect(numberIn('Mã vạch 001190000001, căn cước công dân số 004141000004')).toBe('004141000004');
    expect(numberIn('Số định danh cá nhân: 003190000001')).toBeUndefined();
    expect(numberIn('Tài khoản 0011900000011')).toBeUndefined();
    expect(numberIn('hoi loi oil lili')).toBeUndefined();
  });
});

describe('who issued and who signed', () => {
  it('names the unit, not the body above it, over as many rows as its name has', () => {
    const page = rowsPage(
      ...officialHead({
        issuer: ['UBND HUYỆN MẪU', 'TRUNG TÂM PHỤC VỤ'],
        number: 'HÀNH CHÍNH CÔNG',
        place: ' ',
      }),
      halves({ text: 'Số: 7/TTHCC' }, undefined),
    );
    expect(valuesOf(page)).toMatchObject({ issuingBody: 'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG', numberSymbol: '7/TTHCC' });
  });

  it('takes no part of the title for the issuing body when the number cannot be read', () => {
    const page = rowsPage(
      ...officialHead({ issuer: ['ỦY BAN NHÂN DÂN', 'PHƯỜNG BÌNH MẪU'], number: '§ø: 8g', place: 'Bình Mẫu' }),
      centred('GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN', 'bold', 16),
    );
    expect(valuesOf(page)).toEqual({
      issuingBody: 'ỦY BAN NHÂN DÂN PHƯỜNG BÌNH MẪU',
      abstract: 'GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN',
    });
  });

  it('takes no title, seal or list for the name of the signer', () => {
    const page = rowsPage(
      halves({ text: 'Nơi Nhận Bản Sao' }, { text: 'KT. CHỦ TỊCH', face: 'bold' }),
      halves({ text: 'Như Trên' }, { text: 'PHÓ CHỦ TỊCH', face: 'bold' }),
      halves({ text: 'Lưu Văn Thư' }, { text: '(Đã ký)', face: 'italic' }),
      gap(40),
      halves(undefined, { text: 'Hồ Thị Ký Tên', face: 'bold' }),
    );
    expect(valuesOf(page)).toEqual({ signerName: 'Hồ Thị Ký Tên' });
  });
});

describe('a name under a seal', () => {
  it('is read without the specks that seal and pen leave beside it and in it', () => {
    const page = rowsPage(
      halves(undefined, { text: 'CHỦ TỊCH', face: 'bold' }),
      gap(40),
      halves(undefined, { text: '`.... Hồ: Thị Ký. Tên _', face: 'bold' }),
    );
    expect(valuesOf(page)).toEqual({ signerName: 'Hồ Thị Ký Tên' });
  });
});

describe('an extraction', () => {
  it('exists only with the officer who confirmed it', () => {
    const confirmed = {
      fields: { numberSymbol: '1/QĐ-UBND' },
      proposedBy: 'ocr',
      confirmedAt: '2026-11-23T02:00:00.000Z',
      confirmedBy: '11111111-1111-4111-8111-111111111111',
    };
    expect(v.is(extractionSchema, confirmed)).toBe(true);
    for (const missing of ['confirmedAt', 'confirmedBy', 'proposedBy']) {
      expect(v.is(extractionSchema, { ...confirmed, [missing]: undefined })).toBe(false);
    }
  });

  it('says how sure the least sure word was', () => {
    const [paper] = SAMPLE_PAPERS;
    const page = typesetPage({ rows: paper?.rows ?? [] });
    const unsure = {
      ...page,
      lines: page.lines.map((line) => ({
        ...line,
        words: line.words.map((word) => (word.text === 'Giả' ? { ...word, confidence: 41 } : word)),
      })),
    };
    expect(proposeExtraction([unsure]).signerName).toMatchObject({ value: 'Trần Văn Giả Định', confidence: 41 });
    expect(proposeExtraction([misread(page, (text) => text)])).toEqual(proposeExtraction([page]));
  });
});
