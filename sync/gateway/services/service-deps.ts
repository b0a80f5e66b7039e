import type { StationId } from '#shared/kernel/ids.ts';
import type { Clock, IdSource, Logger } from '#shared/kernel/ports.ts';
import type { BlobFiles } from '#sync/gateway/store/blob-files.ts';
import type { Database } from '#sync/gateway/store/database.ts';
import type { PublicKeyRow } from '#sync/gateway/store/stations-store.ts';
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
  /** Open streams of changes of this process; a station beyond them pulls at its interval. */
  readonly maxChangeStreams: number;
}

export const DEFAULT_POLICY: GatewayPolicy = {
  oldestProtocolVersion: 1,
  maxBlobBytes: MAX_BLOB_BYTES,
  maxChangeStreams: 4_000,
};

/** Who is calling, once the session has been checked. */
export interface StationIdentity {
  readonly stationId: StationId;
  readonly agencyCode: string;
  /** What it enrolled with; never changes. */
  readonly publicKey: PublicKeyRow;
}
