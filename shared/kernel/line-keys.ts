import type { DossierId, ShiftId } from './ids.ts';

/** Names of the lines of the outbox: operations of one line are applied in order, lines are independent. */
export const LINE_KEY = /^(dossier|shift|blob):[0-9a-f-]{36,64}$/;

export const lineOfDossier = (dossierId: DossierId): string => `dossier:${dossierId}`;
export const lineOfShift = (shiftId: ShiftId): string => `shift:${shiftId}`;
export const lineOfBlob = (hash: string): string => `blob:${hash}`;
