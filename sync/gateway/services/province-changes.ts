import type { Announcement } from '#shared/domain/announcement.ts';
import {
  readDossierField,
  withDossierFields,
  type DossierField,
  type DossierFieldValue,
} from '#shared/domain/dossier-fields.ts';
import { dossierSchema, type DossierState } from '#shared/domain/dossier.ts';
import type { Officer } from '#shared/domain/office.ts';
import type { ProcedureResult } from '#shared/domain/province-record.ts';
import type { WorkCalendarData } from '#shared/domain/work-calendar-data.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { DossierId, OfficerId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { findCatalogueVersion } from '#sync/gateway/store/catalogue-store.ts';
import { insertChanges } from '#sync/gateway/store/changes-store.ts';
import { insertOfficers } from '#sync/gateway/store/money-store.ts';
import {
  findStandingPayload,
  lockDossier,
  tellAgency,
  updateDossier,
  type StoredDossier,
} from '#sync/gateway/store/province-store.ts';
import { CHANGE_PAYLOADS, type ChangeKind, type ChangePayload } from '#sync/protocol/changes.ts';
import * as v from 'valibot';
import type { ServiceDeps } from './service-deps.ts';

/** What a handling agency says beside the new state. */
export interface StateDetails {
  readonly reason?: string;
  readonly agencyName?: string;
  readonly resultDueAt?: Instant;
}
export interface CorrectionSource {
  readonly reason: string;
  readonly agencyName: string;
}
export type DossierValues = Readonly<Partial<Record<DossierField, DossierFieldValue>>>;
type UnknownDossier = AppError<'unknownDossier'>;

/** Sets the state and tells the station that took the dossier. */
export async function changeDossierState(
  deps: ServiceDeps,
  dossierId: DossierId,
  state: DossierState,
  details: StateDetails = {},
): Promise<Result<void, UnknownDossier>> {
  return deps.database.transaction(async (tx) => {
    const stored = await lockDossier(tx, dossierId);
    if (stored === undefined) return err({ code: 'unknownDossier' });
    const at = deps.clock.now();
    const { resultDueAt = stored.resultDueAt } = details;
    await updateDossier(tx, dossierId, { ...stored, state, resultDueAt, at });
    const payload = change('dossierStateChanged', { dossierId, state, changedAt: at, ...details });
    await insertChanges(tx, [stored.stationId], 'dossierStateChanged', payload, at);
    return ok(undefined);
  });
}

/** Sets values of an accepted dossier right and tells the station what was there before. */
export async function correctDossier(
  deps: ServiceDeps,
  dossierId: DossierId,
  values: DossierValues,
  source: CorrectionSource,
): Promise<Result<void, UnknownDossier | AppError<'fieldNotOfDossier'>>> {
  return deps.database.transaction(async (tx) => {
    const stored = await lockDossier(tx, dossierId);
    if (stored === undefined) return err({ code: 'unknownDossier' });
    const before = toDossier(stored);
    const after = withDossierFields(before, values);
    if (!after.ok) return after;
    const at = deps.clock.now();
    const revision = before.revision + 1;
    const { state, resultDueAt } = after.value;
    await updateDossier(tx, dossierId, { state, resultDueAt, at, document: { ...after.value, revision } });
    const fields = Object.entries(values).map(([name, to]) => {
      const field = name as DossierField;
      return { field, from: readDossierField(before, field), to };
    });
    const versions = { baseRevision: before.revision, revision };
    const payload = change('dossierCorrected', { dossierId, ...versions, fields, ...source, correctedAt: at });
    await insertChanges(tx, [stored.stationId], 'dossierCorrected', payload, at);
    return ok(undefined);
  });
}

/** The document as it was sent, under the state and the date that stand now. */
function toDossier({ document, state, resultDueAt }: StoredDossier): v.InferOutput<typeof dossierSchema> {
  return v.parse(dossierSchema, { ...document, state, resultDueAt });
}

export async function reportResult(
  deps: ServiceDeps,
  dossierId: DossierId,
  procedureResult: ProcedureResult,
): Promise<Result<void, UnknownDossier>> {
  return deps.database.transaction(async (tx) => {
    const stored = await lockDossier(tx, dossierId);
    if (stored === undefined) return err({ code: 'unknownDossier' });
    const payload = change('procedureResultReady', { dossierId, procedureResult });
    await insertChanges(tx, [stored.stationId], 'procedureResultReady', payload, deps.clock.now());
    return ok(undefined);
  });
}

export async function publishAnnouncement(
  deps: ServiceDeps,
  agencyCode: string,
  announcement: Announcement,
): Promise<void> {
  await standing(deps, agencyCode, {
    subject: `announcement:${announcement.announcementId}`,
    kind: 'announcementPublished',
    payload: announcement,
    validUntil: announcement.validUntil,
  });
}

export async function withdrawAnnouncement(
  deps: ServiceDeps,
  agencyCode: string,
  announcementId: string,
): Promise<void> {
  const subject = `announcement:${announcementId}`;
  await standing(deps, agencyCode, { subject, kind: 'announcementWithdrawn', payload: { announcementId } });
}

export async function changeWorkCalendar(
  deps: ServiceDeps,
  agencyCode: string,
  workCalendar: WorkCalendarData,
): Promise<void> {
  await standing(deps, agencyCode, {
    subject: 'workCalendar',
    kind: 'workCalendarChanged',
    payload: { workCalendar },
  });
}

/** Adds an account or changes its data, blocks it or lifts the block. What is not named stays as it was. */
export async function changeOfficer(
  deps: ServiceDeps,
  agencyCode: string,
  officerId: OfficerId,
  to: { readonly officer?: Officer; readonly isBlocked?: boolean },
): Promise<void> {
  const subject = `officer:${officerId}`;
  const known = v.safeParse(
    CHANGE_PAYLOADS.officerChanged,
    await findStandingPayload(deps.database, agencyCode, subject),
  );
  const before = known.success ? known.output : undefined;
  const catalogueVersion = (await findCatalogueVersion(deps.database, agencyCode)) ?? 0;
  if (to.officer !== undefined) await insertOfficers(deps.database, agencyCode, [officerId]);
  await standing(deps, agencyCode, {
    subject,
    kind: 'officerChanged',
    payload: {
      officerId,
      officer: to.officer ?? before?.officer ?? null,
      overCatalogueVersion:
        to.officer === undefined && before !== undefined ? before.overCatalogueVersion : catalogueVersion,
      isBlocked: to.isBlocked ?? before?.isBlocked ?? false,
      changedAt: deps.clock.now(),
    },
  });
}

async function standing<Kind extends ChangeKind>(
  deps: ServiceDeps,
  agencyCode: string,
  told: {
    readonly subject: string;
    readonly kind: Kind;
    readonly payload: ChangePayload<Kind>;
    readonly validUntil?: Instant | null;
  },
): Promise<void> {
  const { subject, kind, validUntil = null } = told;
  const payload = change(kind, told.payload);
  const recordedAt = deps.clock.now();
  await deps.database.transaction((tx) =>
    tellAgency(tx, { agencyCode, subject, kind, payload, recordedAt, validUntil }),
  );
}

/** Nothing leaves that stations could not read. @throws when the payload is not of its kind */
export function change<Kind extends ChangeKind>(kind: Kind, payload: ChangePayload<Kind>): ChangePayload<Kind> {
  return v.parse<v.GenericSchema<unknown, unknown>>(CHANGE_PAYLOADS[kind], payload) as ChangePayload<Kind>;
}
