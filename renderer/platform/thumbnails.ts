/** Decoded pictures are large: no more than so many at a time. */
const AT_ONCE = 2;
const QUALITY = 0.8;

let running = 0;
const waiting: (() => void)[] = [];

/** A picture in small, decoded and drawn away from the window's thread; `undefined` when it does not decode. */
export async function drawThumbnail(picture: Blob, maxSidePx: number): Promise<Blob | undefined> {
  await takeTurn();
  try {
    return await draw(picture, maxSidePx);
  } catch {
    // Whatever is wrong with the picture: there is nothing to show, and the page says so.
    return undefined;
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

async function takeTurn(): Promise<void> {
  if (running >= AT_ONCE) {
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
    });
  }
  running += 1;
}

async function draw(picture: Blob, maxSidePx: number): Promise<Blob> {
  // One side is given; the other follows. A page is seldom much wider than high.
  const small = await createImageBitmap(picture, { resizeHeight: maxSidePx, resizeQuality: 'medium' });
  try {
    const scale = Math.min(1, maxSidePx / small.width);
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(small.width * scale)),
      Math.max(1, Math.round(small.height * scale)),
    );
    const context = canvas.getContext('2d');
    // What is transparent is paper.
    if (context !== null) context.fillStyle = '#fff';
    context?.fillRect(0, 0, canvas.width, canvas.height);
    context?.drawImage(small, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  } finally {
    small.close();
  }
}
