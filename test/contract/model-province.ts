import type { Catalogue } from '#shared/domain/office.ts';
import { toCanonicalJson } from '#shared/kernel/canonical-json.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import type { GatewayModel } from '#test/fakes/gateway-model.ts';
import { sha256Of, type OperationBook } from '#test/fakes/operation-book.ts';
import type { GatewayHarness } from './gateway-client.contract.ts';

/** DỮ LIỆU MẪU: the smallest catalogue the schema takes. */
const CATALOGUE: Catalogue = {
  catalogueVersion: 7,
  office: {
    agencyCode: 'H99.01',
    kind: 'oneStopShop',
    level: 'commune',
    name: 'Bộ phận Một cửa (mẫu)',
    superiorBody: 'UBND xã (mẫu)',
    provinceName: 'Tỉnh mẫu',
    placeName: 'Nơi mẫu',
    address: 'Địa chỉ mẫu',
    phone: '0000',
    hotline: '0000',
    portalAddress: 'mau.invalid',
    lookupUrlPrefix: null,
    isSample: true,
  },
  officers: [],
  sectors: [],
  procedures: [],
  workCalendar: {
    calendarVersion: 1,
    sessions: [{ from: '07:30', to: '11:30' }] as unknown as Catalogue['workCalendar']['sessions'],
    workingWeekdays: [1, 2, 3, 4, 5],
    holidays: [],
    swapDays: [],
    onlineCutOff: null,
  },
};

/** The province of the model, as the contract wants it. */
export function provinceOf(model: GatewayModel, book: OperationBook): Omit<GatewayHarness, 'client' | 'close'> {
  model.catalogue = CATALOGUE;
  return {
    acceptable: () => book.write(),
    following: (previous) => book.write({ lineKey: previous.lineKey }),
    refusable: () => {
      const operation = book.write();
      model.refusals.set(operation.operationId, { code: 'illegalState', detail: 'Hồ sơ không hợp lệ (mẫu).' });
      return operation;
    },
    forged: (original): Operation => {
      const payload = { forged: true };
      return { ...original, payload, payloadHash: sha256Of(toCanonicalJson(payload)) };
    },
    blob: (hash, mediaType, bytes) =>
      book.write({
        lineKey: `blob:${hash}`,
        kind: 'storeBlob',
        payload: { hash, mediaType, sizeBytes: bytes.byteLength },
      }),
    announce: (count) => {
      for (let change = 0; change < count; change += 1) model.announce('dossierStateChanged', { change });
      return Promise.resolve();
    },
    days: ['2026-11-20', '2026-11-23'] as LocalDate[],
  };
}
