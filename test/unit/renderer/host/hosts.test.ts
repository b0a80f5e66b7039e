import { describe, expect, it } from 'vitest';
import { createBrowserHost, type BrowserPage } from '#renderer/host/browser/browser-host.ts';
import { takeEnrolmentCode } from '#renderer/host/browser/enrolment-fragment.ts';
import { createElectronHost } from '#renderer/host/electron/electron-host.ts';
import type { Bridge, PrintJob, ScanSettings } from '#shared/ipc/index.ts';
import { MemoryJournal } from '#test/fakes/memory-journal.ts';

const pdf = new Uint8Array([1]);
const job: PrintJob = {
  ...{ printerId: 'browser', title: 'H26.3-1', copies: 1 },
  content: { kind: 'pdf', paperSize: 'A5', bytes: pdf },
};

const scan: ScanSettings = {
  ...{ scannerId: 'x:0', source: 'feeder', colourMode: 'colour', dpi: 200, paperSize: 'A4', firstPage: 4 },
};

function page(change: Partial<BrowserPage> = {}): BrowserPage {
  return {
    origin: 'http://127.0.0.1:8710',
    addressBar: { hash: '#enrol=ABCD-1234', clearHash: () => undefined },
    showPrintDialog: () => Promise.resolve(),
    download: () => undefined,
    appVersion: '0.1.0',
    journal: new MemoryJournal(),
    openWindow: () => true,
    ...change,
  };
}

describe('browser host', () => {
  it('has its gateway where the page came from, and the one-time code of the address', async () => {
    expect(await createBrowserHost(page()).config()).toMatchObject({
      gatewayUrl: 'http://127.0.0.1:8710',
      enrolmentCode: 'ABCD-1234',
      appVersion: '0.1.0',
    });
  });

  it('prints through the dialog, which names no job and tells nothing of it', async () => {
    const shown: Uint8Array[] = [];
    const host = createBrowserHost(page({ showPrintDialog: (bytes) => Promise.resolve(void shown.push(bytes)) }));
    expect(await host.print(job)).toEqual({ ok: true, value: { jobId: null } });
    expect(await host.print(job)).toEqual({ ok: true, value: { jobId: null } });
    expect(shown).toEqual([pdf, pdf]);
    expect(await host.findPrintJobs(['x'])).toEqual([{ jobId: 'x', state: 'unknown', trouble: null }]);
    expect(await host.withdrawPrintJob('x')).toBe('unknown');
    const escpos = await host.print({ ...job, content: { kind: 'escpos', bytes: pdf } });
    expect(escpos).toEqual({ ok: false, error: { code: 'contentNotSupported' } });
  });

  it('answers for a dialog that fails and for a printer it does not have', async () => {
    const host = createBrowserHost(page({ showPrintDialog: () => Promise.reject(new Error('blocked')) }));
    expect(await host.print(job)).toEqual({ ok: false, error: { code: 'spoolerFailed' } });
    expect(await host.print({ ...job, printerId: 'Quay1' })).toEqual({ ok: false, error: { code: 'noPrinter' } });
  });

  it('opens the citizen’s screen in a window of that name, and says when the browser will not', async () => {
    const opened: string[] = [];
    const openWindow = (...what: [string, string]): boolean => opened.push(what.join(' ')) === 1;
    const host = createBrowserHost(page({ openWindow }));
    expect(await host.openCitizenScreen()).toBe(true);
    expect(await host.openCitizenScreen()).toBe(false);
    expect(opened).toEqual(['/citizen quay-mot-cua-citizen', '/citizen quay-mot-cua-citizen']);
  });

  it('says what it cannot do', async () => {
    const host = createBrowserHost(page());
    expect(host.capabilities).toEqual({
      ...{ silentPrint: false, keepsDocuments: false, scanning: false, watchedFolder: false, signing: false },
    });
    expect(await host.folder.state(0)).toBeUndefined();
    expect(await host.folder.choose()).toEqual({ ok: false, error: { code: 'unusable' } });
    expect(await host.keepDocument('a.pdf', pdf)).toEqual({ ok: false, error: { code: 'notWritable' } });
    expect(await host.freeBytes()).toBeUndefined();
    expect(await host.listScanners()).toEqual([]);
    expect(await host.scan(scan).next()).toEqual({ kind: 'ended', outcome: 'notSupported', nextPage: 4 });
  });

  it('saves by download', async () => {
    const saved: string[] = [];
    const host = createBrowserHost(page({ download: (fileName) => void saved.push(fileName) }));
    expect(await host.saveDocumentAs('a.pdf', pdf)).toEqual({ ok: true, value: null });
    expect(saved).toEqual(['a.pdf']);
  });
});

