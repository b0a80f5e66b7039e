import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { SeededRandom } from '#test/fakes/seeded-random.ts';
import type { LinkMode } from './schedule.ts';

/** The line between a counter and the gateway, at one address for good: bytes in, bytes out, or not. */
export interface ShakyLink {
  readonly url: string;
  /** The gateway's port; undefined = nobody is there. */
  targetPort: number | undefined;
  /** Connections that were broken or refused so far. */
  readonly cuts: () => number;
  /** From now on; connections that stand are cut, as the line they stood on is gone. */
  setMode(mode: LinkMode): void;
  stop(): Promise<void>;
}

interface LinkState {
  mode: LinkMode;
  /** With a flapping link: whether it is up now. */
  isUp: boolean;
  cuts: number;
  readonly noise: SeededRandom;
}

/** @param seed of the noise */
export async function startShakyLink(seed: number): Promise<ShakyLink> {
  const state: LinkState = { mode: { kind: 'pass' }, isUp: true, cuts: 0, noise: new SeededRandom(seed) };
  const open = new Set<Socket>();
  const cutAll = (): void => {
    for (const socket of open) socket.destroy();
  };
  let flapping: NodeJS.Timeout | undefined;
  const server = createServer((near) => {
    open.add(near);
    near.on('close', () => open.delete(near));
    near.on('error', () => undefined);
    const { targetPort } = link;
    if (state.mode.kind === 'cut' || !state.isUp || targetPort === undefined) {
      state.cuts += 1;
      near.destroy();
      return;
    }
    join(near, connect(targetPort, '127.0.0.1'), state);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const flap = (mode: Extract<LinkMode, { kind: 'flap' }>): void => {
    flapping = setTimeout(
      () => {
        state.isUp = !state.isUp;
        if (!state.isUp) cutAll();
        flap(mode);
      },
      state.isUp ? mode.upMs : mode.downMs,
    );
  };
  const link: ShakyLink = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    targetPort: undefined,
    cuts: () => state.cuts,
    setMode(mode) {
      clearTimeout(flapping);
      state.mode = mode;
      state.isUp = true;
      state.cuts += open.size;
      cutAll();
      if (mode.kind === 'flap') flap(mode);
    },
    async stop() {
      clearTimeout(flapping);
      cutAll();
      server.close();
      await once(server, 'close');
    },
  };
  return link;
}

function join(near: Socket, far: Socket, state: LinkState): void {
  const { mode } = state;
  const end = (): void => {
    near.destroy();
    far.destroy();
  };
  far.on('error', end);
  near.on('close', end);
  far.on('close', end);
  const limit = mode.kind === 'trickle' ? mode.afterBytes : Infinity;
  let passed = 0;
  const carry = (to: Socket, chunk: Buffer): void => {
    passed += chunk.length;
    if (passed > limit) {
      state.cuts += 1;
      end();
      return;
    }
    if (mode.kind === 'delay') setTimeout(() => to.destroyed || to.write(chunk), mode.delayMs);
    else to.write(chunk);
  };
  near.on('data', (chunk: Buffer) => carry(far, chunk));
  let answered = 0;
  far.on('data', (chunk: Buffer) => {
    const clean = mode.kind === 'garble' ? Math.max(0, mode.afterBytes - answered) : chunk.length;
    answered += chunk.length;
    if (clean >= chunk.length) {
      carry(near, chunk);
      return;
    }
    state.cuts += 1;
    near.write(Buffer.concat([chunk.subarray(0, clean), noiseOf(state.noise, chunk.length - clean)]), end);
  });
}

function noiseOf(random: SeededRandom, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => random.below(256)));
}
