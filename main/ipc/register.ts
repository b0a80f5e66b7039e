import type { IpcMain } from 'electron';
import { REQUEST_CHANNEL, type Gate } from './gate.ts';

/** Connects the gate to the only channel that exists. */
export function registerGate(ipcMain: IpcMain, gate: Gate): void {
  ipcMain.handle(REQUEST_CHANNEL, (event, name: unknown, input: unknown) => gate(event.senderFrame, name, input));
}
