export * from './changes.ts';
export * from './messages.ts';
export * from './operation.ts';
export * from './payloads.ts';
export { upcastOperation, type UnsupportedProtocol, type Upcaster } from './upcast.ts';
