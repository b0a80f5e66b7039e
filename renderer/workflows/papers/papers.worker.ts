import bold from '#shared/documents/fonts/tinos-bold.ttf?inline';
import italic from '#shared/documents/fonts/tinos-italic.ttf?inline';
import regular from '#shared/documents/fonts/tinos-regular.ttf?inline';
import { inspectPdf } from '#shared/documents/inspect-pdf.ts';
import { renderIntakeReceipt } from '#shared/documents/intake-receipt/render-intake-receipt.ts';
import { renderSeparatorSheets } from '#shared/documents/separator-sheets/render-separator-sheets.ts';
import type { PapersAnswer, PapersRequest } from './papers-messages.ts';

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
    case 'renderSeparatorSheets':
      return {
        requestId,
        kind: 'rendered',
        paper: await renderSeparatorSheets(request.sheets, fonts, request.drawnAt),
      };
    case 'inspectPdf':
      return { requestId, kind: 'inspected', result: await inspectPdf(request.bytes) };
  }
}

self.onmessage = (event: MessageEvent<PapersRequest>) => {
  const { requestId } = event.data;
  answer(event.data).then(
    (message) => {
      self.postMessage(message);
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
