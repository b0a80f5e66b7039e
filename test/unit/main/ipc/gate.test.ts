import { describe, expect, it } from 'vitest';
import { contract } from '#shared/ipc/index.ts';
import { createGate, REQUEST_CHANNEL, type CallingFrame, type Gate, type Handlers } from '#main/ipc/gate.ts';
import { BRIDGE_CHANNEL, buildBridge } from '#main/preload/bridge.ts';
import { isAppUrl } from '#main/security/app-origin.ts';

const OUR_FRAME: CallingFrame = { url: 'app://qmc/ho-so', parent: null };

const handlers: Handlers = {
  'app.config': () =>
    Promise.resolve({ gatewayUrl: 'http://g', appVersion: '1', enrolmentCode: null, stationName: 'Quầy' }),
  'printing.listPrinters': () => Promise.resolve([]),
  'printing.print': (job) => Promise.resolve({ ok: true, value: { jobId: job.title } }),
  'printing.findJobs': () => Promise.resolve([]),
  'printing.withdraw': () => Promise.resolve('cancelled'),
  'scanning.listScanners': () => Promise.resolve([]),
  'scanning.acquire': () => Promise.resolve({ sessionId: 's1' }),
  'scanning.nextPage': () => Promise.resolve({ kind: 'ended', outcome: 'done', nextPage: 0 }),
  'scanning.cancel': () => Promise.resolve(null),
  'scanning.folder': () => Promise.resolve({ version: 1, folderName: null, trouble: null, offered: [], left: [] }),
  'scanning.chooseFolder': () => Promise.resolve({ ok: false, error: { code: 'cancelled' } }),
  'scanning.leaveFolder': () => Promise.resolve({ ok: true, value: null }),
  'scanning.readFolderFile': () => Promise.resolve({ ok: false, error: { code: 'fileGone' } }),
  'scanning.putFolderFileAway': () => Promise.resolve({ ok: true, value: null }),
  'documents.keep': () => Promise.reject(new Error('Nguyễn Văn A 079200012345')),
  'documents.saveAs': () => Promise.resolve({ ok: false, error: { code: 'cancelled' } }),
  'storage.freeBytes': () => Promise.resolve(-1),
  'journal.open': () => Promise.resolve({ ok: true, value: { tail: [], tornBytes: 0, damagedParts: 0 } }),
  'journal.append': () => Promise.resolve({ ok: true, value: null }),
  'journal.read': () => Promise.resolve({ ok: true, value: { records: [], damagedParts: 0, next: null } }),
  'journal.keepScan': () => Promise.resolve({ ok: false, error: { code: 'diskFull' } }),
  'journal.readScan': () => Promise.resolve({ ok: true, value: null }),
  'journal.listScans': () => Promise.resolve({ ok: true, value: [] }),
  'journal.dropScan': () => Promise.resolve({ ok: true, value: null }),
  'windows.openCitizenScreen': () => Promise.resolve(null),
  'log.write': () => Promise.resolve(null),
};

function openGate(): { readonly gate: Gate; readonly logged: string[] } {
  const logged: string[] = [];
  const log = (event: string, fields: unknown): void => {
    logged.push(`${event} ${JSON.stringify(fields)}`);
  };
  const logger = { info: log, warn: log, error: log };
  return { gate: createGate({ contract, handlers, isOurPage: isAppUrl, logger }), logged };
}

const printJob = {
  printerId: 'P',
  title: 'H26.3-1',
  copies: 1,
  content: { kind: 'pdf', paperSize: 'A5', bytes: new Uint8Array([1]) },
};

