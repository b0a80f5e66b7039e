import { describe, expect, it } from 'vitest';
import { combinePrinters } from '#main/printing/combine-printers.ts';
import { createCupsPrinter } from '#main/printing/cups-printer.ts';
import { createPdfPrinter } from '#main/printing/pdf-printer.ts';
import type { JobState, PaperJob } from '#main/printing/printer.ts';
import type { CommandOutcome, RunCommand } from '#main/printing/run-command.ts';
import { createWindowPrinter, type PaperWindow } from '#main/printing/window-printer.ts';
import { FakePrinter } from '#test/fakes/fake-printer.ts';

const job = (change: Partial<PaperJob> = {}): PaperJob => ({
  printerId: 'Quay1',
  title: 'H26.3-1',
  copies: 2,
  content: { kind: 'pdf', paperSize: 'A5', bytes: new Uint8Array([1, 2]) },
  ...change,
});
const exited = (stdout: string, exitCode = 0, stderr = ''): CommandOutcome => ({
  kind: 'exited',
  exitCode,
  stdout,
  stderr,
});

/** A spooler that answers from a table and remembers how it was called. */
class ScriptedSpooler {
  readonly calls: { readonly line: string; readonly input: Uint8Array | undefined }[] = [];
  answers: Record<string, CommandOutcome> = {
    lpstat: exited('printer Quay1 is idle.  enabled since x\n'),
    lpoptions: exited('PageSize/Media Size: *A4 A5\n'),
    lp: exited('request id is Quay1-1 (0 file(s))\n'),
    cancel: exited(''),
  };

  readonly run: RunCommand = (program, args, { input }) => {
    this.calls.push({ line: [program, ...args].join(' '), input });
    return Promise.resolve(this.answers[program] ?? { kind: 'notInstalled' });
  };

  submissions(): string[] {
    return this.calls.map((call) => call.line).filter((line) => line.startsWith('lp '));
  }
}

describe('printing through CUPS', () => {
  it('names printer, title, copies and paper size, and passes the bytes by standard input', async () => {
    const spooler = new ScriptedSpooler();
    expect(await createCupsPrinter(spooler.run).print(job())).toEqual({ ok: true, value: { jobId: 'Quay1-1' } });
    expect(spooler.submissions()).toEqual(['lp -d Quay1 -t H26.3-1 -n 2 -o media=iso_a5_148x210mm']);
    expect(spooler.calls.at(-1)?.input).toEqual(new Uint8Array([1, 2]));
  });

  it('puts an A5 paper unscaled on A4 where the printer has no A5', async () => {
    const spooler = new ScriptedSpooler();
    spooler.answers['lpoptions'] = exited('PageSize/Media Size: *Letter A4\n');
    await createCupsPrinter(spooler.run).print(job());
    expect(spooler.submissions()).toEqual([
      'lp -d Quay1 -t H26.3-1 -n 2 -o media=iso_a4_210x297mm -o print-scaling=none',
    ]);
  });

  it.each(['-o', 'a b', 'a/b', 'a#b', ''])(
    'takes no printer named %j, which could read as an option',
    async (printerId) => {
      const spooler = new ScriptedSpooler();
      const outcome = await createCupsPrinter(spooler.run).print(job({ printerId }));
      expect(outcome).toEqual({ ok: false, error: { code: 'noPrinter' } });
      expect(spooler.calls).toEqual([]);
    },
  );

  it('hands nothing to a printer that is known to be off', async () => {
    const spooler = new ScriptedSpooler();
    spooler.answers['lpstat'] = exited('printer Quay1 disabled since x -\n\tPaused\n');
    const outcome = await createCupsPrinter(spooler.run).print(job());
    expect(outcome).toEqual({ ok: false, error: { code: 'printerUnavailable' } });
    expect(spooler.submissions()).toEqual([]);
  });

  it.each<[string, CommandOutcome, string]>([
    ['a spooler that hangs', { kind: 'timedOut' }, 'spoolerFailed'],
    ['a machine without a spooler', { kind: 'notInstalled' }, 'noPrinter'],
    ['an answer without a job', exited('ok'), 'spoolerFailed'],
    ['an unknown printer', exited('', 1, 'lp: The printer or class does not exist.'), 'noPrinter'],
  ])('answers for %s', async (_what, answer, code) => {
    const spooler = new ScriptedSpooler();
    spooler.answers['lp'] = answer;
    expect(await createCupsPrinter(spooler.run).print(job())).toEqual({ ok: false, error: { code } });
  });

  it('hands the bytes for a thermal printer over raw, whatever sizes the queue knows', async () => {
    const spooler = new ScriptedSpooler();
    const content = { kind: 'escpos' as const, bytes: new Uint8Array([0x1b, 0x40]) };
    await createCupsPrinter(spooler.run).print(job({ copies: 1, content }));
    expect(spooler.submissions()).toEqual(['lp -d Quay1 -t H26.3-1 -n 1 -o raw']);
  });

  it('lists no printers where there is no spooler', async () => {
    const printer = createCupsPrinter(() => Promise.resolve({ kind: 'notInstalled' }));
    expect(await printer.listPrinters()).toEqual([]);
  });
});

