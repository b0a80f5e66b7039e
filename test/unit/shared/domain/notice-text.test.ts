import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { buildReceiptNotices } from '#shared/domain/build-receipt-notices.ts';
import { decideAcceptDossier } from '#shared/domain/decide-accept-dossier.ts';
import { decideResendNotice } from '#shared/domain/decide-resend-notice.ts';
import { noticeSchema, type Notice, type NoticeContent } from '#shared/domain/notice.ts';
import { buildNoticeText, isKnownNoticeText, LONGEST_SMS, noticeTextVersionOn } from '#shared/domain/notice-text.ts';
import { toPlainLetters } from '#shared/domain/plain-letters.ts';
import type { NoticeId, OfficerId } from '#shared/kernel/ids.ts';
import { acceptCommand, at, codeOf, date, id, office, officer, procedure, readyDraft, valueOf } from './samples.ts';

const EMAIL = 'lo.thi.mau@thu.example';

function accepted() {
  const draft = readyDraft();
  const applicant = { ...draft.applicant, email: EMAIL };
  const command = acceptCommand({
    draft: { ...draft, applicant, receiptDelivery: ['printed', 'email', 'sms', 'zalo'] },
  });
  const { dossier } = valueOf(decideAcceptDossier(command));
  let next = 500;
  const source = { dossier, procedure, office, officer, nextId: () => id((next += 1)) as NoticeId };
  return { dossier, notices: buildReceiptNotices(source) };
}
const [byMail, bySms, byZalo] = accepted().notices as [Notice, Notice, Notice];
const withContent = (notice: Notice, changes: Partial<NoticeContent>): Notice => ({
  ...notice,
  content: { ...notice.content, ...changes } as NoticeContent,
});
const CODE = 'H99.01-261120-0007';

