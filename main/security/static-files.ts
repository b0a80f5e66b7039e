import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The only kinds of file the window is served. A kind that is not listed does not exist for it. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.gz': 'application/gzip',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.pdf': 'application/pdf',
};

export interface StaticFiles {
  /** Absolute folder; nothing outside it is ever read. */
  readonly root: string;
  /** File in `root` that stands for every screen address (a path without an extension). */
  readonly shell: string;
}

/**
 * The file behind a page's address, or `undefined` when there is none to give: wrong kind, outside the folder, or a
 * text that is no path (encoded separators, NUL).
 */
export function resolveStaticFile(files: StaticFiles, pathname: string): string | undefined {
  const decoded = decodePath(pathname);
  if (decoded === undefined || decoded.includes('\0') || decoded.includes('\\')) return undefined;
  if (decoded.split('/').includes('..')) return undefined;
  const extension = path.posix.extname(decoded);
  if (extension === '') return path.join(files.root, files.shell);
  if (!Object.hasOwn(CONTENT_TYPES, extension)) return undefined;
  const absolute = path.join(files.root, decoded);
  return absolute.startsWith(files.root + path.sep) ? absolute : undefined;
}

/** Answers a request on our scheme from the folder. Only GET and HEAD; a missing file is a plain 404. */
export async function answerFromFolder(
  files: StaticFiles,
  request: { readonly method: string; readonly url: string },
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405, headers });
  const file = resolveStaticFile(files, new URL(request.url).pathname);
  const body = file === undefined ? undefined : await readIfThere(file);
  if (file === undefined || body === undefined) return new Response(null, { status: 404, headers });
  return new Response(request.method === 'HEAD' ? null : body, {
    status: 200,
    headers: {
      ...headers,
      'Content-Type': CONTENT_TYPES[path.extname(file)] ?? 'application/octet-stream',
      'Content-Length': String(body.byteLength),
    },
  });
}

function decodePath(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined; // A stray percent sign: no file of ours has such an address.
  }
}

async function readIfThere(file: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(file));
  } catch {
    return undefined; // Missing, a folder or unreadable: all the same to the page.
  }
}
