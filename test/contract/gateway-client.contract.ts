import { afterEach, describe, expect, it } from 'vitest';
import type { OperationId, Sha256 } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { GatewayClient, GatewayFailure } from '#sync/ports/gateway-client.ts';
import type { ItemOutcome } from '#sync/protocol/messages.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { sha256Of } from '#test/fakes/operation-book.ts';

export interface GatewayHarness {
  /** Of an enrolled station. */
  readonly client: GatewayClient;
  /** Operations the province accepts, the first ones of lines of their own. */
  readonly acceptable: () => Operation;
  /** One that the province accepts after `previous`, on the same line. */
  readonly following: (previous: Operation) => Operation;
  /** One that is well formed and that the province refuses for good. */
  readonly refusable: () => Operation;
  /** The same id with other content. */
  readonly forged: (original: Operation) => Operation;
  /** The operation of a scan. */
  readonly blob: (hash: Sha256, mediaType: string, bytes: Uint8Array) => Operation;
  /** Lets the province have this many changes for the station. */
  readonly announce: (count: number) => Promise<void>;
  /** Working days for which numbers may be leased. */
  readonly days: readonly LocalDate[];
  readonly close: () => Promise<void>;
}

function valueOf<Value>(answer: Result<Value, GatewayFailure>): Value {
  if (!answer.ok) throw new Error(`the gateway answered ${JSON.stringify(answer.error)}`);
  return answer.value;
}

