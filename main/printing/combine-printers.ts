import { PDF_PRINTER_ID } from './pdf-printer.ts';
import type { Printer } from './printer.ts';

/**
 * The machine's printers followed by the built-in one, which is the default only where there is no other. A machine that
 * names no default has one when it has one printer; of several nobody chooses for the officer.
 */
export function combinePrinters(spooler: Printer, pdf: Printer): Printer {
  const ofJob = (jobId: string): Printer => (jobId.startsWith(`${PDF_PRINTER_ID}:`) ? pdf : spooler);
  return {
    async listPrinters() {
      const [machine, builtIn] = await Promise.all([spooler.listPrinters(), pdf.listPrinters()]);
      const real = machine.filter((printer) => printer.printerId !== PDF_PRINTER_ID);
      const only = real.length === 1 ? real.map((printer) => ({ ...printer, isDefault: true })) : real;
      return [...only, ...builtIn.map((printer) => ({ ...printer, isDefault: real.length === 0 }))];
    },
    print: (job) => (job.printerId === PDF_PRINTER_ID ? pdf.print(job) : spooler.print(job)),
    async findJobs(jobIds) {
      const [kept, spooled] = await Promise.all([
        pdf.findJobs(jobIds.filter((jobId) => ofJob(jobId) === pdf)),
        spooler.findJobs(jobIds.filter((jobId) => ofJob(jobId) === spooler)),
      ]);
      return [...kept, ...spooled];
    },
    withdraw: (jobId) => ofJob(jobId).withdraw(jobId),
  };
}