describe('notices about a receipt', () => {
  it('[NT2] go to each address asked for, and can be read by the gateway', () => {
    const { dossier, notices } = accepted();
    expect(dossier.receiptDelivery).toEqual(['printed', 'email', 'sms', 'zalo']);
    expect(notices.map(({ channel, to }) => [channel, to])).toEqual([
      ['email', EMAIL],
      ['sms', '+84912345678'],
      ['zalo', '+84912345678'],
    ]);
    for (const notice of notices) expect(v.is(noticeSchema, notice)).toBe(true);
    expect(v.is(noticeSchema, { ...byMail, to: 'a@b.vn, c@d.vn' })).toBe(false);
    expect(v.is(noticeSchema, { ...bySms, to: '0912345678' })).toBe(false);
  });

  it('[NT2] name code, procedure, agency, officer, times and where to look, and no person’s number, name or address', () => {
    const { subject, text } = buildNoticeText(withContent(byMail, { isSample: false }), CODE);
    expect(subject).toBe(`Đã tiếp nhận hồ sơ ${CODE}, hẹn trả kết quả ngày 25/11/2026`);
    expect(text.split('\n').slice(0, 11)).toEqual([
      'Kính gửi Ông/Bà,',
      '',
      'Bộ phận Một cửa xã Ví Dụ đã tiếp nhận hồ sơ của Ông/Bà.',
      '',
      `Mã hồ sơ: ${CODE}`,
      'Thủ tục: Chứng thực bản sao từ bản chính',
      'Cơ quan giải quyết: Ủy ban nhân dân cấp xã',
      'Người tiếp nhận: Nguyễn Thị Mẫu',
      'Tiếp nhận lúc: 09 giờ 15, Thứ Sáu ngày 20/11/2026',
      'Hẹn trả kết quả: 09 giờ 15, Thứ Tư ngày 25/11/2026',
      'Tra cứu: dichvucong.mau.example',
    ]);
    for (const notice of [byMail, bySms, byZalo]) {
      const said = JSON.stringify([buildNoticeText(notice, CODE), notice.content]);
      for (const personal of ['Lò Thị', '008185012345', 'Thôn Mẫu', EMAIL, '912345678'])
        expect(said).not.toContain(personal);
    }
  });

  it('[NT2] say that data are samples, and call a provisional code by its name, without a look-up that does not know it', () => {
    const looked = withContent(byMail, { lookupUrlPrefix: 'https://tc.example/' });
    expect(buildNoticeText(looked, CODE).subject).toMatch(/^\[DỮ LIỆU MẪU\] /);
    expect(buildNoticeText(looked, CODE).text).toContain(`Tra cứu: https://tc.example/${CODE}\n`);
    const provisional = buildNoticeText(looked, 'TAM-00000000-261120-0007').text;
    expect(provisional).toContain('Mã tạm: TAM-00000000-261120-0007\n');
    expect(provisional).toContain('Tra cứu: dichvucong.mau.example\n');
  });

  it('[NT2] fit one text message of plain letters; the code is whole, and so is the address or it is not there', () => {
    const text = (changes: Partial<NoticeContent>, code = CODE) =>
      buildNoticeText(withContent(bySms, changes), code).text;
    expect(text({})).toBe(
      `(DU LIEU MAU) Ma ho so ${CODE}. Hen tra 09:15 25/11/2026. Tra cuu dichvucong.mau.example. Bo phan Mot cua xa Vi Du`,
    );
    const long = text({
      officeName: 'Trung tâm Phục vụ hành chính công '.repeat(9),
      lookupUrlPrefix: 'https://tc.example/',
    });
    expect(long).toBe(`(DU LIEU MAU) Ma ho so ${CODE}. Hen tra 09:15 25/11/2026. Tra cuu https://tc.example/${CODE}`);
    const nowhere = text({ isSample: false, lookupUrlPrefix: `https://${'dai'.repeat(60)}.example/` });
    expect(nowhere).toBe(`Ma ho so ${CODE}. Hen tra 09:15 25/11/2026. Bo phan Mot cua xa Vi Du`);
    expect(text({ portalAddress: 'https://tỉnh.example' })).not.toContain('Tra cuu');
    const longest = text({}, `H99.${'9'.repeat(56)}`);
    expect(longest).toContain(`H99.${'9'.repeat(56)}. Hen tra`);
    expect(longest.length).toBeLessThanOrEqual(LONGEST_SMS);
    expect(toPlainLetters('Đường “Nguyễn Huệ” – số 5€')).toBe('Duong Nguyen Hue - so 5');
  });

  it('[NT2] about a fee receipt name its number, book and amount', () => {
    const { officeName, officePhone, lookupUrlPrefix, portalAddress } = byMail.content;
    const content: NoticeContent = {
      ...{ kind: 'feeReceipt', bookSerial: '01BLP-26', feeReceiptNumber: '0000123', amountVnd: 1_024_000 },
      ...{
        collectedAt: at('2026-11-20 09:15'),
        officeName,
        officePhone,
        lookupUrlPrefix,
        portalAddress,
        isSample: false,
      },
    };
    expect(buildNoticeText({ ...byMail, content }, CODE).text).toContain(
      'Biên lai: số 0000123, ký hiệu 01BLP-26\nSố tiền: 1.024.000 đồng\nThu lúc: 09 giờ 15, Thứ Sáu ngày 20/11/2026\n',
    );
    expect(buildNoticeText({ ...bySms, content }, CODE).text).toContain(`Ma ho so ${CODE}. Da thu 1.024.000 dong. `);
  });

  it('keep the wording of their day', () => {
    expect(noticeTextVersionOn(date('2026-11-20'))).toBe(1);
    expect(isKnownNoticeText(1)).toBe(true);
    expect(isKnownNoticeText(2)).toBe(false);
    expect(() => buildNoticeText({ ...byMail, textVersion: 2 }, CODE)).toThrow(RangeError);
  });
});

describe('a notice sent again', () => {
  const by = { noticeId: id(900) as NoticeId, officerId: id(901) as OfficerId, now: at('2026-11-23 08:00') };
  const dossier = { dossierCode: 'H99.01-261120-0008', resultDueAt: at('2026-12-01 10:00') };

  it('[NT9] names the one in whose place it is, with the address as it now is and the dossier as it now stands', () => {
    const again = valueOf(decideResendNotice(byMail, dossier, ' moi@thu.example ', by));
    expect(again).toMatchObject({
      ...{ noticeId: by.noticeId, replaces: byMail.noticeId, to: 'moi@thu.example', channel: 'email' },
      ...{ dossierCode: dossier.dossierCode, createdAt: by.now, createdBy: by.officerId },
      content: {
        kind: 'intakeReceipt',
        resultDueAt: dossier.resultDueAt,
        acceptedAt: byMail.content.kind === 'intakeReceipt' ? byMail.content.acceptedAt : '',
      },
    });
    expect(v.is(noticeSchema, again)).toBe(true);
  });

  it('is refused without an address of its channel', () => {
    expect(codeOf(decideResendNotice(byMail, dossier, '0912345678', by))).toBe('noticeAddressWrong');
    expect(codeOf(decideResendNotice(bySms, dossier, 'a@b.vn', by))).toBe('noticeAddressWrong');
  });
});
