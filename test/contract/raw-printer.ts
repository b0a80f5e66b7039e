import net from 'node:net';

/** A thermal printer on the network: a port that takes whatever comes. */
export interface RawPrinter {
  readonly port: number;
  received(): Uint8Array;
  close(): Promise<void>;
}

export async function openRawPrinter(): Promise<RawPrinter> {
  const parts: Buffer[] = [];
  const server = net.createServer((socket) => {
    socket.on('data', (part) => parts.push(part));
    // The spooler goes away without a word; what it has sent counts.
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port for the raw printer');
  return {
    port: address.port,
    received: () => Buffer.concat(parts),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}
