import type { DossierState } from '#shared/domain/dossier.ts';
import type { Catalogue } from '#shared/domain/office.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { DossierId, Sha256, StationId } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { listAgencyCodes } from '#sync/gateway/store/catalogue-store.ts';
import { insertChanges } from '#sync/gateway/store/changes-store.ts';
import { setDossierState } from '#sync/gateway/store/dossiers-store.ts';
import {
  listNumbers,
  reportNumbers,
  type NumberAccountRow,
  type NumberReportRow,
} from '#sync/gateway/store/number-accounts-store.ts';
import { retireStation, setStationBlocked } from '#sync/gateway/store/stations-store.ts';
import { listDossiers, readSummary, type DossierOverview, type Summary } from '#sync/gateway/store/summary-store.ts';
import { publishCatalogue } from './catalogue.ts';
import { createEnrolmentCode } from './enrol-station.ts';
import type { ServiceDeps } from './service-deps.ts';

/** What the province does on its own side. Not reachable over HTTP. */
export interface GatewayAdmin {
  /** A one-time code for one station of the agency, `XXXX-XXXX`, valid for seven days. */
  createEnrolmentCode(agencyCode: string): Promise<string>;
  blockStation(stationId: StationId): Promise<Result<void, AppError<'unknownStation'>>>;
  unblockStation(stationId: StationId): Promise<Result<void, AppError<'unknownStation'>>>;
  /** For good: nothing more is taken from it, and numbers it has neither used nor returned are void. */
  retireStation(stationId: StationId): Promise<Result<void, AppError<'unknownStation'>>>;
  /** Every number of the agency's day that was given out, with what became of it. */
  listNumbers(agencyCode: string, workingOn: LocalDate): Promise<readonly NumberAccountRow[]>;
  /** The same by block and band, from `first` to `last`. */
  reportNumbers(agencyCode: string, first: LocalDate, last: LocalDate): Promise<readonly NumberReportRow[]>;
  /** Sets the state and tells the station that took the dossier. */
  changeDossierState(dossierId: DossierId, state: DossierState): Promise<Result<void, AppError<'unknownDossier'>>>;
  /** Puts a newer catalogue in force for its agency and tells the agency's stations; gives its version. */
  publishCatalogue(catalogue: Catalogue): Promise<Result<number, AppError<'versionNotNewer'>>>;
  /** Agencies that have a catalogue, in order. */
  listAgencyCodes(): Promise<readonly string[]>;
  summary(): Promise<Summary>;
  listDossiers(): Promise<readonly DossierOverview[]>;
  readBlob(hash: Sha256): Promise<Uint8Array | undefined>;
}

export function createAdmin(deps: ServiceDeps): GatewayAdmin {
  return {
    createEnrolmentCode: (agencyCode) => createEnrolmentCode(deps, agencyCode),
    blockStation: (stationId) => setBlocked(deps, stationId, true),
    unblockStation: (stationId) => setBlocked(deps, stationId, false),
    retireStation: (stationId) => retire(deps, stationId),
    listNumbers: (agencyCode, workingOn) => listNumbers(deps.database, agencyCode, workingOn),
    reportNumbers: (agencyCode, first, last) => reportNumbers(deps.database, agencyCode, first, last),
    changeDossierState: (dossierId, state) => changeDossierState(deps, dossierId, state),
    publishCatalogue: (catalogue) => publishCatalogue(deps, catalogue),
    listAgencyCodes: () => listAgencyCodes(deps.database),
    summary: () => readSummary(deps.database),
    listDossiers: () => listDossiers(deps.database),
    readBlob: (hash) => deps.blobFiles.read(hash),
  };
}

async function setBlocked(
  deps: ServiceDeps,
  stationId: StationId,
  isBlocked: boolean,
): Promise<Result<void, AppError<'unknownStation'>>> {
  const isKnown = await setStationBlocked(deps.database, stationId, isBlocked ? deps.clock.now() : null);
  return isKnown ? ok(undefined) : err({ code: 'unknownStation' });
}

async function retire(deps: ServiceDeps, stationId: StationId): Promise<Result<void, AppError<'unknownStation'>>> {
  const isKnown = await retireStation(deps.database, stationId, deps.clock.now());
  return isKnown ? ok(undefined) : err({ code: 'unknownStation' });
}

async function changeDossierState(
  deps: ServiceDeps,
  dossierId: DossierId,
  state: DossierState,
): Promise<Result<void, AppError<'unknownDossier'>>> {
  return deps.database.transaction(async (tx) => {
    const changedAt = deps.clock.now();
    const stationId = await setDossierState(tx, dossierId, state, changedAt);
    if (stationId === undefined) return err({ code: 'unknownDossier' });
    await insertChanges(tx, [stationId], 'dossierStateChanged', { dossierId, state, changedAt }, changedAt);
    return ok(undefined);
  });
}
