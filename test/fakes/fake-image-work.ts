import type { ImageWork } from '#renderer/workflows/workflow-deps.ts';
import { readImageSize } from '#shared/imaging/image-header.ts';
import type { AdjustedPage } from '#shared/imaging/adjusted-page.ts';
import { wholePicture, type Quad } from '#shared/imaging/quad.ts';
import { readTiffPages } from '#shared/imaging/tiff-pages.ts';
import { ok } from '#shared/kernel/result.ts';

/** Image work without pixels: sizes come from heads, TIFF pages are walked for real, and each page is a few bytes. */
export class FakeImageWork implements ImageWork {
  /** Pictures that do not decode, by their size in bytes. */
  readonly damagedSizes = new Set<number>();
  /** Numbers (from 1) of TIFF pages that do not decode. */
  readonly damagedPages = new Set<number>();
  /** What the next pages look like. */
  isBlank = false;
  isChanged = false;
  turn: AdjustedPage['turn'] = 0;
  readonly adjusted: Blob[] = [];
  readonly #isSound: () => boolean;

  /** @param isSound whether pictures decode now */
  constructor(isSound = () => true) {
    this.#isSound = isSound;
  }

  async adjustPage(image: Blob): Promise<AdjustedPage | undefined> {
    const bytes = await image.arrayBuffer();
    if (this.damagedSizes.has(bytes.byteLength) || !this.#isSound()) return undefined;
    this.adjusted.push(image);
    const size = readImageSize(new Uint8Array(bytes)) ?? { widthPx: 1, heightPx: 1 };
    const mediaType = new Uint8Array(bytes)[0] === 0x89 && !this.isChanged ? 'image/png' : 'image/jpeg';
    const done = this.isChanged ? markedJpeg('adjusted', new Uint8Array(bytes)) : bytes;
    return { ...size, bytes: done, mediaType, isBlank: this.isBlank, isChanged: this.isChanged, turn: this.turn };
  }

  drawThumbnail(image: Blob): Promise<Blob | undefined> {
    return Promise.resolve(this.damagedSizes.has(image.size) ? undefined : new Blob(['thumbnail']));
  }

  async countTiffPages(file: Blob): ReturnType<ImageWork['countTiffPages']> {
    const pages = readTiffPages(new Uint8Array(await file.arrayBuffer()));
    return pages.ok ? ok(pages.value.length) : pages;
  }

  async drawTiffPage(file: Blob, pageIndex: number): ReturnType<ImageWork['drawTiffPage']> {
    const pages = readTiffPages(new Uint8Array(await file.arrayBuffer()));
    const page = pages.ok ? pages.value[pageIndex] : undefined;
    if (page === undefined || this.damagedPages.has(pageIndex + 1)) return undefined;
    return { bytes: markedJpeg(`page ${String(pageIndex + 1)}`), mediaType: 'image/jpeg' };
  }

  findPageCorners(frame: ImageBitmap): Promise<Quad | undefined> {
    return Promise.resolve(wholePicture(frame.width, frame.height));
  }

  straighten(): Promise<AdjustedPage | undefined> {
    const bytes = markedJpeg('straightened');
    const { isBlank } = this;
    return Promise.resolve({
      bytes,
      mediaType: 'image/jpeg',
      widthPx: 1,
      heightPx: 1,
      isBlank,
      turn: 0,
      isChanged: true,
    });
  }
}

/** Begins as a JPEG does; the mark and what follows make two of them two files. */
function markedJpeg(mark: string, rest: Uint8Array = new Uint8Array()): ArrayBuffer {
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xfe, ...new TextEncoder().encode(mark), ...rest]).buffer;
}
