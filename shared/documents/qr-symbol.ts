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

/** A paper is set several times with the same symbol, and finding the mask of a symbol takes long. */
let latest: { readonly payload: string; readonly symbol: QrSvgPath } | undefined;

/** @throws as {@link qrModules} */
export function renderQrSvgPath(payload: string): QrSvgPath {
  if (latest?.payload !== payload) latest = { payload, symbol: draw(payload) };
  return latest.symbol;
}

function draw(payload: string): QrSvgPath {
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

/** Dark modules next to each other. */
export interface ModuleRun {
  readonly column: number;
  readonly row: number;
  readonly run: number;
}

/** The modules of a path by {@link renderQrSvgPath}. */
export function parseQrSvgPath(path: string): readonly ModuleRun[] {
  return Array.from(path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g), ([, column, row, run]) => ({
    column: Number(column),
    row: Number(row),
    run: Number(run),
  }));
}