describe('[PN7] a job that was handed over', () => {
  const QUEUE = (status: string, alerts = 'none') => exited(`printer Quay1 ${status}\n\tAlerts: ${alerts}\n`);
  const PRINTING = 'now printing Quay1-1.  enabled since x';
  /** A spooler whose job goes through these states, one for each time it is asked; the last one stays. */
  const withJob = (listing: CommandOutcome, ...states: JobState[]) => {
    const spooler = new ScriptedSpooler();
    spooler.answers['lpstat'] = listing;
    const ask = () => Promise.resolve((states.length > 1 ? states.shift() : states[0]) ?? 'unknown');
    return { spooler, printer: createCupsPrinter(spooler.run, ask) };
  };
  const cancels = ({ calls }: ScriptedSpooler) =>
    calls.map((call) => call.line).filter((line) => /^cancel /.test(line));

  it('is withdrawn for certain while it waits its turn, or its printer cannot be reached', async () => {
    const behind = withJob(QUEUE('now printing Quay1-7.  enabled since x'), 'waiting', 'cancelled');
    expect(await behind.printer.withdraw('Quay1-1')).toBe('cancelled');
    expect(cancels(behind.spooler)).toEqual(['cancel Quay1-1']);
    const off = withJob(
      exited(`printer Quay1 ${PRINTING}\n\tThe printer may not exist or is unavailable at this time.\n`),
      'waiting',
      'cancelled',
    );
    expect(await off.printer.withdraw('Quay1-1')).toBe('cancelled');
    // CUPS does not always say of a job whose turn had come by whom it was cancelled.
    const untold = withJob(QUEUE('is idle.'), 'waiting', 'failed');
    expect(await untold.printer.withdraw('Quay1-1')).toBe('cancelled');
  });

  it('may have come out when the printer had it already', async () => {
    for (const ended of ['cancelled', 'failed'] as const) {
      const { printer } = withJob(QUEUE(PRINTING, 'media-empty-warning'), 'waiting', ended);
      expect(await printer.withdraw('Quay1-1')).toBe('unknown');
    }
  });

  it('still waits when the spooler does not give it up, and is done when it was faster', async () => {
    expect(await withJob(QUEUE('is idle.'), 'waiting').printer.withdraw('Quay1-1')).toBe('waiting');
    expect(await withJob(QUEUE('is idle.'), 'waiting', 'done').printer.withdraw('Quay1-1')).toBe('done');
  });

  it.each(['done', 'failed', 'cancelled', 'unknown'] as const)('is left alone when it is %s', async (state) => {
    const { spooler, printer } = withJob(QUEUE('is idle.'), state);
    expect(await printer.withdraw('Quay1-1')).toBe(state);
    expect(cancels(spooler)).toEqual([]);
  });

  it('that names no job of a spooler is unknown, and nothing is run for it', async () => {
    const { spooler, printer } = withJob(QUEUE('is idle.'), 'done');
    expect(await printer.withdraw('--all')).toBe('unknown');
    expect(await printer.findJobs(['../x', ''])).toEqual([
      { jobId: '../x', state: 'unknown', trouble: null },
      { jobId: '', state: 'unknown', trouble: null },
    ]);
    expect(spooler.calls).toEqual([]);
  });

  it('is doubtful when the spooler calls it done while the printer reports a jam', async () => {
    const jammed = withJob(QUEUE('is idle.', 'media-jam-report'), 'done');
    expect(await jammed.printer.findJobs(['Quay1-1'])).toEqual([
      { jobId: 'Quay1-1', state: 'unknown', trouble: 'jam' },
    ]);
    const empty = withJob(QUEUE('is idle.', 'media-empty-report'), 'done');
    expect(await empty.printer.findJobs(['Quay1-1'])).toEqual([{ jobId: 'Quay1-1', state: 'done', trouble: null }]);
  });
});

