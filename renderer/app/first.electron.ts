import { warmUpStore } from '#renderer/data/schema/warm-up-store.ts';
import { CITIZEN_PATH } from '#shared/kernel/citizen-path.ts';

/** A table and not a choice of two imports: the minifier folds those into one, and the styles of one are never loaded. */
const programs = {
  officer: () => import('./compose.electron.ts'),
  citizen: () => import('./show-citizen.tsx'),
};
const wanted = location.pathname === CITIZEN_PATH ? 'citizen' : 'officer';

/** The page's first script: as small as it can be, so that the store is being opened while the program is loaded. */
if (wanted === 'officer') warmUpStore();
void programs[wanted]();
