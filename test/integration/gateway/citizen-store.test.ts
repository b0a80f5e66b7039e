import { describe, expect, it } from 'vitest';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { DigitisedPaper } from '#shared/domain/reuse.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { openGatewayForEach } from '#test/support/gateway-for-each.ts';
import type { TestGateway } from '#test/support/gateway-harness.ts';
import { newId, parse, sha256Of, type TestStation } from '#test/support/gateway-station.ts';

const CITIZEN = '011190000001';
const PDF = new TextEncoder().encode('%PDF-1.7 bản số hóa mẫu');

describe("the citizen's store (DG-08, DG-09)", () => {
  let gateway: TestGateway;
  let station: TestStation;
  openGatewayForEach(async (opened) => {
    gateway = opened;
    station = await gateway.newStation();
    await station.stockNumbers();
  });

  const find = async (from = station, applicantNumber = CITIZEN): Promise<readonly DigitisedPaper[]> => {
    const answer = await from.call({ method: 'POST', url: '/v1/citizen-store/papers', body: { applicantNumber } });
    return parse<{ papers: DigitisedPaper[] }>(answer, 200).papers;
  };

  const componentOf = ({ dossierId, components }: Dossier) => ({
    dossierId,
    componentId: components[0]?.componentId ?? newId(),
  });
  const onDossier = (kind: Operation['kind'], { dossierId }: Dossier, payload: object): Operation =>
    station.operation(kind, `dossier:${dossierId}`, payload);

  const digitised = (dossier: Dossier, bytes = PDF, pageCount = 1): Operation =>
    onDossier('digitiseComponent', dossier, {
      ...componentOf(dossier),
      file: {
        ...{ hash: sha256Of(bytes), mediaType: 'application/pdf', sizeBytes: bytes.length, pageCount },
        ...{ conformance: 'PDF 1.7', hasTextLayer: true },
      },
      pages: [{ pageId: newId(), hash: sha256Of(new Uint8Array([1])) }],
      digitisedAt: dossier.acceptedAt,
      digitisedBy: dossier.acceptedBy,
    });
  const extracted = (dossier: Dossier): Operation =>
    onDossier('recordExtraction', dossier, {
      ...componentOf(dossier),
      fields: { documentNumber: '12/GKS (DỮ LIỆU MẪU)' },
      confirmedAt: dossier.acceptedAt,
      confirmedBy: dossier.acceptedBy,
    });

  /** What has to be true of a paper in the store; each test takes one away. */
  const settle = async (without: 'consent' | 'bytes' | 'extraction' | 'result' | 'nothing'): Promise<Dossier> => {
    const dossier = station.newDossier();
    const agreed = { ...dossier, storeConsentAt: without === 'consent' ? null : dossier.acceptedAt };
    // Each takes the next place of the dossier's line when it is made.
    const operations = [station.acceptDossier(agreed), digitised(agreed)];
    if (without !== 'extraction') operations.push(extracted(agreed));
    const outcomes = await station.send(operations);
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['accepted']));
    if (without !== 'bytes') expect((await station.upload(PDF)).status).toBeLessThan(300);
    if (without !== 'result') await gateway.admin.changeDossierState(dossier.dossierId, 'returned');
    return agreed;
  };

  it('gives what was accepted, digitised, confirmed, settled and agreed to', async () => {
    const dossier = await settle('nothing');
    expect(await find()).toEqual([
      {
        ...componentOf(dossier),
        ...{ dossierCode: dossier.dossierCode, name: dossier.components[0]?.name, hash: sha256Of(PDF) },
        ...{ digitisedAt: dossier.acceptedAt, sizeBytes: PDF.length, pageCount: 1 },
      },
    ]);
    expect(await find(station, '011190000002')).toEqual([]);
  });

  it('gives it to every counter of the province', async () => {
    await settle('nothing');
    expect(await find(await gateway.newStation())).toHaveLength(1);
  });

  it.each(['consent', 'bytes', 'extraction', 'result'] as const)('gives nothing without the %s', async (missing) => {
    await settle(missing);
    expect(await find()).toEqual([]);
  });

  it('keeps the number of the citizen out of its log', async () => {
    await settle('nothing');
    await find();
    expect(JSON.stringify(gateway.logger.lines)).not.toContain(CITIZEN);
  });

  it('refuses what is no number', async () => {
    const body = { applicantNumber: "1' OR '1'='1" };
    expect((await station.call({ method: 'POST', url: '/v1/citizen-store/papers', body })).status).toBe(400);
  });
});
