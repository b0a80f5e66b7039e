import { warmUpStore } from '#renderer/data/schema/warm-up-store.ts';
import { systemScheduler } from '#renderer/platform/system-scheduler.ts';
import { CITIZEN_PATH } from '#shared/kernel/citizen-path.ts';

/** Time for a link that comes and goes. */
const RELOAD_AFTER_MS = 3_000;

/** A table and not a choice of two imports: the minifier folds those into one, and the styles of one are never loaded. */
const programs = {
  officer: () => import('./compose.browser.ts'),
  citizen: () => import('./show-citizen.tsx'),
};
const wanted = location.pathname === CITIZEN_PATH ? 'citizen' : 'officer';

/** The page's first script: as small as it can be, so that the store is being opened while the program is loaded. */
if (wanted === 'officer') warmUpStore();
void programs[wanted]().catch((cause: unknown) => {
  // Once and never in circles: a page that was loaded anew keeps the text that says what to do.
  if (!isLoadedAnew()) {
    systemScheduler.after(RELOAD_AFTER_MS, () => {
      location.reload();
    });
  }
  throw cause;
});

function isLoadedAnew(): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation instanceof PerformanceNavigationTiming && navigation.type === 'reload';
}
