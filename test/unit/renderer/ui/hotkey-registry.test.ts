import { describe, expect, it } from 'vitest';
import { chordOf, HotkeyRegistry, normaliseChord, type KeyPress } from '#renderer/ui/hotkey-registry.ts';

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return {
    key,
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    isComposing: false,
    repeat: false,
    ...more,
  };
}

function registryWith(...entries: readonly { depth: number; map: Record<string, string | undefined> }[]) {
  const registry = new HotkeyRegistry<string>();
  const removals = entries.map(({ depth, map }) => registry.add({ depth, read: () => map }));
  return { registry, removals };
}

describe('chords', () => {
  it('has one spelling whatever the order and case of modifiers', () => {
    expect(normaliseChord('shift+ctrl+k')).toBe('Ctrl+Shift+K');
    expect(normaliseChord('Ctrl+Enter')).toBe('Ctrl+Enter');
  });

  it('goes by the physical key, because a Vietnamese layout puts ă on the digit 1', () => {
    expect(chordOf(press('ă', { code: 'Digit1', altKey: true }))).toBe('Alt+1');
    expect(chordOf(press('k', { code: 'KeyK', ctrlKey: true }))).toBe('Ctrl+K');
  });

  it('takes the Enter of the number pad for Enter, and Cmd for Ctrl', () => {
    expect(chordOf(press('Enter', { code: 'NumpadEnter', metaKey: true }))).toBe('Ctrl+Enter');
  });
});

describe('HotkeyRegistry', () => {
  it('runs the handler of the deepest scope', () => {
    const { registry } = registryWith({ depth: 2, map: { F2: 'inner' } }, { depth: 0, map: { F2: 'outer' } });
    expect(registry.decide(press('F2'), 'page')).toEqual({ kind: 'run', handler: 'inner' });
  });

  it('prefers the entry added last among equals', () => {
    const { registry } = registryWith({ depth: 1, map: { F2: 'first' } }, { depth: 1, map: { F2: 'second' } });
    expect(registry.decide(press('F2'), 'page')).toEqual({ kind: 'run', handler: 'second' });
  });

  it('falls back to the outer scope when the inner one is removed', () => {
    const { registry, removals } = registryWith({ depth: 0, map: { F2: 'outer' } }, { depth: 1, map: { F2: 'inner' } });
    removals[1]?.();
    expect(registry.decide(press('F2'), 'page')).toEqual({ kind: 'run', handler: 'outer' });
  });

  it('leaves unknown chords to the browser', () => {
    const { registry } = registryWith({ depth: 0, map: { F2: 'x', F3: undefined } });
    expect(registry.decide(press('F5'), 'page')).toEqual({ kind: 'ignore' });
    expect(registry.decide(press('F3'), 'page')).toEqual({ kind: 'ignore' });
  });

  it('silences what is behind a modal scope, and keeps the browser from acting on the key', () => {
    const { registry } = registryWith(
      { depth: 0, map: { F3: 'list' } },
      { depth: 1, map: { 'Ctrl+Enter': 'confirm' } },
    );
    const close = registry.addModal(1);
    expect(registry.decide(press('F3'), 'page')).toEqual({ kind: 'swallow' });
    expect(registry.decide(press('Enter', { ctrlKey: true }), 'page')).toEqual({ kind: 'run', handler: 'confirm' });
    close();
    expect(registry.decide(press('F3'), 'page')).toEqual({ kind: 'run', handler: 'list' });
  });

  it('does not swallow keys a dialog needs itself', () => {
    const { registry } = registryWith({ depth: 0, map: { Escape: 'close pane', Enter: 'next' } });
    registry.addModal(1);
    expect(registry.decide(press('Escape'), 'control')).toEqual({ kind: 'ignore' });
    expect(registry.decide(press('Enter'), 'page')).toEqual({ kind: 'ignore' });
  });

  it('ignores keys that belong to an input method', () => {
    const { registry } = registryWith({ depth: 0, map: { F2: 'x', 'Ctrl+Enter': 'y' } });
    expect(registry.decide(press('F2', { isComposing: true }), 'text')).toEqual({ kind: 'ignore' });
    expect(registry.decide(press('Process', { ctrlKey: true }), 'text')).toEqual({ kind: 'ignore' });
  });

  it('does not run twice while a key is held down', () => {
    const { registry } = registryWith({ depth: 0, map: { 'Ctrl+Enter': 'accept' } });
    expect(registry.decide(press('Enter', { ctrlKey: true, repeat: true }), 'text')).toEqual({ kind: 'swallow' });
  });

  it('runs F-keys, Ctrl and Alt chords and Escape while typing, but no bare key', () => {
    const map = { F2: 'f2', 'Ctrl+Enter': 'ctrl', 'Alt+1': 'alt', Escape: 'esc', Enter: 'enter', N: 'n' };
    const { registry } = registryWith({ depth: 0, map });
    const kinds = [
      press('F2'),
      press('Enter', { ctrlKey: true }),
      press('1', { code: 'Digit1', altKey: true }),
      press('Escape'),
      press('Enter'),
      press('n', { code: 'KeyN' }),
    ].map((key) => registry.decide(key, 'text').kind);
    expect(kinds).toEqual(['run', 'run', 'run', 'run', 'ignore', 'ignore']);
    expect(registry.decide(press('Enter'), 'control').kind).toBe('ignore');
    expect(registry.decide(press('Enter'), 'page').kind).toBe('run');
  });
});
