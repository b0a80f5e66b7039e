import type { Zlib } from '#shared/documents/component-pdf/png-pixels.ts';
import type { PaperFonts } from '#shared/documents/layout/paper-type.ts';
import { RegisterBook, type RegisterProgress } from './register-book.ts';
import { toPrintMarks, type PaperOptions } from '#shared/documents/render-paper.ts';
import type { RenderedPaper } from '#shared/documents/rendered-paper.ts';
import type { DossierRegisterBook, DossierRegisterRow } from '#shared/domain/papers/dossier-register.ts';

/** The books that are being drawn, until they are finished or dropped. */
export interface RegisterShelf {
  open(bookId: number, book: DossierRegisterBook, options: PaperOptions): void;
  addRows(bookId: number, rows: readonly DossierRegisterRow[]): Promise<RegisterProgress>;
  finish(bookId: number): Promise<RenderedPaper>;
  drop(bookId: number): void;
}

export function createRegisterShelf(fonts: PaperFonts, zlib: Zlib): RegisterShelf {
  const books = new Map<number, RegisterBook>();
  const getBook = (bookId: number): RegisterBook => {
    const book = books.get(bookId);
    if (book === undefined) throw new Error('the book was never opened, or is closed');
    return book;
  };
  return {
    open(bookId, book, options) {
      books.set(bookId, new RegisterBook(book, fonts, zlib, toPrintMarks(options)));
    },
    addRows: async (bookId, rows) => getBook(bookId).addRows(rows),
    async finish(bookId) {
      const book = getBook(bookId);
      books.delete(bookId);
      return book.finish();
    },
    drop(bookId) {
      books.delete(bookId);
    },
  };
}
