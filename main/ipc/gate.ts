import * as v from 'valibot';
import type { Contract, InputOf, OutputOf, RequestName } from '#shared/ipc/index.ts';
import type { Logger } from '#shared/kernel/ports.ts';

/** One channel for all names; the name is the first argument and is checked here. */
export const REQUEST_CHANNEL = 'qmc:request';

/** The handler of every name of the contract: a missing or an extra one does not compile. */
export type Handlers = { readonly [Name in RequestName]: (input: InputOf<Name>) => Promise<OutputOf<Name>> };

/** The frame a call came from, as far as the gate looks at it. */
export interface CallingFrame {
  readonly url: string;
  /** Null for the top frame. */
  readonly parent: unknown;
}

export interface GateOptions {
  readonly contract: Contract;
  readonly handlers: Handlers;
  readonly isOurPage: (url: string) => boolean;
  readonly logger: Logger;
}

/** A call that the contract does not allow is a defect or an attack, so it is thrown; expected failures are values. */
export class GateRefusal extends Error {
  readonly reason: GateReason;
  constructor(reason: GateReason) {
    // Only the message survives the trip to the renderer; it never carries input, which may be personal data.
    super(`ipc refused: ${reason}`);
    this.name = 'GateRefusal';
    this.reason = reason;
  }
}
export type GateReason = 'foreignFrame' | 'unknownName' | 'badInput' | 'badOutput' | 'handlerFailed';

export type Gate = (frame: CallingFrame | null, name: unknown, input: unknown) => Promise<unknown>;

/**
 * The one function that every call of the renderer passes: our page, its top frame, a known name, a valid input, and a
 * valid output on the way back.
 * @throws GateRefusal
 */
export function createGate(options: GateOptions): Gate {
  const refuse = (reason: GateReason, name: string): never => {
    options.logger.error('ipcRefused', { reason, name });
    throw new GateRefusal(reason);
  };
  return async (frame, name, input) => {
    if (frame === null || frame.parent !== null || !options.isOurPage(frame.url)) return refuse('foreignFrame', '');
    if (!isKnown(options.contract, name)) return refuse('unknownName', '');
    const definition = options.contract[name];
    const parsedInput = v.safeParse(definition.input, input);
    if (!parsedInput.success) return refuse('badInput', name);
    const output = await callHandler(options.handlers, name, parsedInput.output).catch(() =>
      refuse('handlerFailed', name),
    );
    const parsedOutput = v.safeParse(definition.output, output);
    return parsedOutput.success ? parsedOutput.output : refuse('badOutput', name);
  };
}

function isKnown(contract: Contract, name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(contract, name);
}

async function callHandler(handlers: Handlers, name: RequestName, input: unknown): Promise<unknown> {
  // The input was parsed with the schema of this very name, so the pairing that the type checker cannot see holds.
  const handler = handlers[name] as (input: unknown) => Promise<unknown>;
  return handler(input);
}
