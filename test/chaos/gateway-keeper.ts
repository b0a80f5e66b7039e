import { startGatewayProcess, type GatewayProcess } from '#test/e2e/support/gateway-process.ts';
import { signalAll } from './process-tree.ts';
import { readPostmaster } from './province-books.ts';
import type { ShakyLink } from './shaky-link.ts';

/** The real gateway behind the shaky link: killed in several ways and brought back on the same data. */
export class GatewayKeeper {
  readonly dataDir: string;
  readonly #link: ShakyLink;
  #gateway: GatewayProcess | undefined;

  constructor(dataDir: string, link: ShakyLink) {
    this.dataDir = dataDir;
    this.#link = link;
  }

  /** Starts it unless it runs; gives an enrolment code of the first start. */
  async ensureRunning(): Promise<string> {
    if (this.#gateway !== undefined) return '';
    const gateway = await startGatewayProcess({ dataDir: this.dataDir });
    this.#gateway = gateway;
    this.#link.targetPort = gateway.port;
    return gateway.enrolmentCode;
  }

  /** SIGKILL for the gateway; its database is left behind, or dies in the same moment. */
  async kill(isDatabaseToo: boolean): Promise<void> {
    const gateway = this.#gateway;
    if (gateway === undefined) return;
    this.#gateway = undefined;
    this.#link.targetPort = undefined;
    const postmaster = isDatabaseToo ? await readPostmaster(this.dataDir).catch(() => undefined) : undefined;
    if (postmaster !== undefined) signalAll([postmaster.pid], 'SIGKILL');
    await gateway.kill();
  }

  /** SIGKILL for PostgreSQL alone; the gateway brings it back by itself. */
  async killPostgres(): Promise<void> {
    if (this.#gateway === undefined) return;
    // Between two servers there is nothing to kill.
    const postmaster = await readPostmaster(this.dataDir).catch(() => undefined);
    if (postmaster !== undefined) signalAll([postmaster.pid], 'SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#gateway?.stop();
    this.#gateway = undefined;
    this.#link.targetPort = undefined;
  }
}
