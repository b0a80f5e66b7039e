import { warmUpStore } from '#renderer/data/schema/warm-up-store.ts';

/** The page's first script: as small as it can be, so that the store is being opened while the program is loaded. */
warmUpStore();
void import('./compose.browser.ts');
