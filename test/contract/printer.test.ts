import { createCupsPrinter } from '#main/printing/cups-printer.ts';
import { createRunCommand } from '#main/printing/run-command.ts';
import { FakePrinter } from '#test/fakes/fake-printer.ts';
import { openCupsRoom } from './cups-room.ts';
import { describePrinter } from './printer.contract.ts';

describePrinter('fake', () => {
  const printer = new FakePrinter(['Quay1', 'Quay2']);
  return Promise.resolve({
    printer,
    papers: (printerId) => Promise.resolve(printer.printed(printerId).map((job) => job.pdf)),
    switchOff: (printerId) => {
      printer.switchOff(printerId);
      return Promise.resolve();
    },
    switchOn: (printerId) => {
      printer.switchOn(printerId);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  });
});

describePrinter('CUPS with IPP Everywhere printers', async () => {
  const room = await openCupsRoom(['Quay1', 'Quay2']);
  return { ...room, printer: createCupsPrinter(createRunCommand(room.environment)) };
});
