import { describe, expect, it } from 'vitest';
import { countDigitising, toProgress } from '#renderer/data/queries/component-progress.ts';
import type { OutboxRow } from '#renderer/data/schema/rows.ts';
import type { Digitisation } from '#shared/domain/digitisation.ts';
import type { DossierComponentId, DossierId } from '#shared/kernel/ids.ts';
import { lineOfBlob } from '#shared/kernel/line-keys.ts';
import { openStore } from '#test/support/counter-store.ts';
import { sha256Of } from '#test/support/gateway-station.ts';
import { NOW } from '#test/unit/shared/domain/samples.ts';

const componentId = 'c1' as DossierComponentId;
const fileHash = sha256Of('pdf');
const waiting: Digitisation = {
  ...{ componentId, dossierId: 'd1' as DossierId, state: 'waiting', createdAt: NOW },
  ...{ failureCode: null, attempts: 0, doneAt: null, fileHash: null },
};
const made: Digitisation = { ...waiting, state: 'done', doneAt: NOW, fileHash };
const row = (part: Partial<OutboxRow>): OutboxRow =>
  ({ kind: 'storeBlob', lineKey: 'dossier:d1', ...part }) as OutboxRow;
const rows = (told: OutboxRow['state'], sent: OutboxRow['state']): readonly OutboxRow[] => [
  row({ kind: 'acceptDossier', state: 'queued', payload: { dossier: {} } }),
  row({ kind: 'digitiseComponent', state: 'queued', payload: { componentId: 'c2' } }),
  row({ kind: 'digitiseComponent', state: told, payload: { componentId } }),
  row({ kind: 'storeBlob', state: sent, lineKey: lineOfBlob(fileHash) }),
];

describe('how far a component has come', () => {
  it('is waiting, with the reason once a try came to nothing', () => {
    expect(toProgress(waiting, [])).toEqual({ componentId, state: 'waiting', failureCode: null });
    expect(toProgress({ ...waiting, failureCode: 'pageLost' }, [])).toMatchObject({ failureCode: 'pageLost' });
  });

  it('is at the province when both the word of it and its bytes are acknowledged', () => {
    expect(toProgress(made, rows('acknowledged', 'acknowledged')).state).toBe('atProvince');
    expect(toProgress(made, rows('acknowledged', 'queued')).state).toBe('made');
    expect(toProgress(made, rows('parked', 'acknowledged')).state).toBe('made');
    expect(toProgress(made, rows('setAside', 'acknowledged')).state).toBe('made');
    expect(toProgress(made, []).state).toBe('made');
  });

  it('is counted while it waits, and apart when it was tried', async () => {
    const database = openStore();
    const id = (name: string): DossierComponentId => name as DossierComponentId;
    const rowsOfTable = [made, { ...waiting, componentId: id('c2') }];
    await database.digitisations.bulkPut([
      ...rowsOfTable,
      { ...waiting, componentId: id('c3'), failureCode: 'pageLost' },
    ]);
    expect(await countDigitising(database)).toEqual({ waiting: 2, failed: 1 });
  });
});
