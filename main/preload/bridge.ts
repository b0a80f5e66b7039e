import { contract, type Bridge } from '#shared/ipc/index.ts';

/** Must equal `REQUEST_CHANNEL` of the gate; the two live in different bundles and a unit test compares them. */
export const BRIDGE_CHANNEL = 'qmc:request';

/** One function per name of the contract and nothing else: the page gets no channel, no event and no way to send. */
export function buildBridge(invoke: (channel: string, name: string, input: unknown) => Promise<unknown>): Bridge {
  const functions = Object.keys(contract).map((name) => [
    name,
    (input: unknown) => invoke(BRIDGE_CHANNEL, name, input),
  ]);
  return Object.fromEntries(functions) as Bridge;
}