describe('the built-in PDF printer', () => {
  it('keeps the paper under its title', async () => {
    const kept: string[] = [];
    const printer = createPdfPrinter((fileName) => {
      kept.push(fileName);
      return Promise.resolve({ ok: true, value: { fileName } });
    });
    expect(await printer.print(job({ printerId: 'pdf' }))).toEqual({ ok: true, value: { jobId: 'pdf:H26.3-1.pdf' } });
    await printer.print(job({ printerId: 'pdf', title: '../a b/ứ' }));
    expect(kept).toEqual(['H26.3-1.pdf', 'a-b-.pdf']);
  });

  it.each([
    ['diskFull', 'diskFull'],
    ['notWritable', 'spoolerFailed'],
  ] as const)('answers %s of the folder as %s', async (folderCode, code) => {
    const printer = createPdfPrinter(() => Promise.resolve({ ok: false, error: { code: folderCode } }));
    expect(await printer.print(job({ printerId: 'pdf' }))).toEqual({ ok: false, error: { code } });
  });
});

describe('the built-in PDF printer', () => {
  it('has no paper to wait for, and takes no commands of printers', async () => {
    const printer = createPdfPrinter((fileName) => Promise.resolve({ ok: true, value: { fileName } }));
    expect(await printer.findJobs(['pdf:a.pdf'])).toEqual([{ jobId: 'pdf:a.pdf', state: 'done', trouble: null }]);
    expect(await printer.withdraw('pdf:a.pdf')).toBe('done');
    const content = { kind: 'escpos' as const, bytes: new Uint8Array([1]) };
    const outcome = await printer.print(job({ printerId: 'pdf', content }));
    expect(outcome).toEqual({ ok: false, error: { code: 'contentNotSupported' } });
  });
});

