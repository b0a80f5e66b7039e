/** The pure part of the `qrcode` package: the matrix, and nothing that draws, writes files or needs a canvas. */
export interface QRCodeMatrix {
  readonly modules: {
    /** Modules per side, without the quiet zone. */
    readonly size: number;
    /** One entry per module, row by row; 1 is dark. */
    readonly data: Uint8Array;
    get(row: number, column: number): number;
  };
  readonly version: number;
}

export interface QRCodeCreateOptions {
  readonly errorCorrectionLevel?: 'L' | 'M' | 'Q' | 'H';
  readonly version?: number;
}

/** @throws Error when the text does not fit the version asked for. */
export function create(text: string, options?: QRCodeCreateOptions): QRCodeMatrix;
declare const QRCode: { readonly create: typeof create };
export default QRCode;
