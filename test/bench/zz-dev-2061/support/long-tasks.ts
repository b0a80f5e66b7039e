import type { Page } from '@playwright/test';

/** What the browser itself calls a long task (W3C Long Tasks): the window's thread held for more than this. */
export const LONG_TASK_MS = 50;

declare global {
  interface Window {
    benchLongTasks?: { readonly observer: PerformanceObserver; readonly seen: number[] };
  }
}

/** Durations in milliseconds of the window's long tasks, as its own PerformanceObserver reports them. */
export class LongTasks {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** @throws Error when a task made long on purpose is not reported: then silence would prove nothing */
  static async watch(page: Page): Promise<LongTasks> {
    // No named functions inside: the loader that runs these files would wrap them in a helper the page does not have.
    await page.evaluate(() => {
      const seen: number[] = [];
      const observer = new PerformanceObserver((list) => {
        seen.push(...list.getEntries().map((entry) => entry.duration));
      });
      observer.observe({ entryTypes: ['longtask'] });
      window.benchLongTasks = { observer, seen };
    });
    const watch = new LongTasks(page);
    await watch.#prove();
    return watch;
  }

  /** Those since the last call. */
  async take(): Promise<readonly number[]> {
    return this.#page.evaluate(async () => {
      // Entries are queued when a task ends; two frames later they have been delivered.
      for (let frames = 0; frames < 2; frames += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
      const watch = window.benchLongTasks;
      if (watch === undefined) throw new Error('the page was loaded anew');
      return [...watch.seen.splice(0), ...watch.observer.takeRecords().map((entry) => entry.duration)];
    });
  }

  async #prove(): Promise<void> {
    await this.take();
    await this.#page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          setTimeout(() => {
            const until = performance.now() + 120;
            while (performance.now() < until);
            resolve();
          });
        }),
    );
    const proof = await this.take();
    if (!proof.some((duration) => duration >= 100)) throw new Error('the window does not report its long tasks');
  }
}

/** The longest one as a share of what counts as long; 0 when there was none. */
export function longTaskRatio(durations: readonly number[]): number {
  return Math.max(0, ...durations) / LONG_TASK_MS;
}
