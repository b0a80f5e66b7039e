import { createHash, randomUUID } from 'node:crypto';
import { decideAcceptDossier, type AcceptDossierChanges } from '#shared/domain/decide-accept-dossier.ts';
import { draftComponentsFor, emptyDraft } from '#shared/domain/new-intake-draft.ts';
import type { Catalogue, Officer, Station } from '#shared/domain/office.ts';
import { toCanonicalJson } from '#shared/kernel/canonical-json.ts';
import type { OperationId, Sha256, ShiftId } from '#shared/kernel/ids.ts';
import { toLocalDate, type Instant } from '#shared/kernel/instant.ts';
import { PROTOCOL_VERSION, type Operation, type OperationKind } from '#sync/protocol/operation.ts';
import { fillDraft } from '#test/bench/page/sample-draft.ts';
import { hashOf, sampleKey, type TestKey } from '#test/support/test-keys.ts';

const newId = <Id extends string>(): Id => randomUUID() as string as Id;

/** What a station of the sample province has in its outbox after an outage: dossiers and payments, without scans. */
export class SampleOperations {
  readonly #catalogue: Catalogue;
  readonly #station: Station;
  readonly #officer: Officer;
  readonly #at: Instant;
  readonly #shiftId = newId<ShiftId>();
  readonly #lineEnds = new Map<string, number>();
  readonly #key: TestKey;
  #made = 0;
  #previousHash: Sha256 | null = null;
  #stationSequence = 0;

  /** @param at when the dossiers are taken in; their numbers count up from `firstNumber` on that day */
  constructor(catalogue: Catalogue, station: Station, at: Instant, key = sampleKey) {
    this.#key = key;
    const [officer] = catalogue.officers;
    if (officer === undefined) throw new Error('the catalogue has no officer');
    this.#catalogue = catalogue;
    this.#station = station;
    this.#officer = officer;
    this.#at = at;
  }

  /** The operations of so many dossiers, in the order written. */
  take(dossiers: number, firstNumber: number): Operation[] {
    return Array.from({ length: dossiers }, (_, index) => this.#operationsOf(firstNumber + index)).flat();
  }

  #operationsOf(orderNumber: number): Operation[] {
    const { dossier, payment } = this.#decide(orderNumber);
    const accept = this.#operation('acceptDossier', `dossier:${dossier.dossierId}`, { dossier });
    if (payment === null) return [accept];
    return [accept, this.#operation('collectFee', `shift:${payment.shiftId}`, { payment })];
  }

  /** By one procedure of the catalogue after the other; those that want more than a plain draft has are passed over. */
  #decide(orderNumber: number): AcceptDossierChanges {
    const { procedures, office, workCalendar: calendar } = this.#catalogue;
    for (let tried = 0; tried < procedures.length; tried += 1) {
      const index = this.#made;
      this.#made += 1;
      const procedure = procedures[index % procedures.length];
      if (procedure === undefined) continue;
      const empty = emptyDraft({
        ...{ draftId: newId(), dossierId: newId() },
        ...{ startedAt: this.#at, startedBy: this.#officer.officerId },
      });
      const decided = decideAcceptDossier({
        draft: fillDraft(empty, index, procedure, draftComponentsFor(procedure, newId), () => []),
        ...{ procedure, office, calendar, officer: this.#officer, station: this.#station, shiftId: this.#shiftId },
        number: { orderNumber, workingOn: toLocalDate(this.#at) },
        now: this.#at,
        ids: { feePaymentId: newId(), issuedDocumentId: newId(), ledgerEntryIds: [newId(), newId()] },
      });
      if (decided.ok) return decided.value;
    }
    throw new Error('no procedure of the catalogue can be taken in');
  }

  #operation(kind: OperationKind, lineKey: string, payload: unknown): Operation {
    const sequence = (this.#lineEnds.get(lineKey) ?? 0) + 1;
    this.#lineEnds.set(lineKey, sequence);
    this.#stationSequence += 1;
    const operation = this.#key.seal({
      ...{
        operationId: newId<OperationId>(),
        stationId: this.#station.stationId,
        stationSequence: this.#stationSequence,
      },
      ...{ lineKey, sequence, protocolVersion: PROTOCOL_VERSION, kind, payload },
      payloadHash: createHash('sha256').update(toCanonicalJson(payload)).digest('hex') as Sha256,
      createdAt: this.#at,
      dependsOn: [],
      previousHash: this.#previousHash,
    });
    this.#previousHash = hashOf(operation);
    return operation;
  }
}
