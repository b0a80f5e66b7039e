import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { operationSchema } from '#sync/protocol/operation.ts';
import { OperationBook } from '#test/fakes/operation-book.ts';
import { SeededIds } from '#test/fakes/seeded-random.ts';

describe('what the client builds', () => {
  it('[PR1] follows the schema and survives JSON unchanged', () => {
    const payload = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(fc.integer(), fc.array(payload, { minLength: 1, maxLength: 5 }), (seed, payloads) => {
        const book = new OperationBook(new SeededIds(seed));
        const lineKey = book.newLine();
        for (const content of payloads) {
          const operation = book.write({ lineKey, payload: content });
          const wire: unknown = JSON.parse(JSON.stringify(operation));
          const read = v.parse(operationSchema, wire);
          expect(JSON.stringify(read)).toBe(JSON.stringify(operation));
        }
      }),
    );
  });
});
