export * from './changes.ts';
export * from './messages.ts';
export * from './operation.ts';
export * from './operation-header.ts';
export * from './signing.ts';
export * from './payloads.ts';
export { upcastOperation, type UnsupportedProtocol, type Upcaster } from './upcast.ts';
