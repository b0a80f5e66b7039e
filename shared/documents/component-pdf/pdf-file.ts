/** Number of an object in the file. */
export type PdfRef = number;

const encoder = new TextEncoder();

/**
 * Writes a PDF 1.7 file object by object (ISO 32000-1, 7.5): header, objects, cross-reference table, trailer. What is put
 * in is not copied until `finish`, and then once.
 */
export class PdfFile {
  readonly #parts: Uint8Array[] = [];
  readonly #offsets: number[] = [];
  #length = 0;

  constructor() {
    this.#write('%PDF-1.7\n');
    // Four bytes above 127 tell programs that move files about that this one is binary (7.5.2).
    this.#push(new Uint8Array([0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a]));
  }

  /** A number for an object that others name before it is written. */
  reserve(): PdfRef {
    this.#offsets.push(0);
    return this.#offsets.length;
  }

  /** @param text ASCII */
  object(text: string, ref: PdfRef = this.reserve()): PdfRef {
    this.#begin(ref);
    this.#write(`${text}\nendobj\n`);
    return ref;
  }

  /**
   * @param entries of the stream's dictionary, without its length
   * @param parts the bytes; kept as they are, so they must not change before `finish`
   */
  stream(entries: string, parts: readonly Uint8Array[], ref: PdfRef = this.reserve()): PdfRef {
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    this.#begin(ref);
    this.#write(`<< ${entries} /Length ${String(length)} >>\nstream\n`);
    for (const part of parts) this.#push(part);
    this.#write('\nendstream\nendobj\n');
    return ref;
  }

  /** @param id 32 hexadecimal digits that name the document */
  finish(root: PdfRef, info: PdfRef, id: string): Uint8Array<ArrayBuffer> {
    const start = this.#length;
    const size = String(this.#offsets.length + 1);
    const entries = this.#offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
    this.#write(`xref\n0 ${size}\n0000000000 65535 f \n${entries.join('')}`);
    const trailer = `<< /Size ${size} /Root ${refer(root)} /Info ${refer(info)} /ID [<${id}> <${id}>] >>`;
    this.#write(`trailer\n${trailer}\nstartxref\n${String(start)}\n%%EOF\n`);
    const bytes = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  #begin(ref: PdfRef): void {
    this.#offsets[ref - 1] = this.#length;
    this.#write(`${String(ref)} 0 obj\n`);
  }

  #write(text: string): void {
    this.#push(encoder.encode(text));
  }

  #push(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#length += bytes.length;
  }
}

export function refer(ref: PdfRef): string {
  return `${String(ref)} 0 R`;
}

/** At most four decimals: a thousandth of the finest scanner's dot. */
export function toNumber(value: number): string {
  return String(Math.round(value * 10_000) / 10_000);
}

/** A text string in UTF-16 (7.9.2.2), as hexadecimal digits. */
export function toTextString(text: string): string {
  return `<FEFF${toUtf16Hex(text)}>`;
}

export function toUtf16Hex(text: string): string {
  let hex = '';
  for (let at = 0; at < text.length; at += 1) hex += text.charCodeAt(at).toString(16).padStart(4, '0');
  return hex.toUpperCase();
}
