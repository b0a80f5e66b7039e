import { space, stack, type Block } from './block.ts';
import type { PageDrawing } from './drawing.ts';

/** Where the flowing part of a page begins and ends, points from the top. */
export interface FlowArea {
  readonly top: number;
  readonly bottom: number;
}

/** Sets blocks down the page and turns to a new one when the next block does not fit. */
export class PageFlow {
  readonly #pages: PageDrawing[] = [];
  readonly #areaOf: (pageIndex: number) => FlowArea;
  #begun = 0;
  #y = 0;
  #bottom = 0;
  #isAtTop = true;

  /** @param areaOf asked once for each page begun, 0 for the first */
  constructor(areaOf: (pageIndex: number) => FlowArea) {
    this.#areaOf = areaOf;
    this.beginPage();
  }

  /** The pages so far that were not taken away. */
  get pages(): readonly PageDrawing[] {
    return this.#pages;
  }

  /** Hands over the pages that nothing is added to any more, so that a long paper is never in memory as a whole. */
  takeFinishedPages(): readonly PageDrawing[] {
    return this.#pages.splice(0, this.#pages.length - 1);
  }

  beginPage(): void {
    const area = this.#areaOf(this.#begun);
    this.#begun += 1;
    this.#pages.push({ ops: [] });
    this.#y = area.top;
    this.#bottom = area.bottom;
    this.#isAtTop = true;
  }

  hasRoomFor(height: number): boolean {
    return this.#isAtTop || this.#y + height <= this.#bottom + TOLERANCE;
  }

  place(block: Block): void {
    if (!this.hasRoomFor(block.height)) this.beginPage();
    const page = this.#pages[this.#pages.length - 1];
    if (page === undefined) return;
    block.draw(page, this.#y);
    this.#y += block.height;
    this.#isAtTop = false;
  }

  placeAll(blocks: readonly Block[]): void {
    for (const block of blocks) this.place(block);
  }

  /** Keeps the blocks on one page when they fit on one at all; otherwise they follow each other. */
  placeTogether(blocks: readonly Block[]): void {
    const whole = stack(blocks);
    const nextArea = this.#areaOf(this.#begun);
    if (whole.height <= nextArea.bottom - nextArea.top) this.place(whole);
    else this.placeAll(blocks);
  }

  /** White space between two blocks; none at the top of a page or when it would not fit. */
  gap(height: number): void {
    if (!this.#isAtTop && this.hasRoomFor(height)) this.place(space(height));
  }
}

const TOLERANCE = 0.01;
