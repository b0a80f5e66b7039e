/** The few parts of IPP (RFC 8010) that are needed to ask a spooler what became of a job. */
export interface IppQuestion {
  readonly operation: number;
  readonly requestId: number;
  /** Operation attributes after charset and language, in this order. */
  readonly attributes: readonly IppAttribute[];
}

export interface IppAttribute {
  readonly tag: number;
  readonly name: string;
  readonly values: readonly string[];
}

export interface IppAnswer {
  readonly status: number;
  /** Every attribute of every group; whole numbers and texts only, anything else is left out. */
  readonly attributes: ReadonlyMap<string, readonly (number | string)[]>;
}

export const IPP_TAGS = { keyword: 0x44, uri: 0x45, charset: 0x47, language: 0x48 } as const;
const OPERATION_GROUP = 0x01;
const END = 0x03;
/** Tags below this one begin a group. */
const FIRST_VALUE_TAG = 0x10;
const INTEGER_TAGS: ReadonlySet<number> = new Set([0x21, 0x23]);
const FIRST_TEXT_TAG = 0x40;
const VERSION = 0x0101;

export function writeIppQuestion({ operation, requestId, attributes }: IppQuestion): Uint8Array {
  const head = Buffer.alloc(9);
  head.writeUInt16BE(VERSION, 0);
  head.writeUInt16BE(operation, 2);
  head.writeUInt32BE(requestId, 4);
  head.writeUInt8(OPERATION_GROUP, 8);
  const all: readonly IppAttribute[] = [
    { tag: IPP_TAGS.charset, name: 'attributes-charset', values: ['utf-8'] },
    { tag: IPP_TAGS.language, name: 'attributes-natural-language', values: ['en'] },
    ...attributes,
  ];
  return Buffer.concat([head, ...all.flatMap(writeAttribute), Buffer.from([END])]);
}

/** Later values of one attribute have an empty name. */
function writeAttribute({ tag, name, values }: IppAttribute): readonly Buffer[] {
  return values.flatMap((value, index) => [Buffer.from([tag]), sized(index === 0 ? name : ''), sized(value)]);
}

function sized(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const size = Buffer.alloc(2);
  size.writeUInt16BE(bytes.length);
  return Buffer.concat([size, bytes]);
}

/** @returns `undefined` for bytes that are no whole answer */
export function readIppAnswer(bytes: Uint8Array): IppAnswer | undefined {
  const buffer = Buffer.from(bytes);
  const attributes = new Map<string, (number | string)[]>();
  try {
    const status = buffer.readUInt16BE(2);
    let at = 8;
    let name = '';
    for (let tag = buffer.readUInt8(at); tag !== END; tag = buffer.readUInt8(at)) {
      at += 1;
      if (tag < FIRST_VALUE_TAG) continue;
      const [nameBytes, afterName] = readSized(buffer, at);
      const [value, afterValue] = readSized(buffer, afterName);
      at = afterValue;
      if (nameBytes.length > 0) name = nameBytes.toString('utf8');
      const known = valueOf(tag, value);
      if (known !== undefined) attributes.set(name, [...(attributes.get(name) ?? []), known]);
    }
    return { status, attributes };
  } catch (cause) {
    // A message that ends in the middle of something.
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
}

function readSized(buffer: Buffer, at: number): readonly [Buffer, number] {
  const start = at + 2;
  const end = start + buffer.readUInt16BE(at);
  if (end > buffer.length) throw new RangeError('cut off');
  return [buffer.subarray(start, end), end];
}

function valueOf(tag: number, value: Buffer): number | string | undefined {
  if (INTEGER_TAGS.has(tag)) return value.readInt32BE(0);
  return tag >= FIRST_TEXT_TAG ? value.toString('utf8') : undefined;
}
