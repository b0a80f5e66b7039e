import { describe, expect, it } from 'vitest';
import type { CounterBooks } from '#test/chaos/counter-books.ts';
import { judgeCounter, judgeRebuilt, judgeWhole, type ShownDossier } from '#test/chaos/invariants.ts';
import type { ProvinceBooks } from '#test/chaos/province-books.ts';

const CODE = 'H99.01-261122-0001';
const SHOWN: ShownDossier = { dossierCode: CODE, hashes: ['aa'], paidVnd: 8_000 };

const counter: CounterBooks = {
  operations: [
    { operationId: 'o1', kind: 'acceptDossier', state: 'acknowledged', parkedReason: '' },
    { operationId: 'o2', kind: 'collectFee', state: 'acknowledged', parkedReason: '' },
    { operationId: 'o3', kind: 'storeBlob', state: 'acknowledged', parkedReason: '' },
  ],
  dossiers: [{ dossierId: 'd1', dossierCode: CODE, feeTotalVnd: 8_000, hashes: ['aa'] }],
  payments: [{ dossierId: 'd1', amountVnd: 8_000 }],
  lines: ['dossier:d1', 'shift:s1', 'blob:aa'],
  sentScans: ['aa'],
  restoredCommits: 0,
  scans: [{ hash: 'aa', actualHash: 'aa' }],
};
const province: ProvinceBooks = {
  operationIds: ['o1', 'o2'],
  dossiers: [{ dossierId: 'd1', dossierCode: CODE, isComplete: true, paidVnd: 8_000, hashes: ['aa'] }],
  payments: [{ dossierId: 'd1', amountVnd: 8_000 }],
  scans: [{ hash: 'aa', actualHash: 'aa' }],
};

const [dossier] = counter.dossiers;
const [arrived] = province.dossiers;
const [accepted, ...others] = counter.operations;

describe('what a chaos run and a power cut look for', () => {
  it('is content with books that agree', () => {
    expect(judgeWhole([SHOWN], counter, province)).toEqual([]);
  });

  it.each<readonly [string, Partial<CounterBooks>, RegExp]>([
    ['a dossier that was shown and is gone', { dossiers: [] }, /was shown and is not at the counter/],
    ['a code given twice', { dossiers: [dossier!, { ...dossier!, dossierId: 'd2' }] }, /twice: code at the counter/],
    ['a payment that is gone', { payments: [] }, /paid 8000, at the counter 0/],
    ['a scan that fell out of its dossier', { dossiers: [{ ...dossier!, hashes: [] }] }, /is not in the dossier/],
    ['a scan without bytes', { scans: [] }, /the bytes of scan aa are not at the counter/],
    ['a scan with other bytes', { scans: [{ hash: 'aa', actualHash: 'bb' }] }, /scan aa has other bytes/],
  ])('sees at the counter %s', (_, change, message) => {
    expect(judgeCounter([SHOWN], { ...counter, ...change }).join('\n')).toMatch(message);
  });

  it('lets a counter that has only its journal be without bytes that the gateway has confirmed', () => {
    expect(judgeRebuilt([SHOWN], { ...counter, scans: [] })).toEqual([]);
  });

  it.each<readonly [string, Partial<CounterBooks>, RegExp]>([
    ['a dossier that is gone', { dossiers: [] }, /was shown and is not at the counter/],
    ['a dossier that would never be sent', { lines: ['shift:s1', 'blob:aa'] }, /has no line in the queue/],
    ['a scan that nobody has', { scans: [], sentScans: [] }, /the bytes of scan aa are not at the counter/],
  ])('sees in what the journal alone gives back %s', (_, change, message) => {
    expect(judgeRebuilt([SHOWN], { ...counter, ...change }).join('\n')).toMatch(message);
  });

  it.each<readonly [string, Partial<CounterBooks>, RegExp]>([
    [
      'an item that waits',
      { operations: [{ ...accepted!, state: 'queued' }, ...others] },
      /acceptDossier is still queued/,
    ],
    [
      'an item that never arrived',
      { operations: [...counter.operations, { ...accepted!, operationId: 'o9' }] },
      /o9 is not/,
    ],
    ['an item of nobody', { operations: others }, /o1 is at the province and not at the counter/],
  ])('sees in the queue %s', (_, change, message) => {
    expect(judgeWhole([SHOWN], { ...counter, ...change }, province).join('\n')).toMatch(message);
  });

  it.each<readonly [string, Partial<ProvinceBooks>, RegExp]>([
    ['a dossier that never came', { dossiers: [] }, /is 0 times at the province/],
    ['a dossier under another code', { dossiers: [{ ...arrived!, dossierCode: 'X' }] }, /is at the province as X/],
    ['a dossier twice', { dossiers: [arrived!, { ...arrived!, dossierCode: 'X' }] }, /is 2 times at the province/],
    ['a dossier of nobody', { dossiers: [arrived!, { ...arrived!, dossierId: 'd7' }] }, /and not at the counter/],
    ['an operation applied twice', { operationIds: ['o1', 'o1', 'o2'] }, /twice: operation at the province o1/],
    ['money taken twice', { payments: [...province.payments, ...province.payments] }, /twice: payment for one dossier/],
    ['other money', { payments: [{ dossierId: 'd1', amountVnd: 1 }] }, /money: 8000 at the counter, 1 at/],
    ['a dossier paid wrongly', { dossiers: [{ ...arrived!, paidVnd: 0 }] }, /paid 8000, at the province 0/],
    ['a dossier without its scan', { dossiers: [{ ...arrived!, isComplete: false }] }, /is incomplete/],
    ['a scan that is missing', { scans: [] }, /scan aa is not at the province/],
    ['a scan whose bytes differ', { scans: [{ hash: 'aa', actualHash: '' }] }, /other bytes at the province/],
  ])('sees at the province %s', (_, change, message) => {
    expect(judgeWhole([SHOWN], counter, { ...province, ...change }).join('\n')).toMatch(message);
  });
});
