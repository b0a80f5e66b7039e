import * as v from 'valibot';
import type { CitizenDesk } from '#renderer/context/app-context.tsx';
import type { CitizenChannel } from '#renderer/platform/citizen-channel.ts';
import {
  citizenMessageSchema,
  type CitizenAnswer,
  type DeskMessage,
} from '#shared/domain/citizen-screen/citizen-message.ts';
import type { CitizenView } from '#shared/domain/citizen-screen/citizen-view.ts';
import type { IdSource, Scheduler } from '#shared/kernel/ports.ts';

/** How often the desk says what it shows. A citizen's screen that misses several of these blanks itself. */
export const BEAT_MS = 1_000;

export interface OpenDesk extends CitizenDesk {
  /** The window goes away: screens blank at once instead of after the silence. */
  leave(): void;
}

/** The officer's end: says again and again what is to be seen, and passes on what the citizen answers. */
export function createCitizenDesk(deps: {
  readonly channel: CitizenChannel;
  readonly scheduler: Scheduler;
  readonly ids: IdSource;
}): OpenDesk {
  const { channel, scheduler } = deps;
  const deskId: string = deps.ids.next();
  const listeners = new Set<(answer: CitizenAnswer) => void>();
  let view: CitizenView | null = null;
  const show = (): void => {
    if (view !== null) channel.post({ kind: 'shows', deskId, view } satisfies DeskMessage);
  };
  const beat = (): void => {
    show();
    scheduler.after(BEAT_MS, beat);
  };
  const present = (next: CitizenView): void => {
    const isFirst = view === null;
    view = next;
    if (isFirst) beat();
    else show();
  };
  hearScreens(channel, deskId, show, (answer) => {
    for (const hear of listeners) hear(answer);
  });
  return {
    present,
    clear: () => {
      if (view !== null) present({ ...view, content: { stage: 'idle' } });
    },
    hear: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    leave: () => {
      channel.post({ kind: 'closes', deskId } satisfies DeskMessage);
    },
  };
}

/** What is no message of a citizen's screen, or is meant for another desk, is nobody's. */
function hearScreens(
  channel: CitizenChannel,
  deskId: string,
  onOpens: () => void,
  onAnswer: (answer: CitizenAnswer) => void,
): void {
  channel.subscribe((raw) => {
    const message = v.safeParse(citizenMessageSchema, raw);
    if (!message.success) return;
    if (message.output.kind === 'opens') onOpens();
    else if (message.output.deskId === deskId) onAnswer(message.output.answer);
  });
}
