import type { WorkflowDeps } from '#renderer/workflows/workflow-deps.ts';
import { err, ok } from '#shared/kernel/result.ts';

const CODES = /<code>(.*?)<\/code>/gu;

/** Finds what stands between `<code>` and `</code>` in the bytes of a picture; one of nothing but zeros is no picture. */
export async function readFakeLargeCode(picture: Blob): ReturnType<WorkflowDeps['readLargeCode']> {
  const bytes = new Uint8Array(await picture.arrayBuffer());
  if (bytes.every((byte) => byte === 0)) return err({ code: 'notAPicture' });
  return ok({ texts: [...new TextDecoder().decode(bytes).matchAll(CODES)].map(([, text = '']) => text) });
}
