import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { AppServicesProvider, type AppServices } from '#renderer/context/app-context.tsx';
import type { ChainBreakRow } from '#renderer/data/schema/rows.ts';
import { ChainNotice } from '#renderer/features/supervision/chain-notice.tsx';
import { createI18n } from '#renderer/i18n/i18n.ts';
import type { Instant } from '#shared/kernel/instant.ts';

const rowAt = (stationSequence: number, reportedAt = '2026-11-20T07:20:00.000Z'): ChainBreakRow => ({
  stationSequence,
  reportedAt: reportedAt as Instant,
});

function render(breaks: readonly ChainBreakRow[] | undefined, language: 'vi' | 'en' = 'vi'): string {
  createI18n(language);
  // The notice asks for this one thing only.
  const services = { queries: { useChainBreaks: () => breaks } } as unknown as AppServices;
  return renderToStaticMarkup(
    <AppServicesProvider services={services}>
      <ChainNotice />
    </AppServicesProvider>,
  );
}

describe('the warning about the chain', () => {
  it('[SG9] is not there while nothing is reported, or not yet known', () => {
    expect([render([]), render(undefined)]).toEqual(['', '']);
  });

  it('[SG9] names the operations, the first report and whom to tell', () => {
    const markup = render([rowAt(7), rowAt(12, '2026-11-19T07:20:00.000Z')]);
    expect(markup).toContain('role="status"');
    expect(markup).toContain('Chuỗi thao tác của máy trạm không khớp');
    expect(markup).toContain('thao tác số 7, 12 ');
    expect(markup).toContain('19/11/2026');
    expect(markup).toContain('bộ phận công nghệ thông tin của tỉnh');
    expect(render([rowAt(7)], 'en')).toContain('operation no. 7 does not follow');
  });

  it('names no more than a few of many', () => {
    expect(render(Array.from({ length: 40 }, (_, n) => rowAt(n + 1)))).toContain('số 1, 2, 3, 4, 5, … không');
  });
});
