import type { HostConfig, OutputOf } from '#shared/ipc/index.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Logger } from '#shared/kernel/ports.ts';
import type { PaperStore } from '#main/papers/paper-store.ts';
import type { SaveTarget } from '#main/papers/save-as.ts';
import type { Printer } from '#main/printing/printer.ts';
import type { Handlers } from './gate.ts';

/** The device services behind the contract. */
export interface HandlerDevices {
  readonly config: HostConfig;
  readonly printer: Printer;
  readonly papers: PaperStore;
  readonly saveAs: SaveTarget;
  /** Free bytes on the disk that holds the user-data folder. */
  readonly freeBytes: () => Promise<number>;
  readonly logger: Logger;
}

/** One handler for every name of the contract. */
export function createHandlers(devices: HandlerDevices): Handlers {
  return {
    'app.config': () => Promise.resolve(devices.config),
    'printing.listPrinters': async () => [...(await devices.printer.listPrinters())],
    'printing.print': async (job) => toOutput(await devices.printer.print(job)),
    'documents.keep': async ({ fileName, pdf }) => toOutput(await devices.papers.keep(fileName, pdf)),
    'documents.saveAs': async ({ suggestedName, pdf }): Promise<OutputOf<'documents.saveAs'>> => {
      const outcome = await devices.saveAs(suggestedName, pdf);
      return outcome.ok ? ok(null) : err({ code: outcome.error.code });
    },
    'storage.freeBytes': () => devices.freeBytes(),
    'log.write': ({ level, event, fields }) => {
      devices.logger[level](event, fields);
      return Promise.resolve(null);
    },
  } satisfies Handlers;
}

/** The contract's results are plain objects; details of an error stay in main. */
function toOutput<Value, Code extends string>(
  result:
    { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: { readonly code: Code } },
): { ok: true; value: Value } | { ok: false; error: { code: Code } } {
  return result.ok ? ok(result.value) : err({ code: result.error.code });
}
