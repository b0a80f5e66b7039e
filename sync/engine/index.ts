export type * from './messages.ts';
export { createEngineState, DEFAULT_ENGINE_CONFIG, type EngineConfig, type EngineState } from './state.ts';
export { step } from './step.ts';
export { backoffDelayMs, type BackoffPolicy } from './backoff.ts';
