import type { PackFile, PackStorage } from '#shared/journal-format/pack-storage.ts';
import type { JournalErrorCode } from '#shared/journal-format/journal.ts';

interface KeptFile {
  bytes: Uint8Array;
  /** What is on the disk for certain. */
  flushed: Uint8Array;
  isNameFlushed: boolean;
}

/** What a power cut leaves of bytes that nobody had flushed. */
export type Unflushed = 'nothing' | 'what was written' | 'its length and zeros';

const NO_BYTES = new Uint8Array(0);

/** A disk that flushes bytes but, as OPFS in Chromium, not the names of files: `settle` is what minutes of quiet do. */
export class MemoryPackDisk implements PackStorage {
  readonly files = new Map<string, KeptFile>();
  /** Bytes that still fit on the disk. */
  room = Infinity;
  /** The disk takes so many more bytes, and then nothing works until it is started again. */
  diesAfter = Infinity;
  /** Names of files that the disk does not give. */
  readonly unreadable = new Set<string>();
  bytesRead = 0;

  list(): Promise<readonly string[]> {
    return Promise.resolve([...this.files.keys()]);
  }

  async use<Value>(name: string, work: (file: PackFile) => Value): Promise<Value> {
    await Promise.resolve();
    if (this.diesAfter <= 0 || this.unreadable.has(name)) throw new Error('notWritable');
    const file = this.files.get(name) ?? { bytes: NO_BYTES, flushed: NO_BYTES, isNameFlushed: false };
    this.files.set(name, file);
    return work(this.#open(file));
  }

  errorCode(cause: unknown): JournalErrorCode {
    return cause instanceof Error && cause.message === 'diskFull' ? 'diskFull' : 'notWritable';
  }

  bytesOf(name: string): Uint8Array {
    return this.files.get(name)?.bytes ?? NO_BYTES;
  }

  /** Puts other bytes on the disk. */
  replace(name: string, bytes: Uint8Array): void {
    this.files.set(name, { bytes, flushed: bytes, isNameFlushed: true });
  }

  settle(): void {
    for (const file of this.files.values()) file.isNameFlushed = true;
  }

  /** The disk as the next start finds it. */
  afterPowerCut(unflushed: Unflushed = 'nothing'): MemoryPackDisk {
    const disk = new MemoryPackDisk();
    for (const [name, file] of this.files) {
      if (!file.isNameFlushed) continue;
      disk.replace(name, leftOf(file, unflushed));
    }
    return disk;
  }

  #open(file: KeptFile): PackFile {
    return {
      size: () => file.bytes.byteLength,
      read: (at, bytes) => {
        const part = file.bytes.slice(at, at + bytes);
        this.bytesRead += part.byteLength;
        return part;
      },
      write: (at, bytes) => {
        const fitting = bytes.subarray(0, Math.max(0, Math.min(this.room, this.diesAfter)));
        const whole = new Uint8Array(Math.max(file.bytes.byteLength, at + fitting.byteLength));
        whole.set(file.bytes);
        whole.set(fitting, at);
        this.room -= whole.byteLength - file.bytes.byteLength;
        this.diesAfter -= fitting.byteLength;
        file.bytes = whole;
        if (fitting.byteLength < bytes.byteLength) throw new Error(this.room <= 0 ? 'diskFull' : 'dead');
      },
      cutBack: (bytes) => {
        this.#liveOrThrow();
        this.room += Math.max(0, file.bytes.byteLength - bytes);
        file.bytes = file.bytes.slice(0, bytes);
      },
      flush: () => {
        this.#liveOrThrow();
        file.flushed = file.bytes;
      },
    };
  }

  #liveOrThrow(): void {
    if (this.diesAfter <= 0) throw new Error('dead');
  }
}

function leftOf({ bytes, flushed }: KeptFile, unflushed: Unflushed): Uint8Array {
  if (unflushed === 'nothing') return flushed;
  if (unflushed === 'what was written') return bytes;
  const left = new Uint8Array(bytes.byteLength);
  left.set(flushed.subarray(0, bytes.byteLength));
  return left;
}
