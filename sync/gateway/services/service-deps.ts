import type { StationId } from '#shared/kernel/ids.ts';
import { MS_PER_DAY } from '#shared/kernel/instant.ts';
import type { Clock, IdSource, Logger } from '#shared/kernel/ports.ts';
import type { BlobFiles } from '#sync/gateway/store/blob-files.ts';
import type { Database } from '#sync/gateway/store/database.ts';
import type { PublicKeyRow } from '#sync/gateway/store/stations-store.ts';
import { MAX_BLOB_BYTES } from '#sync/protocol/messages.ts';
import type { AdmissionPolicy } from './admission.ts';

/** What every service is handed. */
export interface ServiceDeps {
  readonly database: Database;
  readonly blobFiles: BlobFiles;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  readonly policy: GatewayPolicy;
}

export interface GatewayPolicy {
  /**
   * Whether a dossier may name its owner by a nine-digit number (số chứng minh nhân dân), whose validity ended on
   * 31/12/2024 (Luật Căn cước 2023 Đ46.2). Older dossiers are known by it, so a province may still take it.
   */
  readonly isOldIdNumberAccepted: boolean;
  /** Operations written in an older protocol version stop the station until it is updated. */
  readonly oldestProtocolVersion: number;
  readonly maxBlobBytes: number;
  /** An upload that is not finished by then is forgotten and begins anew. */
  readonly uploadLifetimeMs: number;
  /** Where citizens reach this gateway (`https://…`), for links on fee receipts; `null` = no links are made. */
  readonly publicAddress: string | null;
  /** Open streams of changes of this process; a station beyond them pulls at its interval. */
  readonly maxChangeStreams: number;
  /** Batches of operations. */
  readonly batchAdmission: AdmissionPolicy;
  /** Openings of sessions, each of which costs a signature check. */
  readonly sessionAdmission: AdmissionPolicy;
}

/** Both below the pool of ten connections together, so that everything else finds one too. */
const BATCH_ADMISSION: AdmissionPolicy = {
  concurrent: 4,
  inHouse: 2_000,
  inHousePerStation: 4,
  heldBytes: 64 * 1024 * 1024,
  patienceMs: 15_000,
};
const SESSION_ADMISSION: AdmissionPolicy = { ...BATCH_ADMISSION, concurrent: 3 };

export const DEFAULT_POLICY: GatewayPolicy = {
  isOldIdNumberAccepted: true,
  oldestProtocolVersion: 1,
  maxBlobBytes: MAX_BLOB_BYTES,
  uploadLifetimeMs: 7 * MS_PER_DAY,
  publicAddress: null,
  maxChangeStreams: 4_000,
  batchAdmission: BATCH_ADMISSION,
  sessionAdmission: SESSION_ADMISSION,
};

/** Who is calling, once the session has been checked. */
export interface StationIdentity {
  readonly stationId: StationId;
  readonly agencyCode: string;
  /** What it enrolled with; never changes. */
  readonly publicKey: PublicKeyRow;
}
