import { warmUpStore } from '#renderer/data/schema/warm-up-store.ts';
import { CITIZEN_PATH } from '#shared/kernel/citizen-path.ts';

const isCitizenScreen = location.pathname === CITIZEN_PATH;
/** The page's first script: as small as it can be, so that the store is being opened while the program is loaded. */
if (!isCitizenScreen) warmUpStore();
void (isCitizenScreen ? import('./show-citizen.tsx') : import('./compose.electron.ts'));
