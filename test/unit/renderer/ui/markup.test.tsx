import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { StatusItem } from '#renderer/ui/status-item.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { CircleCheck } from '#renderer/ui/icons.ts';

const noop = () => undefined;
const attribute = (markup: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(markup)?.[1];

describe('fields', () => {
  it('ties label, error and source mark to the control', () => {
    const markup = renderToStaticMarkup(
      <TextField
        label="Họ và tên"
        value=""
        onChange={noop}
        isRequired
        error="Chưa nhập họ tên."
        source={{ label: 'từ thẻ' }}
      />,
    );
    const input = /<input[^>]*>/.exec(markup)?.[0] ?? '';
    expect(attribute(markup, 'for')).toBe(attribute(input, 'id'));
    expect(attribute(input, 'aria-invalid')).toBe('true');
    expect(input).toContain('required');
    for (const id of (attribute(input, 'aria-describedby') ?? 'absent').split(' '))
      expect(markup).toContain(`id="${id}"`);
    expect(markup).toContain('Chưa nhập họ tên.');
  });

  it('shows the error instead of the hint, and a warning without marking the value wrong', () => {
    const wrong = renderToStaticMarkup(<TextField label="x" value="" onChange={noop} hint="gợi ý" error="sai" />);
    expect(wrong).not.toContain('gợi ý');
    const doubtful = renderToStaticMarkup(<TextField label="x" value="" onChange={noop} warning="nên xem lại" />);
    expect(doubtful).toContain('nên xem lại');
    expect(doubtful).not.toContain('aria-invalid');
  });
});

describe('buttons', () => {
  it('announces its shortcut and hides the picture of it', () => {
    const markup = renderToStaticMarkup(<Button shortcut="Ctrl+Enter">Tiếp nhận</Button>);
    expect(attribute(markup, 'aria-keyshortcuts')).toBe('Control+Enter');
    expect(markup).toMatch(/aria-hidden="true"[^>]*><kbd/);
  });

  it('stays reachable by keyboard when it cannot be used, and says why', () => {
    const markup = renderToStaticMarkup(
      <Button isDisabled disabledReason="Chưa chọn thủ tục">
        Tiếp nhận
      </Button>,
    );
    expect(markup).toContain('aria-disabled="true"');
    expect(markup).not.toMatch(/\sdisabled/);
    expect(attribute(markup, 'title')).toBe('Chưa chọn thủ tục');
  });

  it('keeps its name when only the icon is shown', () => {
    const markup = renderToStaticMarkup(
      <Button icon={CircleCheck} isIconOnly>
        Đóng
      </Button>,
    );
    expect(markup).toContain('Đóng');
  });
});

describe('states', () => {
  it('say themselves in a word and an icon, not by colour alone', () => {
    for (const tone of ['neutral', 'info', 'success', 'warning', 'danger'] as const) {
      const markup = renderToStaticMarkup(<Badge tone={tone}>Quá hạn</Badge>);
      expect(markup).toContain('<svg');
      expect(markup).toContain('Quá hạn');
    }
  });

  it('are announced only where asked: danger at once, the rest politely', () => {
    const roleOf = (tone: 'danger' | 'success', isAnnounced: boolean) =>
      attribute(renderToStaticMarkup(<Notice tone={tone} title="x" isAnnounced={isAnnounced} />), 'role');
    expect(roleOf('danger', true)).toBe('alert');
    expect(roleOf('success', true)).toBe('status');
    expect(roleOf('danger', false)).toBeUndefined();
    expect(renderToStaticMarkup(<StatusItem icon={CircleCheck} value="Đã kết nối" isLive />)).toContain(
      'role="status"',
    );
  });
});
