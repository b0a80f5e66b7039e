import { describe, expect, it } from 'vitest';
import type { Dossier, DossierComponent } from '#shared/domain/dossier.ts';
import { lineOfDossier } from '#shared/kernel/line-keys.ts';
import type { DigitiseComponentPayload } from '#sync/protocol/payloads.ts';
import { openGatewayForEach } from '#test/support/gateway-for-each.ts';
import type { TestGateway } from '#test/support/gateway-harness.ts';
import { newId, sha256Of, type TestStation } from '#test/support/gateway-station.ts';
import { sampleJpeg } from '#test/support/sample-jpeg.ts';
import { samplePdf } from '#test/support/sample-pdf.ts';

describe('what the province takes for a component', () => {
  const pdf = (note: string): Uint8Array => samplePdf(note);
  let gateway: TestGateway;
  let station: TestStation;
  let dossier: Dossier;
  openGatewayForEach(async (opened) => {
    gateway = opened;
    station = await gateway.newStation();
    await station.stockNumbers(1);
  });

  async function acceptAwaited(): Promise<DossierComponent> {
    const bare = station.newDossier();
    const [page] = [sampleJpeg('trang')].map((picture) => ({
      ...{ pageId: newId<DossierComponent['pages'][number]['pageId']>(), fileName: 'trang.jpg', dpi: 200 },
      ...{ hash: sha256Of(picture), originalHash: sha256Of(picture), mediaType: 'image/jpeg' as const },
      ...{ sizeBytes: picture.length, widthPx: 1654, heightPx: 2339, turnedBy: 0 as const, isBlank: false },
      ...{ note: 'none' as const, capturedBy: 'scanner' as const, deviceName: null, capturedAt: bare.acceptedAt },
    }));
    const [component] = bare.components;
    if (component === undefined || page === undefined) throw new Error('the sample has a component');
    const scanned = { ...component, pages: [page], paperPageCount: 1 };
    dossier = { ...bare, components: [scanned] };
    const [outcome] = await station.send([station.acceptDossier(dossier)]);
    expect(outcome?.outcome).toBe('accepted');
    return scanned;
  }

  function digitised(component: DossierComponent, bytes: Uint8Array, pageCount = 1): DigitiseComponentPayload {
    const { dossierId, acceptedBy, acceptedAt } = dossier;
    return {
      ...{ dossierId, componentId: component.componentId, digitisedAt: acceptedAt, digitisedBy: acceptedBy },
      file: {
        ...{ hash: sha256Of(bytes), mediaType: 'application/pdf', sizeBytes: bytes.length },
        ...{ pageCount, conformance: 'PDF 1.7', hasTextLayer: false },
      },
      pages: component.pages.map(({ pageId, hash }) => ({ pageId, hash })),
    };
  }
  const announce = async (payload: DigitiseComponentPayload): Promise<string | undefined> => {
    const line = lineOfDossier(payload.dossierId);
    const [outcome] = await station.send([station.operation('digitiseComponent', line, payload)]);
    return outcome?.outcome === 'refused' ? outcome.code : outcome?.outcome;
  };
  const isComplete = async (): Promise<boolean | undefined> => (await gateway.admin.listDossiers())[0]?.isComplete;

  it('[DG1] is complete when the bytes are in, not when they are announced', async () => {
    const component = await acceptAwaited();
    expect(await announce(digitised(component, pdf('một')))).toBe('accepted');
    expect(await isComplete()).toBe(false);
    await station.upload(pdf('một'));
    expect(await isComplete()).toBe(true);
  });

  it('[DG2] is refused when it has not as many pages as pictures', async () => {
    const component = await acceptAwaited();
    expect(await announce(digitised(component, pdf('một'), 2))).toBe('malformedOperation');
    expect((await gateway.admin.listComponents(dossier.dossierId)).digitised).toEqual([]);
  });

  it('[DG3] may be made anew, and the last one counts', async () => {
    const component = await acceptAwaited();
    expect(await announce(digitised(component, pdf('một')))).toBe('accepted');
    await station.upload(pdf('một'));
    expect(await announce(digitised(component, pdf('hai')))).toBe('accepted');
    expect(await isComplete()).toBe(false);
    await station.upload(pdf('hai'));
    expect(await isComplete()).toBe(true);
    const { digitised: made } = await gateway.admin.listComponents(dossier.dossierId);
    expect(made.map(({ hash }) => hash)).toEqual(['một', 'hai'].map((note) => sha256Of(pdf(note))));
  });
});
