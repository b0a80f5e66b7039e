export type WriteErrorCode = 'diskFull' | 'notWritable';

const DISK_FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What a failed write means to the officer. */
export function toWriteErrorCode(error: unknown): WriteErrorCode {
  return DISK_FULL.has(systemCode(error)) ? 'diskFull' : 'notWritable';
}

/** The operating system's code (`ENOSPC`), or an empty text when the error has none. */
export function systemCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
