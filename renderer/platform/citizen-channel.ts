/** Between the windows of one origin on one machine; nothing of it leaves the machine. */
export interface CitizenChannel {
  /** Reaches every other window, never the one that says it. */
  post(message: unknown): void;
  /** @returns ends it */
  subscribe(hear: (message: unknown) => void): () => void;
  close(): void;
}

const NAME = 'quay-mot-cua-citizen';

export function createWebCitizenChannel(name: string = NAME): CitizenChannel {
  const channel = new BroadcastChannel(name);
  return {
    post: (message) => {
      channel.postMessage(message);
    },
    subscribe: (hear) => {
      const listen = ({ data }: MessageEvent<unknown>): void => {
        hear(data);
      };
      channel.addEventListener('message', listen);
      return () => {
        channel.removeEventListener('message', listen);
      };
    },
    close: () => {
      channel.close();
    },
  };
}
