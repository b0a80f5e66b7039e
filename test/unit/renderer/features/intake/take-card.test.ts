import { describe, expect, it } from 'vitest';
import { createIntakeStore, type AcceptedView } from '#renderer/features/intake/store.ts';
import { takeCard } from '#renderer/features/intake/take-card.ts';
import { parseIdCardQr } from '#shared/domain/id-card.ts';
import type { DraftId } from '#shared/kernel/ids.ts';
import { id, readyDraft, valueOf } from '#test/unit/shared/domain/samples.ts';

const card = valueOf(
  parseIdCardQr('008185012345|070123456|Lò Thị Mẫu|15081985|Nữ|Thôn Mẫu, Xã Ví Dụ, Tuyên Quang|20092021'),
);
const first = readyDraft();
const NEXT = id(900) as DraftId;
const startDraft = () => ({
  ...readyDraft(),
  draftId: NEXT,
  applicant: { ...first.applicant, fullName: '', phone: '' },
});
const onScreen = { isFromElsewhere: false, startDraft };
const ACCEPTED = { dossier: {}, issuedDocumentId: id(901) } as unknown as AcceptedView;

describe('a card that is read', () => {
  it('fills the person of the form on the screen and keeps the telephone', () => {
    const store = createIntakeStore(first);
    takeCard(store, card, onScreen);
    const { draft, cardsRead, saving } = store.getState();
    expect(draft.draftId).toBe(first.draftId);
    expect(draft.applicant).toMatchObject({ fullName: 'Lò Thị Mẫu', phone: first.applicant.phone });
    expect([cardsRead, saving.kind]).toEqual([1, 'unsaved']);
  });

  it('begins the next intake when the dossier on the screen was accepted', () => {
    const store = createIntakeStore(first);
    store.getState().set({ accepted: ACCEPTED });
    takeCard(store, card, onScreen);
    const { draft, accepted, saving } = store.getState();
    expect([draft.draftId, accepted, saving.kind]).toEqual([NEXT, null, 'unsaved']);
    expect(draft.applicant).toMatchObject({ fullName: 'Lò Thị Mẫu', phone: '' });
  });

  it('waits for an acceptance that is under way, and comes into the next intake only', () => {
    const store = createIntakeStore(first);
    store.getState().set({ isAccepting: true });
    takeCard(store, card, onScreen);
    expect(store.getState().draft).toBe(first);
    store.getState().set({ isAccepting: false, accepted: ACCEPTED });
    expect(store.getState().draft).toMatchObject({ draftId: NEXT, applicant: { fullName: 'Lò Thị Mẫu' } });
  });

  it('is asked for again when that acceptance failed; the draft stays as it was', () => {
    const store = createIntakeStore(first);
    store.getState().set({ isAccepting: true });
    takeCard(store, card, onScreen);
    store.getState().set({ isAccepting: false, failure: { code: 'storageFailed' } });
    expect(store.getState().draft).toBe(first);
    expect([store.getState().hasMissedCard, store.getState().cardsRead]).toEqual([true, 0]);
    takeCard(store, card, onScreen);
    expect(store.getState().hasMissedCard).toBe(false);
  });

  it('from another screen never comes into the draft of somebody else', () => {
    const ofPerson = (personalIdNumber: string) => ({ ...first, applicant: { ...first.applicant, personalIdNumber } });
    const others = createIntakeStore(ofPerson('001090123456'));
    takeCard(others, card, { isFromElsewhere: true, startDraft });
    expect(others.getState().draft.draftId).toBe(NEXT);
    const own = createIntakeStore(ofPerson('008185012345'));
    takeCard(own, card, { isFromElsewhere: true, startDraft });
    expect(own.getState().draft.draftId).toBe(first.draftId);
  });
});
