import type { Connectivity } from '#sync/ports/connectivity.ts';

export const webConnectivity: Connectivity = {
  onHint(listener) {
    const tell = (): void => {
      listener(navigator.onLine);
    };
    addEventListener('online', tell);
    addEventListener('offline', tell);
    return () => {
      removeEventListener('online', tell);
      removeEventListener('offline', tell);
    };
  },
};
