import type { DossierRegisterBook, DossierRegisterRow } from '#shared/domain/papers/dossier-register.ts';
import type { Zlib } from '#shared/documents/component-pdf/png-pixels.ts';
import { WIDE_TABLE_DENSITIES, type Setting } from '#shared/documents/forms/form-style.ts';
import { drawPageText, drawSurround, flowArea, type FormFrame } from '#shared/documents/forms/lay-out-form.ts';
import type { PrintMarks } from '#shared/documents/forms/paper-marks.ts';
import type { PageDrawing } from '#shared/documents/layout/drawing.ts';
import { PagePainter } from '#shared/documents/layout/page-painter.ts';
import { PageFlow } from '#shared/documents/layout/page-flow.ts';
import { PaperType, type PaperFonts } from '#shared/documents/layout/paper-type.ts';
import type { TableSetter } from '#shared/documents/layout/table.ts';
import type { RenderedPaper } from '#shared/documents/rendered-paper.ts';
import { closeRegister, openRegister, registerFrame, registerTitle, toRegisterRow } from './dossier-register.ts';

/** How far a book has come. */
export interface RegisterProgress {
  readonly rowCount: number;
  readonly pageCount: number;
}

/**
 * The follow-up book of a year, by slices of rows: memory holds the packed pages and one slice, however many rows there
 * are. Dropped without `finish`, it leaves nothing behind.
 */
export class RegisterBook {
  readonly #content: DossierRegisterBook;
  readonly #type: PaperType;
  readonly #frame: FormFrame;
  readonly #setting: Setting;
  readonly #flow: PageFlow;
  readonly #table: TableSetter;
  readonly #painter: PagePainter;
  #rowCount = 0;

  constructor(content: DossierRegisterBook, fonts: PaperFonts, zlib: Zlib, marks: PrintMarks) {
    this.#content = content;
    this.#type = new PaperType(fonts);
    this.#frame = registerFrame(content, marks);
    const [density] = WIDE_TABLE_DENSITIES;
    this.#setting = { ...density, type: this.#type, page: this.#frame.page, language: marks.language };
    this.#flow = new PageFlow((pageIndex) => flowArea(this.#frame, pageIndex));
    this.#table = openRegister(this.#flow, this.#setting, content, marks.copyNumber);
    const drawFoot = (page: PageDrawing, number: number, count: number): void => {
      drawPageText(page, this.#type, this.#frame, `trang ${String(number)}/${String(count)}`);
    };
    this.#painter = new PagePainter(fonts, this.#frame.page.size, { zlib, drawFoot });
  }

  async addRows(rows: readonly DossierRegisterRow[]): Promise<RegisterProgress> {
    for (const row of rows) {
      this.#table.place(toRegisterRow(row));
      // A slice may fill many pages: each goes as soon as it is full.
      if (this.#flow.pages.length > 1) await this.#paint(this.#flow.takeFinishedPages());
    }
    this.#rowCount += rows.length;
    return { rowCount: this.#rowCount, pageCount: this.#painter.pageCount };
  }

  async finish(): Promise<RenderedPaper> {
    closeRegister(this.#flow, this.#setting, this.#content, this.#rowCount);
    await this.#paint(this.#flow.pages);
    const metadata = { title: registerTitle(this.#content), issuedAt: this.#content.issuedAt };
    const bytes = this.#painter.finish(metadata);
    return { bytes, pageCount: this.#painter.pageCount, missingGlyphs: this.#type.missingGlyphs };
  }

  async #paint(pages: readonly PageDrawing[]): Promise<void> {
    for (const page of pages) {
      drawSurround(page, this.#type, this.#frame, this.#painter.pageCount + 1);
      await this.#painter.addPage(page);
    }
  }
}
