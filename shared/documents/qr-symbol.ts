import QRCode from 'qrcode';

/** A QR symbol without its quiet zone. */
export interface QrModules {
  /** Modules per side. */
  readonly size: number;
  /** Row by row from the top left, 1 = dark; `size` × `size` entries. */
  readonly dark: Uint8Array;
}

/** White modules a reader needs around the symbol (ISO/IEC 18004). */
export const QR_QUIET_MODULES = 4;

/**
 * The symbol of a text at error-correction level M, which still reads with 15 % of it creased or smudged.
 * @param payload the dossier code, or a look-up address that ends in it (RC-02); never personal data
 * @throws Error when the payload exceeds 2,331 bytes, the most a symbol of level M holds
 */
export function qrModules(payload: string): QrModules {
  const { modules } = QRCode.create(payload, { errorCorrectionLevel: 'M' });
  return { size: modules.size, dark: modules.data };
}

/** The symbol as one SVG path of one unit per module; draw it in a view box that adds {@link QR_QUIET_MODULES}. */
export interface QrSvgPath {
  readonly size: number;
  readonly path: string;
}

/** @throws as {@link qrModules} */
export function renderQrSvgPath(payload: string): QrSvgPath {
  const { size, dark } = qrModules(payload);
  let path = '';
  for (let row = 0; row < size; row += 1) {
    let column = 0;
    while (column < size) {
      const start = column;
      while (column < size && dark[row * size + column] === 1) column += 1;
      const run = column - start;
      if (run > 0) path += `M${String(start)} ${String(row)}h${String(run)}v1h-${String(run)}z`;
      else column += 1;
    }
  }
  return { size, path };
}
