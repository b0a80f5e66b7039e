import type { CitizenChannel } from '#renderer/platform/citizen-channel.ts';

/** The windows of one machine. Messages are copied, as between real windows, and arrive when the test lets them. */
export class FakeCitizenWindows {
  readonly #hearers = new Map<object, Set<(message: unknown) => void>>();

  open(): CitizenChannel {
    const window = {};
    const own = new Set<(message: unknown) => void>();
    this.#hearers.set(window, own);
    return {
      post: (message) => {
        if (!this.#hearers.has(window)) throw new Error('the channel is closed');
        const copy = structuredClone(message);
        for (const [other, hearers] of this.#hearers) {
          if (other !== window)
            for (const hear of hearers)
              queueMicrotask(() => {
                if (hearers.has(hear)) hear(copy);
              });
        }
      },
      subscribe: (hear) => {
        own.add(hear);
        return () => {
          own.delete(hear);
        };
      },
      close: () => {
        own.clear();
        this.#hearers.delete(window);
      },
    };
  }
}
