import styles from './citizen.module.css';

/** The symbol of a text as one path, one unit per module, and the white border that readers need. */
export interface DrawnQr {
  readonly size: number;
  readonly quiet: number;
  readonly path: string;
}
export type DrawQr = (text: string) => DrawnQr;

/** Black on white in every theme: readers in phones do not all read it the other way round. */
export function QrCode({ qr, label }: { readonly qr: DrawnQr; readonly label: string }) {
  const { size, quiet, path } = qr;
  const side = size + 2 * quiet;
  return (
    <svg
      className={styles.qr}
      viewBox={`${String(-quiet)} ${String(-quiet)} ${String(side)} ${String(side)}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect x={-quiet} y={-quiet} width={side} height={side} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
