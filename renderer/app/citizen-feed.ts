import * as v from 'valibot';
import type { CitizenChannel } from '#renderer/platform/citizen-channel.ts';
import {
  deskMessageSchema,
  type CitizenAnswer,
  type CitizenMessage,
  type DeskMessage,
} from '#shared/domain/citizen-screen/citizen-message.ts';
import type { CitizenView } from '#shared/domain/citizen-screen/citizen-view.ts';
import type { Cancel, Scheduler } from '#shared/kernel/ports.ts';

/** A desk that has said nothing for so long is gone (closed, crashed, asleep), and nothing of it may stay visible. */
export const SILENCE_MS = 4_000;

export interface CitizenFeed {
  /** `null`: no desk is there. The same object until something else is to be seen. */
  view(): CitizenView | null;
  subscribe(onChange: () => void): () => void;
  /** To the desk that is seen now; to nobody when there is none. */
  answer(answer: CitizenAnswer): void;
}

interface Followed {
  readonly deskId: string;
  readonly view: CitizenView;
  readonly content: string;
}

/**
 * The citizen's end. It follows one desk: of several windows of a counter the one at which something is going on. It
 * keeps nothing but what is to be seen now.
 */
export function createCitizenFeed(deps: {
  readonly channel: CitizenChannel;
  readonly scheduler: Scheduler;
}): CitizenFeed {
  const { channel, scheduler } = deps;
  const listeners = new Set<() => void>();
  let followed: Followed | undefined;
  let cancelSilence: Cancel | undefined;
  const set = (next: Followed | undefined): void => {
    const isSame = next?.deskId === followed?.deskId && next?.content === followed?.content;
    if (isSame) return;
    followed = next;
    for (const listener of listeners) listener();
  };
  const say = (message: CitizenMessage): void => {
    channel.post(message);
  };
  const follow = ({ deskId, view }: Extract<DeskMessage, { kind: 'shows' }>): void => {
    const isBusyElsewhere = followed !== undefined && followed.deskId !== deskId && !isIdle(followed.view);
    if (isBusyElsewhere || (isIdle(view) && followed !== undefined && followed.deskId !== deskId)) return;
    cancelSilence?.();
    cancelSilence = scheduler.after(SILENCE_MS, () => {
      set(undefined);
    });
    set({ deskId, view, content: JSON.stringify(view) });
  };
  channel.subscribe((raw) => {
    const message = v.safeParse(deskMessageSchema, raw);
    if (!message.success) return;
    if (message.output.kind === 'shows') follow(message.output);
    else if (message.output.deskId === followed?.deskId) set(undefined);
  });
  say({ kind: 'opens' });
  return {
    view: () => followed?.view ?? null,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    answer: (answer) => {
      if (followed !== undefined) say({ kind: 'answers', deskId: followed.deskId, answer });
    },
  };
}

function isIdle({ content }: CitizenView): boolean {
  return content.stage === 'idle';
}
