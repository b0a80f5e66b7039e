/** Hands a file to the browser's downloads, where the browser asks or decides where it goes. */
export type Download = (fileName: string, bytes: Uint8Array) => void;

export function createDownload(page: Document): Download {
  let lastAddress: string | undefined;
  return (fileName, bytes) => {
    // The previous address is released only now: the browser may still be reading it right after the click.
    if (lastAddress !== undefined) URL.revokeObjectURL(lastAddress);
    lastAddress = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }));
    const link = page.createElement('a');
    link.href = lastAddress;
    link.download = fileName;
    link.click();
  };
}
