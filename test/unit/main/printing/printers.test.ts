import { describe, expect, it } from 'vitest';
import { combinePrinters } from '#main/printing/combine-printers.ts';
import { createCupsPrinter } from '#main/printing/cups-printer.ts';
import { createPdfPrinter } from '#main/printing/pdf-printer.ts';
import type { PaperJob } from '#main/printing/printer.ts';
import type { CommandOutcome, RunCommand } from '#main/printing/run-command.ts';
import { FakePrinter } from '#test/fakes/fake-printer.ts';

const job = (change: Partial<PaperJob> = {}): PaperJob => ({
  printerId: 'Quay1',
  title: 'H26.3-1',
  paperSize: 'A5',
  copies: 2,
  pdf: new Uint8Array([1, 2]),
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

  it('does not hand over the same paper twice while it is on its way, but does print a changed one', async () => {
    const spooler = new ScriptedSpooler();
    const printer = createCupsPrinter(spooler.run);
    await printer.print(job());
    spooler.answers['lpstat'] = exited('printer Quay1 now printing Quay1-1.  enabled since x\nQuay1-1  root  9  x\n');
    expect(await printer.print(job())).toEqual({ ok: true, value: { jobId: 'Quay1-1' } });
    expect(spooler.submissions()).toHaveLength(1);
    await printer.print(job({ pdf: new Uint8Array([3]) }));
    expect(spooler.submissions()).toHaveLength(2);
  });

  it('prints the same paper again once the first is done', async () => {
    const spooler = new ScriptedSpooler();
    const printer = createCupsPrinter(spooler.run);
    await printer.print(job());
    await printer.print(job());
    expect(spooler.submissions()).toHaveLength(2);
  });

  it('lists no printers where there is no spooler', async () => {
    const printer = createCupsPrinter(() => Promise.resolve({ kind: 'notInstalled' }));
    expect(await printer.listPrinters()).toEqual([]);
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

describe('all printers of a counter', () => {
  const pdf = createPdfPrinter((fileName) => Promise.resolve({ ok: true, value: { fileName } }));

  it('are the machine’s and the built-in one, which is the default only when it is alone', async () => {
    const both = await combinePrinters(new FakePrinter(['Quay1']), pdf).listPrinters();
    expect(both.map(({ printerId, isDefault }) => [printerId, isDefault])).toEqual([
      ['Quay1', true],
      ['pdf', false],
    ]);
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
});
