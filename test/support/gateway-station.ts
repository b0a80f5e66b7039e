import { createHash, randomUUID } from 'node:crypto';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import { formatDossierCode } from '#shared/domain/dossier-code.ts';
import type { NumberBlock } from '#shared/domain/office.ts';
import { toCanonicalJson } from '#shared/kernel/canonical-json.ts';
import type {
  DossierComponentId,
  DossierId,
  FeePaymentId,
  OfficerId,
  OperationId,
  Sha256,
  ShiftId,
  StationId,
} from '#shared/kernel/ids.ts';
import { toLocalDate, type Instant } from '#shared/kernel/instant.ts';
import { encodeOperationHeader } from '#sync/protocol/operation-header.ts';
import { PROTOCOL_VERSION, type Operation, type OperationKind, type SignedHeader } from '#sync/protocol/operation.ts';
import { hashOf, TestKey } from './test-keys.ts';
import { TUS_VERSION, UPLOADS_PATH, type ItemOutcome } from '#sync/protocol/messages.ts';

export interface CallRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'OPTIONS' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON unless it is bytes. */
  readonly body?: unknown;
}
export interface CallAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}
/** How a test reaches a gateway: injected into the application, or over a real connection. */
export type Caller = (request: CallRequest) => Promise<CallAnswer>;

