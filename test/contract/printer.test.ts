import { createCupsPrinter } from '#main/printing/cups-printer.ts';
import { createRunCommand } from '#main/printing/run-command.ts';
import { FakePrinter } from '#test/fakes/fake-printer.ts';
import { openCupsRoom } from './cups-room.ts';
import { describePrinter, PRINTERS, RAW_QUEUE } from './printer.contract.ts';
import { openRawPrinter } from './raw-printer.ts';

describePrinter('fake', () => {
  const printer = new FakePrinter([...PRINTERS, RAW_QUEUE]);
  const bytesOf = (printerId: string) => printer.printed(printerId).map((job) => job.content.bytes);
  return Promise.resolve({
    printer,
    papers: (printerId) => Promise.resolve(bytesOf(printerId)),
    switchOff: (printerId) => {
      printer.switchOff(printerId);
      return Promise.resolve();
    },
    switchOn: (printerId) => {
      printer.switchOn(printerId);
      return Promise.resolve();
    },
    setFault: (printerId, fault) => {
      printer.setFault(printerId, fault);
      return Promise.resolve();
    },
    rawBytes: () => Promise.resolve(Buffer.concat(bytesOf(RAW_QUEUE))),
    close: () => Promise.resolve(),
  });
});

describePrinter('CUPS with IPP Everywhere printers', async () => {
  const raw = await openRawPrinter();
  const room = await openCupsRoom(PRINTERS, [{ printerId: RAW_QUEUE, port: raw.port }]);
  return {
    ...room,
    printer: createCupsPrinter(createRunCommand(room.environment)),
    rawBytes: () => Promise.resolve(raw.received()),
    close: async () => {
      await room.close();
      await raw.close();
    },
  };
});
