import { contextBridge, ipcRenderer } from 'electron';
import { buildBridge } from './bridge.ts';

contextBridge.exposeInMainWorld(
  'qmc',
  buildBridge((channel, name, input) => ipcRenderer.invoke(channel, name, input) as Promise<unknown>),
);
