import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ReceiptDeliveryPanel } from '#renderer/features/intake/receipt-delivery-panel.tsx';
import { createIntakeStore } from '#renderer/features/intake/store.ts';
import { IntakeContext, type IntakeContextValue } from '#renderer/features/intake/use-intake.ts';
import { createI18n } from '#renderer/i18n/i18n.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import { checkIntakeDraft } from '#shared/domain/intake-rules.ts';
import { calendar, date, office, procedure, readyDraft } from '#test/unit/shared/domain/samples.ts';

function markupOf(changes: Partial<IntakeDraft>): string {
  createI18n('vi');
  const draft = { ...readyDraft(), ...changes };
  const store = createIntakeStore(draft);
  const today = date('2026-11-20');
  const value = {
    ...{ store, procedures: [procedure], procedure, today, thumbnails: {} },
    office: { office, workCalendar: calendar },
    problems: checkIntakeDraft(draft, procedure, today),
  } as unknown as IntakeContextValue;
  return renderToStaticMarkup(
    <IntakeContext value={value}>
      <ReceiptDeliveryPanel />
    </IntakeContext>,
  );
}

/** The boxes and dots of the panel by their labels: `x` ticked, `-` not, `off` out of reach. */
function controlsOf(markup: string): Record<string, string> {
  const rows = markup.match(/<label[\s\S]*?<\/label>/g) ?? [];
  return Object.fromEntries(
    rows.map((row) => {
      const label = /-label">([^<]*)</.exec(row)?.[1] ?? '';
      const state = row.includes('aria-checked="true"') ? 'x' : '-';
      return [label, row.includes('data-disabled') ? 'off' : state];
    }),
  );
}

describe('how the citizen gets the receipt, on the screen', () => {
  const PRINTED = 'Bản giấy, in tại quầy';

  it('[NT1] is on paper at first; what has no address cannot be ticked and says what is missing', () => {
    const markup = markupOf({});
    expect(controlsOf(markup)).toEqual({
      [PRINTED]: 'x',
      'Thư điện tử': 'off',
      'Tin nhắn SMS': '-',
      Zalo: '-',
    });
    expect(markup).toContain('Chưa có thư điện tử của chủ hồ sơ.');
  });

  it('[NT1] can be taken back where the address has gone since, and says that no paper will come out', () => {
    const markup = markupOf({ receiptDelivery: ['email'] });
    expect(controlsOf(markup)).toMatchObject({ [PRINTED]: '-', 'Thư điện tử': 'x' });
    expect(markup).toContain('Không in giấy khi tiếp nhận');
  });

  it('[NT1] is one of three ways by post, which have to be chosen', () => {
    expect(Object.values(controlsOf(markupOf({ channel: 'post' })))).toEqual(['-', '-', '-']);
    const byMessage = controlsOf(markupOf({ channel: 'post', receiptDelivery: ['sms'] }));
    expect(byMessage).toMatchObject({ 'Qua thư điện tử, tin nhắn hoặc Zalo': 'x', 'Tin nhắn SMS': 'x', Zalo: '-' });
    expect(byMessage).not.toHaveProperty(PRINTED);
  });
});
