import type { Catalogue } from '#shared/domain/office.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import {
  findCatalogueText,
  findCatalogueVersion,
  insertCatalogue,
  listAgencyCodes,
} from '#sync/gateway/store/catalogue-store.ts';
import { insertChanges, listStationsOfAgency } from '#sync/gateway/store/changes-store.ts';
import type { Transaction } from '#sync/gateway/store/database.ts';
import { insertOfficers } from '#sync/gateway/store/money-store.ts';
import type { GatewayProblem } from './problems.ts';
import type { ServiceDeps, StationIdentity } from './service-deps.ts';

export type { Catalogue };

/** The newest version of the agency's catalogue. */
export async function getCatalogueVersion(
  deps: ServiceDeps,
  station: StationIdentity,
): Promise<Result<number, GatewayProblem>> {
  const version = await findCatalogueVersion(deps.database, station.agencyCode);
  return version === undefined ? err({ code: 'catalogueMissing' }) : ok(version);
}

/** One version as the JSON text that was published. */
export async function getCatalogueText(
  deps: ServiceDeps,
  station: StationIdentity,
  version: number,
): Promise<Result<string, GatewayProblem>> {
  const text = await findCatalogueText(deps.database, station.agencyCode, version);
  return text === undefined ? err({ code: 'catalogueMissing' }) : ok(text);
}

/**
 * Makes a new version the one in force for its agency and tells the agency's stations.
 * `versionNotNewer` when the agency already has this version or a later one.
 */
export async function publishCatalogue(
  deps: ServiceDeps,
  catalogue: Catalogue,
): Promise<Result<number, AppError<'versionNotNewer'>>> {
  return deps.database.transaction(async (tx) => {
    const current = await findCatalogueVersion(tx, catalogue.office.agencyCode);
    if (current !== undefined && current >= catalogue.catalogueVersion) return err({ code: 'versionNotNewer' });
    await insertVersion(deps, tx, catalogue);
    await announceVersion(deps, tx, catalogue);
    return ok(catalogue.catalogueVersion);
  });
}

export async function hasCatalogue(deps: ServiceDeps): Promise<boolean> {
  return (await listAgencyCodes(deps.database)).length > 0;
}

async function insertVersion(deps: ServiceDeps, tx: Transaction, catalogue: Catalogue): Promise<void> {
  await insertCatalogue(tx, {
    agencyCode: catalogue.office.agencyCode,
    version: catalogue.catalogueVersion,
    publishedAt: deps.clock.now(),
    text: JSON.stringify(catalogue),
    procedures: catalogue.procedures,
    feeReceipts: catalogue.feeReceipts ?? null,
    office: catalogue.office,
  });
  const officerIds = catalogue.officers.map(({ officerId }) => officerId);
  await insertOfficers(tx, catalogue.office.agencyCode, officerIds);
}

async function announceVersion(deps: ServiceDeps, tx: Transaction, catalogue: Catalogue): Promise<void> {
  const stationIds = await listStationsOfAgency(tx, catalogue.office.agencyCode);
  if (stationIds.length === 0) return;
  const payload = { catalogueVersion: catalogue.catalogueVersion };
  await insertChanges(tx, stationIds, 'catalogueChanged', payload, deps.clock.now());
}
