import bold from '#shared/documents/fonts/tinos-bold.ttf?inline';
import italic from '#shared/documents/fonts/tinos-italic.ttf?inline';
import regular from '#shared/documents/fonts/tinos-regular.ttf?inline';
import { extractPagePictures } from '#shared/documents/extract-page-pictures.ts';
import { buildComponentPdf } from '#shared/documents/component-pdf/component-pdf.ts';
import { inspectPdf } from '#shared/documents/inspect-pdf.ts';
import { renderIntakeReceipt } from '#shared/documents/intake-receipt/render-intake-receipt.ts';
import { renderTestPage } from '#shared/documents/test-page/render-test-page.ts';
import { renderSeparatorSheets } from '#shared/documents/separator-sheets/render-separator-sheets.ts';
import type { PapersAnswer, PapersRequest } from './papers-messages.ts';
import { streamZlib } from './stream-zlib.ts';

const fonts = { regular: toBytes(regular), bold: toBytes(bold), italic: toBytes(italic) };

function toBytes(dataUrl: string): Uint8Array {
  const base64 = dataUrl.slice(dataUrl.indexOf(',') + 1);
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

async function answer(request: PapersRequest): Promise<PapersAnswer> {
  const { requestId } = request;
  switch (request.kind) {
    case 'renderIntakeReceipt': {
      const paper = await renderIntakeReceipt(request.content, fonts, { copyNumber: request.copyNumber });
      return { requestId, kind: 'rendered', paper };
    }
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

/** A PDF of many pages is moved to the window, not copied. */
function handedOver(message: PapersAnswer): Transferable[] {
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
