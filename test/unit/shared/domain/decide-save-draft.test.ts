import { describe, expect, it } from 'vitest';
import { decideSaveDraft } from '#shared/domain/decide-save-draft.ts';
import { emptyDraft } from '#shared/domain/new-intake-draft.ts';
import { at, codeOf, NOW, readyDraft, valueOf } from './samples.ts';

const draft = readyDraft();
const empty = emptyDraft(draft);
const command = { draft, stored: undefined, isDossierRecorded: false, now: NOW };

describe('decideSaveDraft', () => {
  it('writes what was typed, with the time of writing', () => {
    expect(valueOf(decideSaveDraft(command)).draft).toEqual({ ...draft, updatedAt: NOW });
  });

  it('writes nothing for an untouched form or unchanged content', () => {
    expect(valueOf(decideSaveDraft({ ...command, draft: empty })).draft).toBeNull();
    const stored = { ...draft, updatedAt: at('2026-11-20 09:12') };
    expect(valueOf(decideSaveDraft({ ...command, stored })).draft).toBeNull();
  });

  it('writes a form that was emptied again', () => {
    expect(valueOf(decideSaveDraft({ ...command, draft: empty, stored: draft })).draft).toEqual({
      ...empty,
      updatedAt: NOW,
    });
  });

  it('never lets the time of writing go back', () => {
    const stored = { ...draft, summary: 'khác', updatedAt: at('2026-11-20 10:00') };
    expect(valueOf(decideSaveDraft({ ...command, stored })).draft?.updatedAt).toBe(at('2026-11-20 10:00'));
    expect(valueOf(decideSaveDraft({ ...command, now: at('2020-01-01 00:00') })).draft?.updatedAt).toBe(
      draft.startedAt,
    );
  });

  it('does not bring back the draft of a recorded dossier', () => {
    expect(codeOf(decideSaveDraft({ ...command, isDossierRecorded: true }))).toBe('dossierAlreadyRecorded');
  });
});