describe('[PN13] printing from a hidden window', () => {
  /** Windows of a system with these printers; what was done with them is told. */
  const withWindows = (change: { isLoaded?: boolean; failure?: string } = {}) => {
    const steps: unknown[] = [];
    const window: PaperWindow = {
      load: (bytes) => Promise.resolve(steps.push(['load', bytes.length]) > 0 && change.isLoaded !== false),
      print: (order) => Promise.resolve(steps.push(['print', order]) > 0 ? (change.failure ?? null) : null),
      close: () => void steps.push('close'),
    };
    const printers = [
      { name: 'HP', displayName: 'HP LaserJet' },
      { name: 'Fax', displayName: '' },
    ];
    const open = () => window;
    return { steps, printer: createWindowPrinter({ listPrinters: () => Promise.resolve(printers), open }) };
  };

  it('prints when the whole paper is there, names no job, and claims nothing about printers and papers', async () => {
    const { steps, printer } = withWindows();
    expect(await printer.listPrinters()).toEqual([
      { printerId: 'HP', name: 'HP LaserJet', isDefault: false, state: 'unknown', trouble: null },
      { printerId: 'Fax', name: 'Fax', isDefault: false, state: 'unknown', trouble: null },
    ]);
    expect(await printer.print(job({ printerId: 'HP' }))).toEqual({ ok: true, value: { jobId: null } });
    const order = { deviceName: 'HP', copies: 2, pageSize: 'A5' };
    expect(steps).toEqual([['load', 2], ['print', order], 'close']);
    expect(await printer.findJobs(['x'])).toEqual([{ jobId: 'x', state: 'unknown', trouble: null }]);
    expect(await printer.withdraw('x')).toBe('unknown');
  });

  it('prints no blank pages: a paper that did not load is not printed', async () => {
    const { steps, printer } = withWindows({ isLoaded: false });
    expect(await printer.print(job({ printerId: 'HP' }))).toEqual({ ok: false, error: { code: 'spoolerFailed' } });
    expect(steps).toEqual([['load', 2], 'close']);
  });

  it('opens no window for an unknown printer or for commands of a thermal printer; says what the system refuses', async () => {
    const { steps, printer } = withWindows({ failure: 'Print job failed' });
    expect(await printer.print(job())).toEqual({ ok: false, error: { code: 'noPrinter' } });
    const content = { kind: 'escpos' as const, bytes: new Uint8Array([1]) };
    const thermal = await printer.print(job({ printerId: 'HP', content }));
    expect(thermal).toEqual({ ok: false, error: { code: 'contentNotSupported' } });
    expect(steps).toEqual([]);
    expect(await printer.print(job({ printerId: 'HP' }))).toEqual({ ok: false, error: { code: 'spoolerFailed' } });
    expect(steps.at(-1)).toBe('close');
  });
});

describe('all printers of a counter', () => {
  const pdf = createPdfPrinter((fileName) => Promise.resolve({ ok: true, value: { fileName } }));

  it('are the machine’s and the built-in one, which is the default only when it is alone', async () => {
    const both = await combinePrinters(new FakePrinter(['Quay1']), pdf).listPrinters();
    expect(both.map(({ printerId, isDefault }) => [printerId, isDefault])).toEqual([
      ['Quay1', true],
      ['pdf', false],
    ]);
    // Where the machine names no default, one printer is it, and of two nobody chooses.
    const unnamed = async (...printerIds: string[]) => {
      const spooler = new FakePrinter(printerIds);
      const listed = await spooler.listPrinters();
      spooler.listPrinters = () => Promise.resolve(listed.map((printer) => ({ ...printer, isDefault: false })));
      return (await combinePrinters(spooler, pdf).listPrinters()).map(({ isDefault }) => isDefault);
    };
    expect(await unnamed('Quay1')).toEqual([true, false]);
    expect(await unnamed('Quay1', 'Quay2')).toEqual([false, false, false]);
    const alone = await combinePrinters(new FakePrinter([]), pdf).listPrinters();
    expect(alone.map(({ printerId, isDefault }) => [printerId, isDefault])).toEqual([['pdf', true]]);
  });

  it('get each paper at the printer that was chosen', async () => {
    const spooler = new FakePrinter(['Quay1']);
    const printer = combinePrinters(spooler, pdf);
    await printer.print(job());
    expect(await printer.print(job({ printerId: 'pdf' }))).toMatchObject({
      ok: true,
      value: { jobId: 'pdf:H26.3-1.pdf' },
    });
    expect(spooler.printed('Quay1')).toHaveLength(1);
  });

  it('are asked for their own jobs', async () => {
    const spooler = new FakePrinter(['Quay1']);
    const printer = combinePrinters(spooler, pdf);
    spooler.switchOff('Quay1');
    await printer.print(job());
    expect(await printer.findJobs(['Quay1-1', 'pdf:a.pdf'])).toEqual([
      { jobId: 'pdf:a.pdf', state: 'done', trouble: null },
      { jobId: 'Quay1-1', state: 'waiting', trouble: 'off' },
    ]);
    expect([await printer.withdraw('pdf:a.pdf'), await printer.withdraw('Quay1-1')]).toEqual(['done', 'cancelled']);
  });
});