export function fetchCaller(baseUrl: string): Caller {
  return async ({ method, url, headers = {}, body }) => {
    const isBytes = body instanceof Uint8Array;
    const answer = await fetch(`${baseUrl}${url}`, {
      method,
      headers: { ...(body !== undefined && !isBytes ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() };
  };
}

export const SAMPLE_PROCEDURE = { procedureCode: '2.000815', procedureVersion: 1, sectorCode: 'chung-thuc' } as const;

export function sha256Of(bytes: Uint8Array | string): Sha256 {
  return createHash('sha256').update(bytes).digest('hex') as Sha256;
}

export function newId<Id extends string>(): Id {
  return randomUUID() as string as Id;
}

export interface OpenedUpload {
  /** Bytes that go with the request. */
  readonly first?: Uint8Array;
  readonly mediaType?: string;
  /** The next one of the station unless given; text goes as it is. */
  readonly operation?: SignedHeader | string;
}

/** The station's end of the protocol, small enough to send anything, also what a real station never would. */
export class TestStation {
  readonly #call: Caller;
  readonly #now: () => Instant;
  /** May sign whatever a test wants signed. */
  readonly key: TestKey;
  readonly #lineHeads = new Map<string, number>();
  readonly #freeNumbers: { readonly code: string; readonly orderNumber: number }[] = [];
  #stationSequence = 0;
  #lastHash: Sha256 | null = null;
  token = '';
  stationId = '' as StationId;
  agencyCode = '';

  private constructor(call: Caller, now: () => Instant, key: TestKey) {
    this.#call = call;
    this.#now = now;
    this.key = key;
  }

  static create(call: Caller, now: () => Instant): Promise<TestStation> {
    return Promise.resolve(new TestStation(call, now, new TestKey()));
  }

  publicKey(): ReturnType<TestKey['publicKey']> {
    return this.key.publicKey();
  }

  async enrolRequest(enrolmentCode: string): Promise<Record<string, unknown>> {
    return { enrolmentCode, stationName: 'Quầy 1 (DỮ LIỆU MẪU)', publicKey: await this.publicKey() };
  }

  /** Enrols and opens a session. */
  async join(enrolmentCode: string): Promise<void> {
    const answer = await this.#call({
      method: 'POST',
      url: '/v1/stations',
      body: await this.enrolRequest(enrolmentCode),
    });
    const enrolled = parse<{ stationId: StationId; agencyCode: string }>(answer, 201);
    this.stationId = enrolled.stationId;
    this.agencyCode = enrolled.agencyCode;
    await this.openSession();
  }

  async sessionRequest(
    changes: Partial<Record<'stationId' | 'issuedAt' | 'nonce', string>> = {},
  ): Promise<Record<string, string>> {
    const { stationId = this.stationId, issuedAt = this.#now(), nonce = newId() } = changes;
    const signature = await this.sign(`qmc-session:${stationId}:${issuedAt}:${nonce}`);
    return { stationId, issuedAt, nonce, signature };
  }

  sign(text: string): Promise<string> {
    return this.key.sign(text);
  }

  /** The same operation, signed by this station as it now stands. */
  reseal(operation: Operation): Operation {
    return this.key.seal(operation);
  }

  async openSession(): Promise<void> {
    const answer = await this.#call({ method: 'POST', url: '/v1/sessions', body: await this.sessionRequest() });
    this.token = parse<{ token: string }>(answer, 201).token;
  }

  /** Calls with the session's token. */
  async call(request: CallRequest): Promise<CallAnswer> {
    return this.#call({ ...request, headers: { authorization: `Bearer ${this.token}`, ...request.headers } });
  }

  async lease(days: readonly string[], size: number, requestId: string = newId()): Promise<NumberBlock[]> {
    const answer = await this.call({ method: 'POST', url: '/v1/leases', body: { requestId, days, size } });
    return parse<{ blocks: NumberBlock[] }>(answer, 200).blocks;
  }

  /** Sends operations and gives one outcome each. */
  async send(operations: readonly unknown[]): Promise<ItemOutcome[]> {
    const answer = await this.call({ method: 'POST', url: '/v1/operations', body: { operations } });
    return parse<{ outcomes: ItemOutcome[] }>(answer, 200).outcomes;
  }

  /** The next operation of the station, for a scan. */
  storeBlob(bytes: Uint8Array, hash: string = sha256Of(bytes)): Operation {
    return this.#storeBlobOf(bytes.length, hash);
  }

  /** The whole scan in one request, as an operation of its own or as the one given. */
  async upload(
    bytes: Uint8Array,
    hash: string = sha256Of(bytes),
    operation: SignedHeader = this.storeBlob(bytes, hash),
  ): Promise<CallAnswer> {
    return this.openUpload(hash, bytes.length, { first: bytes, operation });
  }

  /** Opens an upload (tus creation), with a first part or without. */
  async openUpload(hash: string, length: number, upload: OpenedUpload = {}): Promise<CallAnswer> {
    const { first, mediaType = 'image/jpeg', operation = this.#storeBlobOf(length, hash) } = upload;
    const said = typeof operation === 'string' ? operation : encodeOperationHeader(operation);
    const metadata = Object.entries({ hash, mediaType, operation: said }).map(
      ([name, value]) => `${name} ${btoa(value)}`,
    );
    return this.call({
      method: 'POST',
      url: UPLOADS_PATH,
      headers: {
        'tus-resumable': TUS_VERSION,
        'upload-length': String(length),
        'upload-metadata': metadata.join(','),
        ...(first === undefined ? {} : { 'content-type': 'application/offset+octet-stream' }),
      },
      ...(first === undefined ? {} : { body: first }),
    });
  }

  /** Sends one part of an open upload. */
  async uploadPart(hash: string, offset: number, bytes: Uint8Array): Promise<CallAnswer> {
    const headers = { 'tus-resumable': TUS_VERSION, 'content-type': 'application/offset+octet-stream' };
    const url = `${UPLOADS_PATH}/${hash}`;
    return this.call({ method: 'PATCH', url, headers: { ...headers, 'upload-offset': String(offset) }, body: bytes });
  }

  /** Asks how far an upload is. */
  async uploadState(hash: string): Promise<CallAnswer> {
    return this.call({ method: 'HEAD', url: `${UPLOADS_PATH}/${hash}`, headers: { 'tus-resumable': TUS_VERSION } });
  }

  /** Leases numbers for today, to be used up by `newDossier`. */
  async stockNumbers(size = 50): Promise<void> {
    for (const { agencyCode, workingOn, from, to } of await this.lease([toLocalDate(this.#now())], size)) {
      for (let orderNumber = from; orderNumber <= to; orderNumber += 1) {
        this.#freeNumbers.push({ code: formatDossierCode(agencyCode, workingOn, orderNumber), orderNumber });
      }
    }
  }

  /** A dossier with a number of our own, one component that names `hashes`, and a fee of 20.000 đồng. */
  newDossier(changes: Partial<Dossier> = {}, hashes: readonly Sha256[] = []): Dossier {
    const number = changes.dossierCode === undefined ? this.#freeNumbers.shift() : { code: '', orderNumber: 1 };
    if (number === undefined) throw new Error('no number left; call stockNumbers first');
    const now = this.#now();
    return {
      dossierId: newId<DossierId>(),
      dossierCode: number.code,
      orderNumber: number.orderNumber,
      agencyCode: this.agencyCode,
      stationId: this.stationId,
      ...SAMPLE_PROCEDURE,
      procedureName: 'Chứng thực bản sao từ bản chính (DỮ LIỆU MẪU)',
      state: 'accepted',
      channel: 'counter',
      applicant: {
        kind: 'citizen',
        fullName: 'Lò Thị Mẫu',
        personalIdNumber: '011190000001',
        dataSource: 'typed',
        address: 'Bản Mẫu',
      },
      submitter: { kind: 'applicantInPerson' },
      components: [newComponent(hashes, now)],
      setCount: 1,
      feeItems: [SAMPLE_FEE],
      feeTotalVnd: SAMPLE_FEE.amountVnd,
      resultReturn: 'atCounter',
      storeConsentAt: null,
      submittedAt: now,
      acceptedAt: now,
      countedFromAt: now,
      resultDueAt: now,
      acceptedBy: newId<OfficerId>(),
      revision: 1,
      ...changes,
    };
  }

  newPayment(dossier: Dossier, shiftId: ShiftId, changes: Partial<FeePayment> = {}): FeePayment {
    return {
      feePaymentId: newId<FeePaymentId>(),
      shiftId,
      dossierId: dossier.dossierId,
      dossierCode: dossier.dossierCode,
      means: 'cash',
      amountVnd: dossier.feeTotalVnd,
      feeItems: dossier.feeItems,
      collectedAt: this.#now(),
      collectedBy: newId<OfficerId>(),
      ...changes,
    };
  }

  acceptDossier(dossier: Dossier): Operation {
    return this.operation('acceptDossier', `dossier:${dossier.dossierId}`, { dossier });
  }

  collectFee(payment: FeePayment, dependsOn: readonly OperationId[] = []): Operation {
    return this.operation('collectFee', `shift:${payment.shiftId}`, { payment }, dependsOn);
  }

  requestSupplement(dossierId: DossierId): Operation {
    return this.operation('requestSupplement', `dossier:${dossierId}`, {
      ...this.#notAccepted(dossierId),
      missing: [{ requirementId: 'c1', name: 'Bản chính', detail: 'Thiếu bản chính để đối chiếu' }],
    });
  }

  refuseDossier(dossierId: DossierId): Operation {
    return this.operation('refuseDossier', `dossier:${dossierId}`, this.#notAccepted(dossierId));
  }

  /** The next operation of the station on a line. */
  operation(kind: OperationKind, lineKey: string, payload: unknown, dependsOn: readonly OperationId[] = []): Operation {
    const sequence = (this.#lineHeads.get(lineKey) ?? 0) + 1;
    this.#lineHeads.set(lineKey, sequence);
    this.#stationSequence += 1;
    const operation = this.key.seal({
      operationId: newId<OperationId>(),
      stationId: this.stationId,
      stationSequence: this.#stationSequence,
      lineKey,
      sequence,
      protocolVersion: PROTOCOL_VERSION,
      kind,
      payload,
      payloadHash: sha256Of(toCanonicalJson(payload)),
      createdAt: this.#now(),
      dependsOn: [...dependsOn],
      previousHash: this.#lastHash,
    });
    this.#lastHash = hashOf(operation);
    return operation;
  }

  #storeBlobOf(sizeBytes: number, hash: string): Operation {
    return this.operation('storeBlob', `blob:${hash}`, { hash, mediaType: 'image/jpeg', sizeBytes });
  }

  #notAccepted(dossierId: DossierId): Record<string, unknown> {
    return {
      dossierId,
      procedureCode: SAMPLE_PROCEDURE.procedureCode,
      procedureVersion: SAMPLE_PROCEDURE.procedureVersion,
      applicant: this.newDossier({ dossierCode: 'none' }).applicant,
      components: [],
      decidedAt: this.#now(),
      decidedBy: newId<OfficerId>(),
      reason: 'Thiếu giấy tờ theo quy định',
    };
  }
}

const SAMPLE_FEE = {
  feeRateId: 'sample-20000',
  kind: 'fee',
  name: 'Phí chứng thực (DỮ LIỆU MẪU)',
  quantity: { pages: 10, units: 1 },
  fullAmountVnd: 20_000,
  exemptionId: null,
  amountVnd: 20_000,
  legalBasis: 'Dữ liệu mẫu',
} as const;

function newComponent(hashes: readonly Sha256[], capturedAt: Instant): Dossier['components'][number] {
  return {
    componentId: newId<DossierComponentId>(),
    requirementId: 'c1',
    name: 'Bản chính giấy tờ',
    received: { original: 1, certifiedCopy: 0, copy: 0 },
    files: hashes.map((hash) => ({
      hash,
      fileName: 'trang.jpg',
      mediaType: 'image/jpeg',
      sizeBytes: 1,
      pageCount: 1,
      capturedBy: 'import',
      capturedAt,
    })),
    pages: [],
    paperPageCount: null,
  };
}

export function parse<Body>(answer: CallAnswer, expectedStatus: number): Body {
  if (answer.status !== expectedStatus)
    throw new Error(`expected ${expectedStatus}, got ${answer.status}: ${answer.text}`);
  return JSON.parse(answer.text) as Body;
}
