import type { Fetch } from './http-exchange.ts';

/** The window's own `fetch`. */
export const hostFetch: Fetch = (url, init) => fetch(url, init);
