/** One empty A5 page, valid to the byte; what `note` and the padding say changes the hash and nothing else. */
export function samplePdf(note: string, paddingBytes = 0): Uint8Array<ArrayBuffer> {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] >>',
  ];
  let body = `%PDF-1.7\n% ${encodeURIComponent(note)}\n%${'x'.repeat(paddingBytes)}\n`;
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const entries = ['0000000000 65535 f ', ...offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n `)];
  const table = `xref\n0 ${String(entries.length)}\n${entries.join('\n')}\n`;
  const trailer = `trailer\n<< /Size ${String(entries.length)} /Root 1 0 R >>\nstartxref\n${String(body.length)}\n%%EOF\n`;
  return new TextEncoder().encode(body + table + trailer);
}
