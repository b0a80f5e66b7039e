import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly (PrecacheEntry | string)[] };

/** Addresses that belong to the gateway and never get the application's page. */
const GATEWAY_ADDRESSES = [/^\/v1\//, /^\/healthz$/, /^\/openapi\.json$/];

/**
 * Precaches the application shell, so that a counter opens without a network. It caches no answer of the gateway and
 * queues no request: the outbox table is the only queue. A new version waits until a page asks for it, because taking
 * over would pull the code from under a form with work in it.
 */
precacheAndRoute([...self.__WB_MANIFEST]);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: GATEWAY_ADDRESSES }));

self.addEventListener('message', (event: ExtendableMessageEvent) => {
  const message: unknown = event.data;
  if (typeof message === 'object' && message !== null && 'type' in message && message.type === 'SKIP_WAITING') {
    void self.skipWaiting();
  }
});
