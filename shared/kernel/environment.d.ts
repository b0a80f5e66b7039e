/**
 * The few names that every runtime of ours has (browser, worker, Node) and that are values, not capabilities: they
 * neither do I/O nor read a clock. Only the pure projects load this file; elsewhere the runtime's own, fuller types
 * apply. Adding a name here widens what `shared` and the sync core may touch: keep it to plain data.
 */
interface Blob {
  readonly size: number;
  readonly type: string;
  arrayBuffer(): Promise<ArrayBuffer>;
  slice(start?: number, end?: number, contentType?: string): Blob;
}

declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: 'utf-8', options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean });
  decode(input?: Uint8Array | ArrayBuffer): string;
}

interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
}