describe('the gate of the bridge', () => {
  it('lets a known call of our own page through and gives the answer', async () => {
    const { gate, logged } = openGate();
    expect(await gate(OUR_FRAME, 'printing.print', printJob)).toEqual({ ok: true, value: { jobId: 'H26.3-1' } });
    expect(logged).toEqual([]);
  });

  it.each([
    ['no frame', null],
    ['a foreign page', { url: 'https://example.org/', parent: null }],
    ['a page that only looks like ours', { url: 'app://qmc.example.org/', parent: null }],
    ['an address with a user name', { url: 'app://x@qmc/', parent: null }],
    ['a sub-frame of ours', { url: 'app://qmc/', parent: {} }],
    ['an empty page', { url: 'about:blank', parent: null }],
  ])('refuses a call from %s', async (_what, frame) => {
    await expect(openGate().gate(frame, 'app.config', null)).rejects.toThrow('ipc refused: foreignFrame');
  });

  it.each(['printing.format', 'toString', '__proto__', 'constructor', '', 7, null, { name: 'app.config' }])(
    'refuses the unknown name %j',
    async (name) => {
      await expect(openGate().gate(OUR_FRAME, name, null)).rejects.toThrow('ipc refused: unknownName');
    },
  );

  it.each([
    ['a missing input', undefined],
    ['a wrong type', { ...printJob, copies: '1' }],
    ['too many copies', { ...printJob, copies: 11 }],
    ['bytes that are no bytes', { ...printJob, content: { ...printJob.content, bytes: [1, 2, 3] } }],
    ['an unknown paper', { ...printJob, content: { ...printJob.content, paperSize: 'A0' } }],
    ['an unknown kind of content', { ...printJob, content: { ...printJob.content, kind: 'html' } }],
  ])('refuses %s before any device sees it', async (_what, input) => {
    await expect(openGate().gate(OUR_FRAME, 'printing.print', input)).rejects.toThrow('ipc refused: badInput');
  });

  it('lets no scan through below the least resolution of the rule', async () => {
    const scan = { scannerId: 'x:0', source: 'flatbed', colourMode: 'colour', dpi: 199, paperSize: 'A4', firstPage: 1 };
    await expect(openGate().gate(OUR_FRAME, 'scanning.acquire', scan)).rejects.toThrow('badInput');
    expect(await openGate().gate(OUR_FRAME, 'scanning.acquire', { ...scan, dpi: 200 })).toEqual({ sessionId: 's1' });
  });

  it('refuses a file name that leaves the folder', async () => {
    const input = { fileName: '../../etc/x.pdf', pdf: new Uint8Array() };
    await expect(openGate().gate(OUR_FRAME, 'documents.keep', input)).rejects.toThrow('badInput');
  });

  it('refuses an answer that the contract does not allow', async () => {
    await expect(openGate().gate(OUR_FRAME, 'storage.freeBytes', null)).rejects.toThrow('ipc refused: badOutput');
  });

  it('says nothing of what a failing device said: neither to the page nor to the log', async () => {
    const { gate, logged } = openGate();
    const refusal = await gate(OUR_FRAME, 'documents.keep', { fileName: 'a.pdf', pdf: new Uint8Array() }).catch(String);
    expect(refusal).toBe('GateRefusal: ipc refused: handlerFailed');
    expect(logged).toEqual(['ipcRefused {"reason":"handlerFailed","name":"documents.keep"}']);
  });

  it('does not write what a foreign caller sent into the log', async () => {
    const { gate, logged } = openGate();
    await gate(OUR_FRAME, 'Nguyễn Văn A', null).catch(String);
    expect(logged.join()).not.toContain('Nguyễn');
  });
});

describe('the bridge that preload builds', () => {
  it('has exactly the names of the contract and speaks on the channel of the gate', async () => {
    const calls: unknown[][] = [];
    const bridge = buildBridge((...call) => {
      calls.push(call);
      return Promise.resolve(null);
    });
    expect(Object.keys(bridge).sort()).toEqual(Object.keys(contract).sort());
    await bridge['storage.freeBytes'](null);
    expect(calls).toEqual([[REQUEST_CHANNEL, 'storage.freeBytes', null]]);
    expect(BRIDGE_CHANNEL).toBe(REQUEST_CHANNEL);
  });
});
