import { describe, expect, it } from 'vitest';
import { removeRetiredBlobs } from '#renderer/data/repositories/blob-retention.ts';
import { DEFAULT_BLOB_RETENTION } from '#shared/domain/blob-retention.ts';
import { hashesOfPages } from '#shared/domain/scanned-page.ts';
import type { Dossier, DossierComponent } from '#shared/domain/dossier.ts';
import type { Sha256 } from '#shared/kernel/ids.ts';
import { instantFromEpochMs, MS_PER_DAY, toEpochMs } from '#shared/kernel/instant.ts';
import type { GatewayHouse } from '#test/support/gateway-house.ts';
import { sha256Of } from '#test/support/gateway-station.ts';
import { openHouseForEach } from '#test/support/house-for-each.ts';
import { sampleJpeg } from '#test/support/sample-jpeg.ts';

let house: GatewayHouse;
openHouseForEach((opened) => {
  house = opened;
});

const pictures = ['mặt trước', 'mặt sau'].map((note) => sampleJpeg(note));

function scannedComponent({ components }: Dossier): DossierComponent {
  const component = components.find(({ pages }) => pages.length > 0);
  if (component === undefined) throw new Error('nothing was scanned');
  return component;
}

describe('a scanned component on its way to the province', () => {
  it('[DG1] [DG4] is awaited until its PDF is in; its pictures go with the PDF and not before', async () => {
    const counter = await house.newCounter();
    const { admin } = house.gateway;
    const dossier = await counter.acceptScannedDossier(pictures);
    await counter.drain();
    expect(await admin.listDossiers()).toMatchObject([{ dossierId: dossier.dossierId, isComplete: false }]);
    expect((await admin.summary()).blobs).toBe(0);
    const hashes = hashesOfPages(scannedComponent(dossier).pages);
    const confirmed = async (): Promise<readonly string[]> =>
      (await counter.database.blobs.toArray()).filter(({ isConfirmed }) => isConfirmed === 1).map(({ hash }) => hash);
    expect(await confirmed()).toEqual([]);
    const { clock } = house;
    const later = instantFromEpochMs(toEpochMs(clock.now()) + 31 * MS_PER_DAY);
    expect(await removeRetiredBlobs(counter.database, later, DEFAULT_BLOB_RETENTION)).toBe(0);

    await counter.digitise();
    await counter.drain();
    const [row] = await counter.database.digitisations.toArray();
    const fileHash = row?.fileHash ?? ('' as Sha256);
    expect(await admin.listDossiers()).toMatchObject([{ isComplete: true, blobHashes: [fileHash] }]);
    const arrived = Buffer.from((await admin.readBlob(fileHash)) ?? []);
    expect(sha256Of(arrived)).toBe(fileHash);
    expect(pictures.every((picture) => arrived.includes(Buffer.from(picture)))).toBe(true);
    expect([...(await confirmed())].sort()).toEqual([...hashes, fileHash].sort());
    expect(await removeRetiredBlobs(counter.database, later, DEFAULT_BLOB_RETENTION)).toBe(hashes.length + 1);
  });

  it('[DG5] is made once and arrives once through an outage and a restart', async () => {
    const counter = await house.newCounter();
    await house.switchOff();
    const dossier = await counter.acceptScannedDossier(pictures);
    counter.forget();
    await counter.digitise();
    counter.forget();
    await counter.digitise();
    await house.switchOn();
    await counter.drain();
    const { admin } = house.gateway;
    expect(await admin.listDossiers()).toMatchObject([{ dossierId: dossier.dossierId, isComplete: true }]);
    const { digitised } = await admin.listComponents(dossier.dossierId);
    expect(digitised.map(({ componentId }) => componentId)).toEqual([scannedComponent(dossier).componentId]);
    expect(await admin.summary()).toMatchObject({ blobs: 1, completeDossiers: 1 });
    expect(await admin.listChainBreaks()).toEqual([]);
  });
});
