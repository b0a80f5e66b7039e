import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { NoticeProgress } from '#renderer/data/queries/notice-progress.ts';
import { NoticePanel } from '#renderer/features/dossiers/notice-panel.tsx';
import { createI18n } from '#renderer/i18n/i18n.ts';
import type { NoticeContent } from '#shared/domain/notice.ts';
import type { DossierId, NoticeId, OfficerId } from '#shared/kernel/ids.ts';
import { at, id } from '#test/unit/shared/domain/samples.ts';

const content: NoticeContent = {
  ...{ kind: 'intakeReceipt', procedureName: 'Thủ tục', competentAuthority: 'Xã', officerName: 'Mẫu' },
  ...{ acceptedAt: at('2026-11-20 09:15'), resultDueAt: at('2026-11-25 09:15'), officeName: 'Một cửa' },
  ...{ officePhone: '0', lookupUrlPrefix: null, portalAddress: 'mau.example', isSample: true },
};

function markupOf(stage: NoticeProgress['stage'], failureCode: string | null = null): string {
  createI18n('vi');
  const notice = {
    ...{ noticeId: id(1) as NoticeId, dossierId: id(2) as DossierId, dossierCode: 'H99.01-261120-0001' },
    ...{ channel: 'email' as const, to: 'a@b.vn', textVersion: 1, content },
    ...{ createdAt: at('2026-11-20 09:15'), createdBy: id(3) as OfficerId },
  };
  return renderToStaticMarkup(<NoticePanel notices={[{ notice, stage, failureCode }]} />);
}

describe('messages to the citizen, on the screen', () => {
  it.each([
    ['waiting', 'Chờ gửi về hệ thống tỉnh'],
    ['held', 'Cần xử lý trong Hàng đợi'],
    ['queued', 'Hệ thống tỉnh đã nhận, chờ gửi đi'],
    ['sent', 'Đã gửi'],
    ['failed', 'Không gửi được'],
    ['replaced', 'Đã thay bằng lần gửi khác'],
  ] as const)('say how far they are: %s', (stage, word) => {
    const markup = markupOf(stage);
    expect(markup).toContain(word);
    expect(markup).toContain('Thư điện tử: a@b.vn');
    expect(markup.includes('Gửi lại')).toBe(stage !== 'replaced' && stage !== 'held');
  });

  it('[NT8] say why they are not sent and what to do, also for a reason of a newer province', () => {
    expect(markupOf('queued', 'channelNotConfigured')).toContain('Tỉnh chưa cấu hình kênh gửi này.');
    expect(markupOf('failed', 'addressRefused')).toContain('Hãy hỏi lại công dân rồi gửi lại.');
    expect(markupOf('failed', 'reasonOfTomorrow')).toContain('Hãy báo người quản trị của tỉnh.');
  });
});
