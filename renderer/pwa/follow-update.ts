/**
 * For a page that holds no work: it is loaded anew when the officer has put a newer version in force, so that both
 * windows speak the same language.
 */
export function followUpdate(): void {
  if (!('serviceWorker' in navigator) || navigator.serviceWorker.controller === null) return;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    location.reload();
  });
}