/** What every gateway guarantees to the client, whatever stands between them. Each test gets a fresh province. */
export function describeGatewayClient(name: string, make: () => Promise<GatewayHarness>): void {
  describe(`gateway: ${name}`, () => {
    let harness: GatewayHarness | undefined;
    const open = async (): Promise<GatewayHarness> => {
      harness = await make();
      return harness;
    };
    afterEach(async () => {
      await harness?.close();
      harness = undefined;
    });

    const send = async (client: GatewayClient, ...operations: Operation[]): Promise<Map<string, ItemOutcome>> => {
      const { outcomes } = valueOf(await client.sendOperations(operations));
      return new Map(outcomes.map((outcome) => [outcome.operationId, outcome]));
    };
    const kindOf = (outcomes: ReadonlyMap<string, ItemOutcome>, { operationId }: Operation): string | undefined =>
      outcomes.get(operationId)?.outcome;

    it('[GW1] answers the same operation again with "already accepted" and the first time', async () => {
      const { client, acceptable } = await open();
      const operation = acceptable();
      const first = (await send(client, operation)).get(operation.operationId);
      expect(first).toMatchObject({ outcome: 'accepted' });
      for (let repeat = 0; repeat < 3; repeat += 1) {
        const again = (await send(client, operation)).get(operation.operationId);
        expect(again).toEqual({ ...first, outcome: 'alreadyAccepted' });
      }
    });

    it('[GW2] refuses a known id with other content', async () => {
      const { client, acceptable, forged } = await open();
      const operation = acceptable();
      await send(client, operation);
      const outcomes = await send(client, forged(operation));
      expect(outcomes.get(operation.operationId)).toMatchObject({ outcome: 'refused', code: 'operationIdReused' });
      expect(kindOf(await send(client, operation), operation)).toBe('alreadyAccepted');
    });

    it('[GW3] accepts the neighbours of a refused item', async () => {
      const { client, acceptable, refusable } = await open();
      const [before, bad, after] = [acceptable(), refusable(), acceptable()];
      const outcomes = await send(client, before, bad, after);
      expect([before, bad, after].map((operation) => kindOf(outcomes, operation))).toEqual([
        'accepted',
        'refused',
        'accepted',
      ]);
      expect(outcomes.get(bad.operationId)).toMatchObject({ detail: expect.stringMatching(/\S/) as string });
    });

    it('[GW4] answers an operation whose predecessor is missing with "later" and takes it when it is there', async () => {
      const { client, acceptable, following } = await open();
      const first = acceptable();
      const second = following(first);
      expect(kindOf(await send(client, second), second)).toBe('retryLater');
      const outcomes = await send(client, first, second);
      expect([first, second].map((operation) => kindOf(outcomes, operation))).toEqual(['accepted', 'accepted']);
    });

    it('[GW5] answers a blob with its hash, as often as it is sent', async () => {
      const { client, blob } = await open();
      const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7) % 251);
      const hash = sha256Of(bytes);
      const operation = blob(hash, 'image/jpeg', bytes);
      const stored = valueOf(await client.uploadBlob(hash, 'image/jpeg', bytes, operation));
      expect(stored).toMatchObject({ hash, sizeBytes: 300_000 });
      expect(valueOf(await client.uploadBlob(hash, 'image/jpeg', bytes, operation))).toEqual(stored);
    });

    it('[GW5] rejects bytes that do not match', async () => {
      const { client, blob } = await open();
      const [hash, bytes] = ['0'.repeat(64) as Sha256, new Uint8Array([1, 2, 3])];
      const answer = await client.uploadBlob(hash, 'image/png', bytes, blob(hash, 'image/png', bytes));
      expect(answer).toMatchObject({
        ok: false,
        error: { code: 'rejected', details: { problemCode: 'hashMismatch' } },
      });
    });

    it('[GW6] gives the same blocks for the same request and never overlapping ones', async () => {
      const { client, days } = await open();
      const request = { requestId: 'request-1', days: [...days], size: 25 };
      const first = valueOf(await client.leaseNumbers(request)).blocks;
      expect(first.map((block) => block.workingOn)).toEqual(days);
      expect(valueOf(await client.leaseNumbers(request)).blocks).toEqual(first);
      const others = await Promise.all(
        ['request-2', 'request-3'].map(
          async (requestId) => valueOf(await client.leaseNumbers({ ...request, requestId })).blocks,
        ),
      );
      const numbers = [first, ...others]
        .flat()
        .flatMap((block) =>
          Array.from({ length: block.to - block.from + 1 }, (_, index) => `${block.workingOn}/${block.from + index}`),
        );
      expect(numbers).toHaveLength(3 * 25 * days.length);
      expect(new Set(numbers).size).toBe(numbers.length);
    });

    it('[GW8] refuses a lease id that was used for something else', async () => {
      const { client, days } = await open();
      const request = { requestId: 'request-1', days: [...days], size: 25 };
      const { band } = valueOf(await client.leaseNumbers(request));
      expect(band?.to).toBeGreaterThan(band?.from ?? Infinity);
      expect(await client.leaseNumbers({ ...request, size: 24 })).toMatchObject({
        ok: false,
        error: { code: 'rejected', details: { problemCode: 'requestIdReused' } },
      });
    });

    it('[MO9] gives the same book of fee receipts for the same request and never overlapping ones', async () => {
      const { client, days } = await open();
      const year = Number((days[0] ?? '').slice(0, 4));
      const lease = async (requestId: string) =>
        valueOf(await client.leaseFeeReceiptBook({ requestId, year, size: 25 })).book;
      const first = await lease('book-1');
      expect(first).toMatchObject({ kind: 'feeReceipt', year, from: 1, to: 25 });
      expect(await lease('book-1')).toEqual(first);
      expect(await lease('book-2')).toMatchObject({ bookSerial: first.bookSerial, from: 26, to: 50 });
      expect(await client.leaseFeeReceiptBook({ requestId: 'book-1', year, size: 24 })).toMatchObject({
        ok: false,
        error: { code: 'rejected', details: { problemCode: 'requestIdReused' } },
      });
    });

    it('[FR24] answers with the table of fee receipts of the day that was asked for', async () => {
      const { client, days } = await open();
      for (const on of days) {
        expect(valueOf(await client.fetchDailyFeeReceipts(on))).toMatchObject({ on, agencyCode: 'H99.01', rows: [] });
      }
    });

    it('[GW10] records a return once and refuses numbers that were never given', async () => {
      const { client, days } = await open();
      const { blocks } = valueOf(await client.leaseNumbers({ requestId: 'request-1', days: [...days], size: 25 }));
      const ranges = blocks.map(({ workingOn, from, to }) => ({ workingOn, from, to, next: from + 1 }));
      const first = valueOf(await client.returnNumbers({ requestId: 'return-1', ranges }));
      expect(valueOf(await client.returnNumbers({ requestId: 'return-1', ranges }))).toEqual(first);
      const foreign = ranges.map((range) => ({ ...range, to: range.to + 1 }));
      expect(await client.returnNumbers({ requestId: 'return-2', ranges: foreign })).toMatchObject({
        ok: false,
        error: { code: 'rejected', details: { problemCode: 'numbersNotLeased' } },
      });
    });

    it('[GW7] gives changes page by page after the cursor, in rising order', async () => {
      const { client, announce } = await open();
      await announce(5);
      const first = valueOf(await client.fetchChanges(0, 3));
      const second = valueOf(await client.fetchChanges(first.nextCursor, 3));
      const numbers = [...first.changes, ...second.changes].map((change) => change.changeNumber);
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      expect([first.changes.length, first.hasMore, second.changes.length, second.hasMore]).toEqual([3, true, 2, false]);
      const end = valueOf(await client.fetchChanges(second.nextCursor, 3));
      expect(end).toEqual({ changes: [], nextCursor: second.nextCursor, hasMore: false });
    });

    it('[GW7] rejects a cursor from the future', async () => {
      const { client, announce } = await open();
      await announce(1);
      const answer = await client.fetchChanges(1_000_000, 3);
      expect(answer).toMatchObject({ ok: false, error: { code: 'rejected', details: { problemCode: 'badCursor' } } });
    });

    it('[TR13] does not give a catalogue again to a station that has it', async () => {
      const { client } = await open();
      const catalogue = valueOf(await client.fetchCatalogue(undefined));
      expect(catalogue?.catalogueVersion).toBeGreaterThan(0);
      expect(valueOf(await client.fetchCatalogue(catalogue?.catalogueVersion))).toBeUndefined();
    });

    it('[GW1] keeps to one effect when the same operation comes twice at once', async () => {
      const { client, acceptable } = await open();
      const operation = acceptable();
      const answers = await Promise.all([send(client, operation), send(client, operation), send(client, operation)]);
      const kinds = answers.map((outcomes) => kindOf(outcomes, operation)).sort();
      expect(kinds).toEqual(['accepted', 'alreadyAccepted', 'alreadyAccepted']);
      const times = answers.map((outcomes) => {
        const outcome = outcomes.get(operation.operationId satisfies OperationId);
        return outcome !== undefined && 'acceptedAt' in outcome ? outcome.acceptedAt : undefined;
      });
      expect(new Set(times).size).toBe(1);
    });
  });
}
