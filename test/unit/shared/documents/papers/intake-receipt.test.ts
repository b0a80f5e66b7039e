import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IntakeReceipt } from '#shared/domain/issued-document.ts';
import { A5_PORTRAIT } from '#shared/documents/forms/form-page.ts';
import { layOutPaper } from '#shared/documents/render-paper.ts';
import type { PageDrawing } from '#shared/documents/layout/drawing.ts';
import { PaperType } from '#shared/documents/layout/paper-type.ts';
import { longReceipt, ordinaryReceipt, sparseReceipt } from '#test/fixtures/golden/intake-receipt-contents.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';
import { textsOf } from '#test/unit/shared/documents/layout/drawn-text.ts';
import { findFaults } from './find-faults.ts';

const fonts = readPaperFonts();
function layOut(content: IntakeReceipt, copyNumber = 1, part: 'applicant' | 'office' = 'applicant') {
  return layOutPaper(new PaperType(fonts), content, { copyNumber, part }).pages;
}
const allText = (pages: readonly PageDrawing[]): string => pages.flatMap(textsOf).join(' ').replaceAll('\u00a0', ' ');

const faultsOf = (pages: readonly PageDrawing[]): readonly string[] => findFaults(pages, A5_PORTRAIT.size);

describe('layout of the intake receipt', () => {
  it('puts an ordinary dossier with five papers on one page', () => {
    expect(layOut(ordinaryReceipt)).toHaveLength(1);
    expect(layOut({ ...ordinaryReceipt, isSample: true }, 3)).toHaveLength(1);
  });

  it('prints every field', () => {
    const text = allText(layOut({ ...ordinaryReceipt, submitterName: 'Lê Thị Nộp Thay' }));
    for (const expected of [
      'ỦY BAN NHÂN DÂN XÃ MẪU SƠN',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Mẫu Sơn, ngày 20 tháng 11 năm 2026',
      'Quyển số: 01/2026',
      'Số thứ tự: 07',
      'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
      '000.00.16.H26-261120-0001',
      'Bộ phận tiếp nhận: Trung tâm Phục vụ hành chính công xã Mẫu Sơn',
      'Tiếp nhận hồ sơ của: Nguyễn Thị Hường Mẫu',
      'Người nộp hồ sơ: Lê Thị Nộp Thay',
      'Địa chỉ: Số 12, ngõ 34 đường Trần Mẫu, thôn Đông Thượng, xã Mẫu Sơn, tỉnh Mẫu',
      'Số điện thoại: 0900 000 001',
      'Email: huong.mau@vidu.example',
      'Số định danh cá nhân: 001190000001',
      'Hình thức nộp: Trực tiếp tại quầy',
      'Nội dung yêu cầu giải quyết: Cấp Giấy xác nhận tình trạng hôn nhân',
      'Trích yếu: Cấp giấy xác nhận để làm thủ tục đăng ký kết hôn',
      'Số lượng hồ sơ: 01 bộ',
      'Thời gian giải quyết theo quy định: 02 ngày làm việc',
      'Thời gian nhận hồ sơ: 09 giờ 05 phút, ngày 20 tháng 11 năm 2026',
      'Thời gian trả kết quả: 09 giờ 05 phút, ngày 24 tháng 11 năm 2026 (Thứ Ba)',
      'Đăng ký nhận kết quả: Nhận trực tiếp tại Trung tâm',
      'Lệ phí cấp giấy xác nhận tình trạng hôn nhân 15.000 đ',
      'Tổng phí, lệ phí: 15.000 đ (Mười lăm nghìn đồng). Đã thu (tiền mặt)',
      'NGƯỜI NỘP HỒ SƠ',
      'NGƯỜI TIẾP NHẬN',
      'Trần Văn Mẫu',
      'văn bản ủy quyền',
      '0239 000 0000',
      '1900 0000',
      'https://dichvucong.vidu.example',
      'Mẫu 01 – TT 03/2025/TT-VPCP',
    ]) {
      expect(text).toContain(expected);
    }
    expect(text.match(/\(ký và ghi rõ họ tên\)/g)).toHaveLength(2);
  });

  it('lists each paper with its counts under original, certified copy and copy', () => {
    const texts = layOut(ordinaryReceipt).flatMap(textsOf);
    const third = texts.indexOf('Trích lục khai tử của vợ hoặc chồng');
    expect(texts.slice(third - 1, third + 4)).toEqual(['3', 'Trích lục khai tử của vợ hoặc chồng', '–', '–', '1']);
  });

  it('says what was not given instead of leaving a blank', () => {
    const pages = layOut(sparseReceipt);
    const text = allText(pages);
    expect(pages).toHaveLength(1);
    expect(text).toContain('Số điện thoại: không có Email: không có');
    expect(text).toContain('Người nộp hồ sơ: chủ hồ sơ');
    expect(text).toContain('không có giấy tờ kèm theo');
    expect(text).toContain('Phí, lệ phí: Không thu phí');
    expect(text).not.toContain('Trích yếu');
    expect(faultsOf(pages)).toEqual([]);
  });

  it('takes all names of bodies from the content', () => {
    const text = allText(layOut({ ...ordinaryReceipt, superiorBody: 'A', officeName: 'B', placeName: 'C' }));
    expect(text.replace(/Nhận trực tiếp tại.*?Phục vụ hành chính công xã Mẫu Sơn|thôn .*?tỉnh Mẫu/g, '')).not.toMatch(
      /xã Mẫu Sơn|XÃ MẪU SƠN/,
    );
  });

  it('marks reprints with their number, and only reprints', () => {
    expect(allText(layOut(ordinaryReceipt, 1))).not.toContain('BẢN IN LẠI');
    expect(allText(layOut(ordinaryReceipt, 2))).toContain('BẢN IN LẠI LẦN 1 (bản in số 2)');
    const pages = layOut(longReceipt, 12);
    for (const page of pages) expect(allText([page])).toContain('BẢN IN LẠI LẦN 11 (bản in số 12)');
  });

  it('[NU8] calls a provisional code by its name, says what to do with it, and gives no order number that is not official', () => {
    const code = 'TAM-3F9A21C4-261120-0007';
    for (const receipt of [ordinaryReceipt, longReceipt]) {
      const pages = layOut({ ...receipt, dossierCode: code, provisionalCode: code, qrPayload: code, orderNumber: 7 });
      expect(allText(pages)).toMatch(/Mã tạm: TAM-3F9A21C4-261120-0007/);
      expect(allText(pages)).toMatch(/MÃ TẠM: chưa có mã chính thức, xem Lưu ý 3/);
      expect(allText(pages)).toMatch(/Số thứ tự: chưa cấp/);
      expect(allText(pages)).not.toMatch(/Mã hồ sơ: TAM/);
      const words = allText(pages).replaceAll(/\s+/g, ' ');
      expect(words).toContain('3. Mã trên giấy này là mã tạm, chưa tra cứu trên mạng được.');
      expect(words).toContain('Để biết mã chính thức hoặc xin in lại giấy, gọi');
      expect(words).toContain('Ngày hẹn trả không thay đổi; mã tạm vẫn dùng được khi nhận kết quả.');
      expect(words).not.toContain('Tra cứu bằng mã hồ sơ hoặc mã QR');
      expect(faultsOf(pages)).toEqual([]);
    }
  });

  it('[NU9] prints both codes once there is an official one', () => {
    const provisionalCode = 'TAM-3F9A21C4-261120-0007';
    const text = allText(layOut({ ...ordinaryReceipt, provisionalCode }));
    expect(text).toContain(ordinaryReceipt.dossierCode);
    expect(text).toContain(`(Mã tạm: ${provisionalCode})`);
    expect(text).not.toMatch(/MÃ TẠM/);
    expect(text).toContain('Tra cứu bằng mã hồ sơ hoặc mã QR');
  });

  it('marks sample data on every page, and only sample data', () => {
    for (const page of layOut(longReceipt)) expect(allText([page])).toContain('DỮ LIỆU MẪU –');
    expect(allText(layOut(ordinaryReceipt))).not.toContain('DỮ LIỆU MẪU');
  });

  it('tells the two identical prints apart', () => {
    expect(allText(layOut(ordinaryReceipt, 1, 'applicant'))).toContain('Liên giao người nộp hồ sơ');
    expect(allText(layOut(ordinaryReceipt, 1, 'office'))).toContain('Liên lưu tại bộ phận tiếp nhận');
  });

  it('sets sixty papers with long names and an address of 500 characters without clipping or overlap', () => {
    const pages = layOut(longReceipt);
    expect(pages.length).toBeGreaterThan(2);
    expect(faultsOf(pages)).toEqual([]);
    pages.forEach((page, index) => {
      const text = allText([page]);
      expect(text).toContain(`trang ${String(index + 1)}/${String(pages.length)}`);
      expect(text).toContain('Tên giấy tờ');
      expect(text).toContain(longReceipt.dossierCode);
    });
    const text = allText(pages);
    for (let number = 1; number <= 60; number += 1) expect(text).toContain(`(số ${String(number)})`);
    expect(text).toContain(longReceipt.address.slice(-40).split(' ').slice(1).join(' '));
  });

  it('keeps the signatures on one page', () => {
    for (let count = 0; count < 40; count += 1) {
      const [component] = ordinaryReceipt.components;
      const components = Array.from(
        { length: count },
        () => component ?? { name: '', original: 1, certifiedCopy: 0, copy: 0 },
      );
      const pages = layOut({ ...ordinaryReceipt, components });
      const signed = pages.filter((page) => textsOf(page).includes('NGƯỜI NỘP HỒ SƠ'));
      expect(signed).toHaveLength(1);
      expect(signed[0] === undefined ? [] : textsOf(signed[0])).toContain('Trần Văn Mẫu');
      expect(faultsOf(pages)).toEqual([]);
    }
  });

  it('stays sound whatever the lengths of the texts', () => {
    const words = fc
      .array(
        fc.constantFrom('Nguyễn', 'thị', 'trấn', 'Ỷ', 'https://vidu.example/a/b', 'đất,', '12/3', '😀', 'W'.repeat(90)),
        {
          minLength: 1,
          maxLength: 60,
        },
      )
      .map((list) => list.join(' '));
    const component = fc.record({ name: words, original: fc.nat(999), certifiedCopy: fc.nat(9), copy: fc.nat(9) });
    const content = fc.record({
      isSample: fc.boolean(),
      superiorBody: words.map((text) => text.slice(0, 120)),
      officeName: words.map((text) => text.slice(0, 160)),
      applicantName: words,
      submitterName: fc.option(words),
      address: words,
      phone: fc.option(words),
      email: fc.option(words),
      procedureName: words,
      summary: fc.option(words),
      components: fc.array(component, { maxLength: 20 }),
      resultReturnText: words,
      feeItems: fc.array(fc.record({ name: words, amountVnd: fc.nat({ max: 9_999_999_999 }) }), { maxLength: 6 }),
      officerName: words.map((text) => text.slice(0, 80)),
      // Codes are 25 characters, older and provisional ones up to 35.
      dossierCode: fc.stringMatching(/^[0-9]{3}[.][0-9H]{2}[.][0-9]{2}[.][0-9H]{3}-[0-9]{6}-[0-9]{4,14}$/),
    });
    fc.assert(
      fc.property(content, (variable) => {
        expect(faultsOf(layOut({ ...ordinaryReceipt, ...variable }, 2))).toEqual([]);
      }),
      { numRuns: 40, seed: 20261120 },
    );
  });
});
