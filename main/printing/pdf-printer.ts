import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Printer } from './printer.ts';

export const PDF_PRINTER_ID = 'pdf';

/** Keeps the paper as a file; see the paper store. */
export type KeepPaper = (
  fileName: string,
  bytes: Uint8Array,
) => Promise<Result<{ readonly fileName: string }, AppError<'diskFull' | 'notWritable'>>>;

/** Stands in for a printer at a counter that has none: the "printed" paper is a file in the folder of papers. */
export function createPdfPrinter(keepPaper: KeepPaper): Printer {
  return {
    listPrinters: () =>
      Promise.resolve([
        {
          printerId: PDF_PRINTER_ID,
          name: 'Lưu thành tệp PDF',
          isDefault: false,
          state: 'ready' as const,
          trouble: null,
        },
      ]),
    async print(job) {
      if (job.printerId !== PDF_PRINTER_ID) return err({ code: 'noPrinter' });
      // A file of printer commands is of no use to anybody.
      if (job.content.kind !== 'pdf') return err({ code: 'contentNotSupported' });
      const kept = await keepPaper(fileNameFor(job.title), job.content.bytes);
      if (kept.ok) return ok({ jobId: `${PDF_PRINTER_ID}:${kept.value.fileName}` });
      return err({ code: kept.error.code === 'diskFull' ? 'diskFull' : 'spoolerFailed' });
    },
    // The file is there as soon as it is kept.
    findJobs: (jobIds) => Promise.resolve(jobIds.map((jobId) => ({ jobId, state: 'done', trouble: null }))),
    withdraw: () => Promise.resolve('done'),
  };
}

/** A title is a dossier code, such as `H26.3-261120-0001`; anything a file name cannot carry becomes a dash. */
function fileNameFor(title: string): string {
  const stem = title.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^[.-]+/, '');
  return `${stem === '' ? 'paper' : stem.slice(0, 70)}.pdf`;
}
