import bold from '#shared/documents/fonts/tinos-bold.ttf?inline';
import italic from '#shared/documents/fonts/tinos-italic.ttf?inline';
import regular from '#shared/documents/fonts/tinos-regular.ttf?inline';
import { extractPagePictures } from '#shared/documents/extract-page-pictures.ts';
import { buildComponentPdf } from '#shared/documents/component-pdf/component-pdf.ts';
import { inspectPdf } from '#shared/documents/inspect-pdf.ts';
import { renderPaper } from '#shared/documents/render-paper.ts';
import { toEscPos } from '#shared/documents/thermal/esc-pos.ts';
import { renderThermalRaster } from '#shared/documents/thermal/thermal-raster.ts';
import { renderTestPage } from '#shared/documents/test-page/render-test-page.ts';
import { renderSeparatorSheets } from '#shared/documents/separator-sheets/render-separator-sheets.ts';
import type { PapersAnswer, PapersRequest } from './papers-messages.ts';
import { createRegisterShelf } from '#shared/documents/papers/register-shelf.ts';
import { streamZlib } from './stream-zlib.ts';

const fonts = { regular: toBytes(regular), bold: toBytes(bold), italic: toBytes(italic) };

const registers = createRegisterShelf(fonts, streamZlib);

function toBytes(dataUrl: string): Uint8Array {
  const base64 = dataUrl.slice(dataUrl.indexOf(',') + 1);
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

async function answer(request: PapersRequest): Promise<PapersAnswer> {
  const { requestId } = request;
  switch (request.kind) {
    case 'renderPaper':
      return { requestId, kind: 'rendered', paper: await renderPaper(request.content, fonts, request.options) };
    case 'renderThermal': {
      const raster = renderThermalRaster(request.content, fonts, request.options);
      const slip = { bytes: toEscPos(raster), missingGlyphs: raster.missingGlyphs };
      return { requestId, kind: 'thermalRendered', slip };
    }
    case 'openRegister':
      registers.open(request.bookId, request.book, request.options);
      return { requestId, kind: 'registerGrown', progress: { rowCount: 0, pageCount: 0 } };
    case 'addRegisterRows':
      return { requestId, kind: 'registerGrown', progress: await registers.addRows(request.bookId, request.rows) };
    case 'finishRegister':
      return { requestId, kind: 'rendered', paper: await registers.finish(request.bookId) };
    case 'dropRegister':
      registers.drop(request.bookId);
      return { requestId, kind: 'registerDropped' };
    case 'extractPagePictures':
      return { requestId, kind: 'extracted', pages: await extractPagePictures(request.bytes) };
    case 'renderSeparatorSheets':
      return {
        requestId,
        kind: 'rendered',
        paper: await renderSeparatorSheets(request.sheets, fonts, request.drawnAt),
      };
    case 'renderTestPage':
      return { requestId, kind: 'rendered', paper: await renderTestPage(request.page, fonts) };
    case 'inspectPdf':
      return { requestId, kind: 'inspected', result: await inspectPdf(request.bytes) };
    case 'buildComponentPdf': {
      const result = await buildComponentPdf(request.input, { font: fonts.regular, zlib: streamZlib });
      return { requestId, kind: 'componentPdfBuilt', result };
    }
  }
}

/** What was made is moved to the window, not copied: a book has megabytes. */
function handedOver(message: PapersAnswer): Transferable[] {
  if (message.kind === 'rendered') return [message.paper.bytes.buffer];
  if (message.kind === 'thermalRendered') return [message.slip.bytes.buffer];
  return message.kind === 'componentPdfBuilt' && message.result.ok ? [message.result.value.bytes.buffer] : [];
}

self.onmessage = (event: MessageEvent<PapersRequest>) => {
  const { requestId } = event.data;
  answer(event.data).then(
    (message) => {
      self.postMessage(message, { transfer: handedOver(message) });
    },
    (cause: unknown) => {
      const failed: PapersAnswer = {
        requestId,
        kind: 'failed',
        name: cause instanceof Error ? cause.name : typeof cause,
      };
      self.postMessage(failed);
    },
  );
};
