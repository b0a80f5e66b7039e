import type { PaperCode } from '#shared/documents/forms/qr-block.ts';

interface Referenced {
  readonly documentNumber: string | null;
  readonly dossierCode: string | null;
  readonly qrPayload: string | null;
}

/** The symbol of a paper whose dossier has a code. */
export function codeOf({
  dossierCode,
  qrPayload,
}: Pick<Referenced, 'dossierCode' | 'qrPayload'>): PaperCode | undefined {
  return dossierCode === null || qrPayload === null ? undefined : { dossierCode, qrPayload };
}

/** `Số: 12/TB`, or dots to write it in by hand. */
export function numberTextOf({ documentNumber }: Pick<Referenced, 'documentNumber'>): string {
  return `Số: ${documentNumber ?? '……………'}`;
}

/** In the head of later pages. */
export function runningTextOf({ dossierCode, documentNumber }: Omit<Referenced, 'qrPayload'>): string {
  return dossierCode === null ? numberTextOf({ documentNumber }) : `Mã hồ sơ: ${dossierCode}`;
}
