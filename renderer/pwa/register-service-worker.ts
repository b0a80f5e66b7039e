import { Workbox } from 'workbox-window';

/** Puts a waiting version in force and loads the page anew. Only after a person agreed and no form is open. */
export type ApplyUpdate = () => void;

/**
 * Registers the service worker of the browser host. `onUpdateReady` is called when a new version has been fetched and
 * waits; the running version goes on until `ApplyUpdate` is called.
 * @returns false where the browser has no service workers; the app then works, but does not open without a network
 */
export async function registerServiceWorker(onUpdateReady: (apply: ApplyUpdate) => void): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false;
  const workbox = new Workbox('/service-worker.js');
  workbox.addEventListener('waiting', () => {
    onUpdateReady(() => {
      workbox.addEventListener('controlling', () => {
        location.reload();
      });
      workbox.messageSkipWaiting();
    });
  });
  try {
    await workbox.register();
    return true;
  } catch {
    return false; // Private windows and locked-down browsers refuse it.
  }
}
