import type { GatewayFailure } from './gateway-client.ts';

/** What an open stream tells. Nothing is called after the stream was closed, and nothing after `ended`. */
export interface ChangeListener {
  /** The gateway has accepted the stream and listens with us. */
  opened(): void;
  /** There is something new up to this number: fetch it. */
  changed(changeNumber: number): void;
  /** Over: by the gateway, by the network, or because nothing at all came for too long. */
  ended(failure: GatewayFailure): void;
}

/**
 * Tells at once that the province has something new. It is a hint only: changes themselves are fetched page by page,
 * so that a notice that is lost, doubled or late can neither skip nor repeat one.
 */
export interface ChangeStream {
  /** @param cursor anything beyond it is told at once. Never throws. The returned function closes the stream. */
  open(cursor: number, listener: ChangeListener): () => void;
}
