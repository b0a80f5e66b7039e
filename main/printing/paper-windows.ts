import { BrowserWindow } from 'electron';
import type { IdSource, Scheduler } from '#shared/kernel/ports.ts';
import type { PaperWindow, PaperWindows, PrintOrder } from './window-printer.ts';

const CHECK_EVERY_MS = 50;
const MAX_CHECKS = 300;
/**
 * Whether Chromium's PDF viewer has the whole paper. It says so in a field of its own page only; a viewer that names it
 * otherwise is never ready, and then nothing is printed.
 */
const IS_LOADED = `(() => {
  const viewer = document.querySelector('pdf-viewer');
  return viewer !== null && (viewer.loadState_ ?? viewer.loadState) === 'success';
})()`;

export interface PaperWindowParts {
  readonly ids: IdSource;
  readonly scheduler: Scheduler;
  /** Where papers on their way to a printer are served from, for the windows alone. */
  readonly papers: PapersUnderWay;
}

/** Papers that a hidden window is about to load. In memory only: no copy is left in a temporary folder. */
export interface PapersUnderWay {
  /** @returns the paper's address */
  put(id: string, bytes: Uint8Array): string;
  remove(id: string): void;
  /** `undefined` when this is no address of a paper. */
  answer(url: string): Response | undefined;
}

export function createPapersUnderWay(origin: string): PapersUnderWay {
  const papers = new Map<string, Uint8Array>();
  const addressOf = (id: string): string => `${origin}/paper-under-way/${id}.pdf`;
  return {
    put(id, bytes) {
      papers.set(addressOf(id), bytes);
      return addressOf(id);
    },
    remove: (id) => void papers.delete(addressOf(id)),
    answer(url) {
      const bytes = papers.get(url);
      if (bytes === undefined) return undefined;
      return new Response(Buffer.from(bytes), {
        headers: { 'Content-Type': 'application/pdf', 'Cache-Control': 'no-store' },
      });
    },
  };
}

/** Hidden windows with Chromium's PDF viewer. */
export function createPaperWindows({ ids, scheduler, papers }: PaperWindowParts): PaperWindows {
  return {
    listPrinters: async () => (await BrowserWindow.getAllWindows()[0]?.webContents.getPrintersAsync()) ?? [],
    open: () => openPaperWindow(ids.next(), papers, scheduler),
  };
}

function openPaperWindow(id: string, papers: PapersUnderWay, scheduler: Scheduler): PaperWindow {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { plugins: true, sandbox: true, contextIsolation: true, nodeIntegration: false, devTools: false },
  });
  return {
    async load(bytes) {
      try {
        await window.loadURL(papers.put(id, bytes));
        return await untilLoaded(window, scheduler);
      } catch {
        // Not served, or the window has gone: nothing was printed.
        return false;
      }
    },
    print: (order) => print(window, order),
    close() {
      papers.remove(id);
      if (!window.isDestroyed()) window.destroy();
    },
  };
}

async function untilLoaded(window: BrowserWindow, scheduler: Scheduler): Promise<boolean> {
  for (let check = 0; check < MAX_CHECKS && !window.isDestroyed(); check += 1) {
    const viewer = window.webContents.mainFrame.framesInSubtree.find((frame) =>
      frame.url.startsWith('chrome-extension://'),
    );
    // A frame that is being replaced cannot be asked.
    if ((await viewer?.executeJavaScript(IS_LOADED).catch(() => false)) === true) return true;
    await new Promise<void>((resolve) => scheduler.after(CHECK_EVERY_MS, resolve));
  }
  return false;
}

/** Without margins: the paper brings its own, and is neither scaled nor moved. */
function print(window: BrowserWindow, order: PrintOrder): Promise<string | null> {
  return new Promise((resolve) => {
    window.webContents.print({ ...order, silent: true, margins: { marginType: 'none' } }, (isDone, reason) => {
      resolve(isDone ? null : reason);
    });
  });
}
