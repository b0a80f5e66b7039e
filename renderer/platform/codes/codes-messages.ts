/** What the window asks its codes worker; `requestId` pairs question and answer. A frame is handed over, a file copied. */
export interface CodesRequest {
  readonly requestId: number;
  readonly picture: ImageBitmap | Blob;
  /** Only one QR symbol that is large in the picture, at a fraction of the cost. */
  readonly isLarge: boolean;
}

/** Measured in the worker, for the bench. */
export interface CodesTiming {
  /** From the picture to its pixels. */
  readonly pixelsMs: number;
  /** From the pixels to the codes. */
  readonly readMs: number;
}

export type CodesAnswer =
  | {
      readonly requestId: number;
      readonly kind: 'read';
      readonly texts: readonly string[];
      readonly timing: CodesTiming;
    }
  /** The file is no picture, or a damaged one. */
  | { readonly requestId: number; readonly kind: 'notAPicture' }
  /** A defect in the worker: only the error's name crosses. */
  | { readonly requestId: number; readonly kind: 'failed'; readonly name: string };
