/** Address of the citizen's screen inside the app's origin; the shell is served for it as for every other screen. */
export const CITIZEN_PATH = '/citizen';