describe('enrolment code in the address', () => {
  const take = (hash: string): { readonly code: string | null; readonly isCleared: boolean } => {
    let isCleared = false;
    const code = takeEnrolmentCode({
      hash,
      clearHash: () => {
        isCleared = true;
      },
    });
    return { code, isCleared };
  };

  it('is taken once and leaves the address bar', () => {
    expect(take('#enrol=ABCD-1234')).toEqual({ code: 'ABCD-1234', isCleared: true });
    expect(take('#enrol=')).toEqual({ code: null, isCleared: true });
  });

  it.each(['', '#', '#ho-so', '#other=1'])('is absent in %j, which is left alone', (hash) => {
    expect(take(hash)).toEqual({ code: null, isCleared: false });
  });
});

describe('electron host', () => {
  const refusing = new Proxy({} as Bridge, { get: () => () => Promise.reject(new Error('ipc refused: badInput')) });

  it('turns a call that main refuses into a failure the officer can act on', async () => {
    const host = createElectronHost(refusing);
    expect(await host.print(job)).toEqual({ ok: false, error: { code: 'spoolerFailed' } });
    expect(await host.listPrinters()).toEqual([]);
    expect(await host.findPrintJobs(['Quay1-1'])).toEqual([]);
    expect(await host.withdrawPrintJob('Quay1-1')).toBe('unknown');
    expect(await host.keepDocument('a.pdf', pdf)).toEqual({ ok: false, error: { code: 'notWritable' } });
    expect(await host.saveDocumentAs('a.pdf', pdf)).toEqual({ ok: false, error: { code: 'notWritable' } });
    expect(await host.freeBytes()).toBeUndefined();
    expect(await host.listScanners()).toEqual([]);
    expect(await host.openCitizenScreen()).toBe(false);
    expect(await host.folder.state(3)).toBeUndefined();
    expect(await host.folder.read('f')).toEqual({ ok: false, error: { code: 'fileGone' } });
    expect(await host.folder.putAway('f')).toEqual({ ok: false, error: { code: 'notWritable' } });
    const run = host.scan(scan);
    await run.cancel();
    expect(await run.next()).toEqual({ kind: 'ended', outcome: 'ioError', nextPage: 4 });
    await expect(host.config()).rejects.toThrow('ipc refused');
  });

  it('says how far a run came when main goes away in the middle of it', async () => {
    const page = { kind: 'page', pageNumber: 4, dpi: 200, bytes: new Uint8Array([1]) };
    const answers: unknown[] = [page];
    const bridge = {
      'scanning.acquire': () => Promise.resolve({ sessionId: 's1' }),
      'scanning.nextPage': () => {
        const answer = answers.shift();
        return answer === undefined ? Promise.reject(new Error('gone')) : Promise.resolve(answer);
      },
    } as unknown as Bridge;
    const run = createElectronHost(bridge).scan(scan);
    expect(await run.next()).toEqual(page);
    expect(await run.next()).toEqual({ kind: 'ended', outcome: 'ioError', nextPage: 5 });
  });

  it('passes calls and answers through unchanged', async () => {
    const calls: unknown[] = [];
    const bridge = {
      'printing.print': (input: unknown) => {
        calls.push(input);
        return Promise.resolve({ ok: true, value: { jobId: 'Quay1-1' } });
      },
    } as unknown as Bridge;
    expect(await createElectronHost(bridge).print(job)).toEqual({ ok: true, value: { jobId: 'Quay1-1' } });
    expect(calls).toEqual([job]);
  });
});
