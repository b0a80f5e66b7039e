/** Shows a paper in the browser's print dialog. Rejects when the page cannot print it. */
export type ShowPrintDialog = (pdf: Uint8Array) => Promise<void>;

/**
 * Loads the paper into a frame nobody sees and prints that. The frame stays until the next paper: removing it earlier
 * would take the paper away from a dialog that is still open.
 */
export function createPrintDialog(page: Document): ShowPrintDialog {
  let last: { readonly frame: HTMLIFrameElement; readonly address: string } | undefined;
  return async (pdf) => {
    if (last !== undefined) {
      last.frame.remove();
      URL.revokeObjectURL(last.address);
    }
    const address = URL.createObjectURL(new Blob([new Uint8Array(pdf)], { type: 'application/pdf' }));
    const frame = page.createElement('iframe');
    frame.hidden = true;
    frame.title = 'print';
    last = { frame, address };
    await new Promise<void>((resolve, reject) => {
      frame.addEventListener('load', () => {
        resolve();
      });
      frame.addEventListener('error', () => {
        reject(new Error('the paper could not be loaded for printing'));
      });
      frame.src = address;
      page.body.append(frame);
    });
    const content = frame.contentWindow;
    if (content === null) throw new Error('the paper has no window to print');
    content.focus();
    content.print();
  };
}
