import type { Page } from '@playwright/test';
import type { Grey } from '#shared/imaging/raster.ts';

/** The last picture that a page's local store holds, read past the app and decoded by the browser: its green alone. */
export async function readStoredPicture(page: Page): Promise<Grey> {
  const { widthPx, heightPx, base64 } = await page.evaluate(async () => {
    const answered = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(new Error(request.error?.name));
        };
      });
    const store = await answered(indexedDB.open('quay-mot-cua'));
    const request = store.transaction('blobs').objectStore('blobs').getAll() as IDBRequest<{ bytes: ArrayBuffer }[]>;
    const last = (await answered(request)).at(-1);
    store.close();
    const picture = await createImageBitmap(new Blob([last?.bytes ?? new ArrayBuffer()]));
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, picture.width, picture.height);
    const parts: string[] = [];
    for (let at = 1; at < data.length; at += 4) parts.push(String.fromCharCode(data[at] ?? 0));
    return { widthPx: picture.width, heightPx: picture.height, base64: btoa(parts.join('')) };
  });
  return { widthPx, heightPx, levels: new Uint8Array(Buffer.from(base64, 'base64')) };
}
