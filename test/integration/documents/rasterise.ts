import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { PNG } from 'pngjs';

export const DPI = 200;
const run = promisify(execFile);

/** The pages of a PDF as a printer would put them on paper, by poppler: a program that shares nothing with ours. */
export async function rasterise(pdf: Uint8Array): Promise<readonly PNG[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'qmc-paper-'));
  try {
    const file = path.join(folder, 'paper.pdf');
    await writeFile(file, pdf);
    await runPoppler('pdftoppm', ['-r', String(DPI), '-png', file, path.join(folder, 'page')]);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.png')).sort();
    return await Promise.all(names.map(async (name) => PNG.sync.read(await readFile(path.join(folder, name)))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The text a reader can search and copy. */
export async function extractText(pdf: Uint8Array): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'qmc-paper-'));
  try {
    const file = path.join(folder, 'paper.pdf');
    await writeFile(file, pdf);
    return await runPoppler('pdftotext', ['-enc', 'UTF-8', file, '-']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runPoppler(program: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout, stderr } = await run(program, [...args]);
    if (stderr.includes('Error')) throw new Error(`${program}: ${stderr}`);
    return stdout;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new Error(`${program} is missing: install poppler-utils (npm run prerequisites does it)`, { cause });
    }
    throw cause;
  }
}

/** Pixels of a rectangle that are not paper. */
export function inkIn(png: PNG, left: number, top: number, right: number, bottom: number): number {
  let ink = 0;
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(png.height, bottom); y += 1) {
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(png.width, right); x += 1) {
      if ((png.data[(y * png.width + x) * 4] ?? 255) < 128) ink += 1;
    }
  }
  return ink;
}
