import { describe, expect, it } from 'vitest';
import { upcastOperation, type Upcaster } from '#sync/protocol/index.ts';
import { OperationBook } from '#test/fakes/operation-book.ts';

const rename =
  (from: string, to: string): Upcaster =>
  (operation) => {
    const { [from]: value, ...rest } = operation.payload as Record<string, unknown>;
    return { ...operation, payload: { ...rest, [to]: value } };
  };

describe('upcasting', () => {
  it('[PR1] leaves an operation of the present version as it is', () => {
    const operation = new OperationBook().write();
    expect(upcastOperation(operation)).toEqual({ ok: true, value: operation });
  });

  it('[PR2] raises an older operation one version at a time and leaves the original alone', () => {
    const operation = new OperationBook().write({ payload: { a: 1 } });
    const before = structuredClone(operation);
    const upcasters = new Map([
      [1, rename('a', 'b')],
      [2, rename('b', 'c')],
    ]);
    const raised = upcastOperation(operation, upcasters, 3);
    expect(raised).toEqual({ ok: true, value: { ...operation, protocolVersion: 3, payload: { c: 1 } } });
    expect(operation).toEqual(before);
  });

  it('[PR3] does not touch an operation of a newer version', () => {
    const operation = new OperationBook().write({ protocolVersion: 9 });
    expect(upcastOperation(operation)).toEqual({
      ok: false,
      error: { code: 'unsupportedProtocol', details: { protocolVersion: 9 } },
    });
  });

  it('[PR3] answers the same when a step is missing', () => {
    const operation = new OperationBook().write();
    expect(upcastOperation(operation, new Map([[2, rename('a', 'b')]]), 3).ok).toBe(false);
  });
});
