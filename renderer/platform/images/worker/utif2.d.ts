/** What is used of utif2. Its own types bring those of Node along, which no worker has. */
export interface IFD {
  width: number;
  height: number;
}
/** Decodes into the directory itself. @throws whatever its decoders throw */
export function decodeImage(file: ArrayBuffer, image: IFD): void;
/** Four bytes each: red, green, blue, opacity. */
export function toRGBA8(image: IFD): Uint8Array;
