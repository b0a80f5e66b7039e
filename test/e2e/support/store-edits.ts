import type { Page } from '@playwright/test';

/** Changes rows of the local store past the app, which sees it after the page is opened anew. */
async function editRows(page: Page, edit: 'refuseAccepted' | 'useUpNumbers'): Promise<number> {
  return page.evaluate(async (what) => {
    // A method rather than a named function: the screenshot command's loader would name it with a helper of its own,
    // which is not there in the page.
    const requests = {
      answered<Value>(request: IDBRequest<Value>): Promise<Value> {
        return new Promise((resolve, reject) => {
          request.onsuccess = () => {
            resolve(request.result);
          };
          request.onerror = () => {
            reject(new Error(request.error?.name));
          };
        });
      },
    };
    const store = await requests.answered(indexedDB.open('quay-mot-cua'));
    const tables = what === 'refuseAccepted' ? ['outbox'] : ['numberBlocks', 'settings'];
    const transaction = store.transaction(tables, 'readwrite');
    const [table] = tables.map((name) => transaction.objectStore(name));
    if (table === undefined) throw new Error('no table');
    const rows = await requests.answered(table.getAll() as IDBRequest<Record<string, unknown>[]>);
    const parkedReason = { code: 'malformedOperation', detail: 'Nội dung thao tác không đúng định dạng.' };
    const last = rows
      .filter(({ kind, state }) => kind === 'acceptDossier' && state === 'acknowledged')
      .sort((a, b) => Number(b['stationSequence']) - Number(a['stationSequence']))
      .slice(0, 1);
    const [firstDay] = rows.map(({ workingOn }) => String(workingOn)).sort();
    const edited =
      what === 'refuseAccepted'
        ? last.map((row) => ({ ...row, state: 'parked', parkedReason }))
        : rows
            .filter(({ workingOn }) => workingOn === firstDay)
            .map((row) => ({ ...row, next: Number(row['to']) + 1 }));
    for (const row of edited) await requests.answered(table.put(row));
    if (what === 'useUpNumbers') await requests.answered(transaction.objectStore('settings').delete('numberBand'));
    store.close();
    return edited.length;
  }, edit);
}

/** The counter takes the last dossier that the province has accepted for a refused one, as after a lost answer. */
export async function refuseLastAccepted(page: Page): Promise<void> {
  if ((await editRows(page, 'refuseAccepted')) !== 1) throw new Error('no dossier has been accepted');
}

/** As after days without a connection: no number is left, leased or of the station's own band. */
export async function useUpNumbers(page: Page): Promise<void> {
  if ((await editRows(page, 'useUpNumbers')) === 0) throw new Error('there were no numbers');
}
