import { CounterDatabase } from '#renderer/data/schema/database.ts';
import { createUnitOfWork, type UnitOfWork } from '#renderer/data/unit-of-work.ts';
import { createImageWorkClient } from '#renderer/platform/images/image-work-client.ts';
import { systemClock } from '#renderer/platform/system-clock.ts';
import { systemScheduler } from '#renderer/platform/system-scheduler.ts';
import { webHasher } from '#renderer/platform/web-hasher.ts';
import { createWebCommitLock } from '#renderer/platform/web-commit-lock.ts';
import type { CaptureFigures } from './bench-api.ts';
import { RawStore } from './raw-store.ts';
import { drawScannedPage } from './scanned-page.ts';

const imageWork = createImageWorkClient(systemScheduler);
/** Different pages for `takePages`, drawn once: drawing costs more than taking. */
const STACK = 10;
let stack: readonly Uint8Array<ArrayBuffer>[] | undefined;
let takenCount = 0;

/**
 * Each page is first decoded and its bytes put raw, then adjusted by the product's worker, hashed and stored by its unit
 * of work: both in turns, so that both meet the same noise.
 */
export async function measureCapture(options: {
  readonly warmUp: number;
  readonly measured: number;
}): Promise<CaptureFigures> {
  const unitOfWork = createStore();
  const raw = await RawStore.open('bench-capture');
  const times = {
    plainMs: [] as number[],
    decodeMs: [] as number[],
    encodedMs: [] as number[],
    storedMs: [] as number[],
    adjustMs: [] as number[],
  };
  const sizes = { givenBytes: [] as number[], storedBytes: [] as number[] };
  let changedCount = 0;
  for (let round = 0; round < options.warmUp + options.measured; round += 1) {
    const given = await (await drawScannedPage(round)).arrayBuffer();
    const begunAt = performance.now();
    (await createImageBitmap(new Blob([given]))).close();
    const decodedAt = performance.now();
    await raw.put(new Uint8Array(given));
    const plainAt = performance.now();
    await raw.put(await encodeAgain(given));
    const encodedAt = performance.now();
    const page = await imageWork.adjustPage(new Blob([given], { type: 'image/jpeg' }));
    const adjustedAt = performance.now();
    if (page === undefined) throw new Error('not adjusted');
    await store(unitOfWork, page.bytes, page.mediaType);
    const storedAt = performance.now();
    if (round < options.warmUp) continue;
    times.plainMs.push(plainAt - begunAt);
    times.decodeMs.push(decodedAt - begunAt);
    times.encodedMs.push(encodedAt - plainAt);
    times.storedMs.push(storedAt - encodedAt);
    times.adjustMs.push(adjustedAt - encodedAt);
    sizes.givenBytes.push(given.byteLength);
    sizes.storedBytes.push(page.bytes.byteLength);
    changedCount += Number(page.isChanged);
  }
  return { ...times, ...sizes, changedCount };
}

const PLAIN_QUALITY = 0.8;

async function encodeAgain(given: ArrayBuffer): Promise<Uint8Array> {
  const picture = await createImageBitmap(new Blob([given]));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d', { alpha: false, willReadFrequently: true })?.drawImage(picture, 0, 0);
  picture.close();
  const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: PLAIN_QUALITY });
  return new Uint8Array(await jpeg.arrayBuffer());
}

export async function takePages(count: number): Promise<void> {
  stack ??= await drawStack();
  const unitOfWork = createStore();
  for (let taken = 0; taken < count; taken += 1) {
    takenCount += 1;
    const given = stack[takenCount % STACK];
    if (given === undefined) throw new Error('no page drawn');
    // Bytes after the picture's end change its hash and nothing else.
    const page = await imageWork.adjustPage(new Blob([given, String(takenCount)], { type: 'image/jpeg' }));
    if (page === undefined) throw new Error('not adjusted');
    await store(unitOfWork, page.bytes, page.mediaType);
  }
}

async function drawStack(): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const pages: Uint8Array<ArrayBuffer>[] = [];
  for (let turn = 0; turn < STACK; turn += 1) {
    pages.push(new Uint8Array(await (await drawScannedPage(turn)).arrayBuffer()));
  }
  return pages;
}

async function store(unitOfWork: UnitOfWork, bytes: ArrayBuffer, mediaType: 'image/jpeg' | 'image/png'): Promise<void> {
  const hash = await webHasher.sha256(new Uint8Array(bytes));
  const stored = await unitOfWork.commit({ blobs: [{ hash, mediaType, bytes, storedAt: systemClock.now() }] });
  if (!stored.ok) throw new Error(stored.error.code);
}

/** Pages alone: no operation is committed, so nothing is numbered or signed. */
function createStore(): UnitOfWork {
  const noOperation = (): never => {
    throw new Error('pages carry no operation');
  };
  const lock = createWebCommitLock('bench-capture');
  return createUnitOfWork(new CounterDatabase(), {
    stationId: noOperation,
    key: { sign: noOperation },
    hasher: webHasher,
    lock,
  });
}
