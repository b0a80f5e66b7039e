import { describe, expect, it } from 'vitest';
import { findBreaks } from '#sync/gateway/services/chain.ts';
import type { ChainLink } from '#sync/gateway/store/chain-store.ts';
import type { OperationId, Sha256 } from '#shared/kernel/ids.ts';

const hash = (n: number): Sha256 => String(n).padStart(64, '0') as Sha256;
const link = (n: number, previous: number | null = n === 1 ? null : n - 1): ChainLink => ({
  stationSequence: n,
  operationId: `operation ${n}` as OperationId,
  operationHash: hash(n),
  previousHash: previous === null ? null : hash(previous),
});
const breaksAt = (known: readonly ChainLink[], added: readonly ChainLink[]): readonly number[] =>
  findBreaks(new Map([...known, ...added].map((one) => [one.stationSequence, one])), added)
    .map(({ stationSequence }) => stationSequence)
    .sort((a, b) => a - b);

describe('findBreaks', () => {
  it('[SG6] finds none in a chain, in whatever order and with whatever gaps it arrives', () => {
    expect(breaksAt([], [link(1), link(2), link(3)])).toEqual([]);
    expect(breaksAt([link(1), link(3)], [link(2)])).toEqual([]);
    expect(breaksAt([link(1)], [link(5), link(9)])).toEqual([]);
    expect(breaksAt([link(3)], [link(2), link(1)])).toEqual([]);
  });

  it('[SG6] finds an operation that does not follow on the one before it', () => {
    expect(breaksAt([link(1)], [link(2, 77)])).toEqual([2]);
    expect(breaksAt([], [link(1), link(2), link(3, 1)])).toEqual([3]);
  });

  it('[SG6] finds one on which the later one does not follow, and names the later one', () => {
    expect(breaksAt([link(3, 88)], [link(2)])).toEqual([3]);
    expect(breaksAt([link(1), link(3, 88)], [link(2, 77)])).toEqual([2, 3]);
  });

  it('[SG6] knows that only the first operation has nothing before it', () => {
    expect(breaksAt([], [link(1, 5)])).toEqual([1]);
    expect(breaksAt([], [link(4, null)])).toEqual([4]);
  });

  it('[SG6] tells what was expected and what was found', () => {
    const known = new Map([link(1), link(2, 77)].map((one) => [one.stationSequence, one]));
    expect(findBreaks(known, [link(2, 77)])).toEqual([
      { stationSequence: 2, operationId: 'operation 2', previousHash: hash(77), expectedHash: hash(1) },
    ]);
  });
});
