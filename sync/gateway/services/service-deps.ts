import type { StationId } from '#shared/kernel/ids.ts';
import { MS_PER_DAY } from '#shared/kernel/instant.ts';
import type { Clock, IdSource, Logger } from '#shared/kernel/ports.ts';
import type { BlobFiles } from '#sync/gateway/store/blob-files.ts';
import type { Database } from '#sync/gateway/store/database.ts';
import { MAX_BLOB_BYTES } from '#sync/protocol/messages.ts';

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
  /** Operations written in an older protocol version stop the station until it is updated. */
  readonly oldestProtocolVersion: number;
  readonly maxBlobBytes: number;
  /** An upload that is not finished by then is forgotten and begins anew. */
  readonly uploadLifetimeMs: number;
}

export const DEFAULT_POLICY: GatewayPolicy = {
  oldestProtocolVersion: 1,
  maxBlobBytes: MAX_BLOB_BYTES,
  uploadLifetimeMs: 7 * MS_PER_DAY,
};

/** Who is calling, once the session has been checked. */
export interface StationIdentity {
  readonly stationId: StationId;
  readonly agencyCode: string;
}
