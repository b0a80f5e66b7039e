import { createHash } from 'node:crypto';
import { expect } from '@playwright/test';
import { startGateway } from '#sync/gateway/start-gateway.ts';
import type { ScanFile } from './scan-files.ts';

export interface TakenDossier {
  /** The code on the citizen's paper. */
  readonly code: string;
  readonly scan: ScanFile;
}

/**
 * Opens the books of a stopped gateway and compares: every dossier once, under the code on the paper, paid once, with
 * its scan to the byte.
 * @param count how many dossiers there must be; at least those named
 */
export async function expectAtProvince(
  dataDir: string,
  taken: readonly TakenDossier[],
  count: number,
  feeVnd: number,
): Promise<void> {
  const books = await startGateway({ port: 0, dataDir, logLevel: 'silent' });
  try {
    const dossiers = await books.admin.listDossiers();
    expect(new Set(dossiers.map(({ dossierCode }) => dossierCode)).size).toBe(count);
    expect(await books.admin.summary()).toMatchObject({
      dossiers: count,
      completeDossiers: count,
      feePayments: count,
      feeTotalVnd: count * feeVnd,
      blobs: count,
    });
    for (const { code, scan } of taken) {
      const atProvince = dossiers.find(({ dossierCode }) => dossierCode === code);
      expect(atProvince).toMatchObject({ isComplete: true, paidVnd: feeVnd, blobHashes: [scan.sha256] });
      const [hash] = atProvince?.blobHashes ?? [];
      const bytes = hash === undefined ? undefined : await books.admin.readBlob(hash);
      expect(
        createHash('sha256')
          .update(bytes ?? '')
          .digest('hex'),
      ).toBe(scan.sha256);
    }
  } finally {
    await books.stop();
  }
}
