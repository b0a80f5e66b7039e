import type { DossierId, ShiftId } from '#shared/kernel/ids.ts';

/** `dossier:<id>`, `shift:<id>` or `blob:<hash>`. */
export const LINE_KEY = /^(dossier|shift|blob):[0-9a-f-]{36,64}$/;

export const lineOfDossier = (dossierId: DossierId): string => `dossier:${dossierId}`;
export const lineOfShift = (shiftId: ShiftId): string => `shift:${shiftId}`;
export const lineOfBlob = (hash: string): string => `blob:${hash}`;
