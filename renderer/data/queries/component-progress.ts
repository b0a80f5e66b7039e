import * as v from 'valibot';
import type { Digitisation } from '#shared/domain/digitisation.ts';
import type { DossierComponentId } from '#shared/kernel/ids.ts';
import { lineOfBlob } from '#shared/kernel/line-keys.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { OutboxRow } from '#renderer/data/schema/rows.ts';

/** How far the scanned pages of one component have come. */
export interface ComponentProgress {
  readonly componentId: DossierComponentId;
  readonly state: 'waiting' | 'made' | 'atProvince';
  /** Why there is no PDF yet, once a try came to nothing. */
  readonly failureCode: string | null;
}

const namesComponent = v.object({ componentId: v.string() });

/** @param operations of the dossier */
export function toProgress(row: Digitisation, operations: readonly OutboxRow[]): ComponentProgress {
  const { componentId, failureCode, fileHash } = row;
  if (fileHash === null) return { componentId, state: 'waiting', failureCode };
  const parts = operations.filter(
    ({ kind, lineKey, payload }) =>
      lineKey === lineOfBlob(fileHash) ||
      (kind === 'digitiseComponent' && v.is(namesComponent, payload) && payload.componentId === componentId),
  );
  const isThere = parts.length > 0 && parts.every(({ state }) => state === 'acknowledged');
  return { componentId, state: isThere ? 'atProvince' : 'made', failureCode: null };
}

export interface DigitisingCounts {
  readonly waiting: number;
  /** Of those, the ones that were tried and came to nothing. */
  readonly failed: number;
}

export async function countDigitising(database: CounterDatabase): Promise<DigitisingCounts> {
  const rows = await database.digitisations.where('state').equals('waiting').toArray();
  return { waiting: rows.length, failed: rows.filter(({ failureCode }) => failureCode !== null).length };
}
