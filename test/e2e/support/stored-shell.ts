import type { Page } from '@playwright/test';

/**
 * Until the browser can open the page without a network: the service worker has stored all of it, megabytes, and keeps
 * nothing when it is cut short.
 */
export async function waitForStoredShell(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active === null || active.state === 'activated') return;
    await new Promise<void>((resolve) => {
      active.addEventListener('statechange', () => {
        if (active.state === 'activated') resolve();
      });
    });
  });
}
