import { vi } from '../vi/index.ts';
export const en = vi;
