import * as v from 'valibot';
import type { CitizenChannel } from '#renderer/platform/citizen-channel.ts';
import {
  deskMessageSchema,
  type CitizenAnswer,
  type CitizenMessage,
} from '#shared/domain/citizen-screen/citizen-message.ts';
import type { CitizenView } from '#shared/domain/citizen-screen/citizen-view.ts';
import type { Cancel, Scheduler } from '#shared/kernel/ports.ts';

/** A desk that has said nothing for so long is gone (closed, crashed, asleep), and nothing of it may stay visible. */
export const SILENCE_MS = 4_000;

export interface CitizenFeed {
  /** `null`: no desk is there. The same object until something else is to be seen. */
  readonly view: () => CitizenView | null;
  readonly subscribe: (onChange: () => void) => () => void;
  /** To the desk that is seen now; to nobody when there is none. */
  readonly answer: (answer: CitizenAnswer) => void;
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
  const follow = (desk: Followed): void => {
    if (!isToBeFollowed(followed, desk)) return;
    cancelSilence?.();
    cancelSilence = scheduler.after(SILENCE_MS, () => {
      set(undefined);
    });
    set(desk);
  };
  hearDesks(channel, follow, (deskId) => {
    if (deskId === followed?.deskId) set(undefined);
  });
  channel.post({ kind: 'opens' } satisfies CitizenMessage);
  return {
    view: () => followed?.view ?? null,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    answer: (answer) => {
      if (followed === undefined) return;
      channel.post({ kind: 'answers', deskId: followed.deskId, answer } satisfies CitizenMessage);
    },
  };
}

/** What is no message of a desk is not heard. */
function hearDesks(
  channel: CitizenChannel,
  onShows: (desk: Followed) => void,
  onCloses: (deskId: string) => void,
): void {
  channel.subscribe((raw) => {
    const message = v.safeParse(deskMessageSchema, raw);
    if (!message.success) return;
    const { deskId } = message.output;
    if (message.output.kind === 'closes') {
      onCloses(deskId);
      return;
    }
    const { view } = message.output;
    onShows({ deskId, view, content: JSON.stringify(view) });
  });
}

/** The desk that is followed already, or another one when nothing goes on at the first and something at the other. */
function isToBeFollowed(followed: Followed | undefined, desk: Followed): boolean {
  if (followed === undefined || followed.deskId === desk.deskId) return true;
  return isIdle(followed.view) && !isIdle(desk.view);
}

function isIdle({ content }: CitizenView): boolean {
  return content.stage === 'idle';
}
