import type { DossierState } from '#shared/domain/dossier.ts';
import type { Catalogue } from '#shared/domain/office.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { DossierId, Sha256, StationId } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { listAgencyCodes } from '#sync/gateway/store/catalogue-store.ts';
import { listChainBreaks, type ChainBreakRow } from '#sync/gateway/store/chain-store.ts';
import { insertChanges } from '#sync/gateway/store/changes-store.ts';
import { setDossierState } from '#sync/gateway/store/dossiers-store.ts';
import { setStationBlocked } from '#sync/gateway/store/stations-store.ts';
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
  /** Sets the state and tells the station that took the dossier. */
  changeDossierState(dossierId: DossierId, state: DossierState): Promise<Result<void, AppError<'unknownDossier'>>>;
  /** Puts a newer catalogue in force for its agency and tells the agency's stations; gives its version. */
  publishCatalogue(catalogue: Catalogue): Promise<Result<number, AppError<'versionNotNewer'>>>;
  /** Agencies that have a catalogue, in order. */
  listAgencyCodes(): Promise<readonly string[]>;
  summary(): Promise<Summary>;
  listDossiers(): Promise<readonly DossierOverview[]>;
  /** Operations that name another predecessor than the province holds, in the order found. */
  listChainBreaks(): Promise<readonly ChainBreakRow[]>;
  readBlob(hash: Sha256): Promise<Uint8Array | undefined>;
}

export function createAdmin(deps: ServiceDeps): GatewayAdmin {
  return {
    createEnrolmentCode: (agencyCode) => createEnrolmentCode(deps, agencyCode),
    blockStation: (stationId) => setBlocked(deps, stationId, true),
    unblockStation: (stationId) => setBlocked(deps, stationId, false),
    changeDossierState: (dossierId, state) => changeDossierState(deps, dossierId, state),
    publishCatalogue: (catalogue) => publishCatalogue(deps, catalogue),
    listAgencyCodes: () => listAgencyCodes(deps.database),
    summary: () => readSummary(deps.database),
    listDossiers: () => listDossiers(deps.database),
    listChainBreaks: () => listChainBreaks(deps.database),
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
