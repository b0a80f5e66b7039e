/** Decodes the image away from the window's thread; `undefined` when it does not decode. */
export async function inspectImage(
  image: Blob,
): Promise<{ readonly widthPx: number; readonly heightPx: number } | undefined> {
  try {
    const bitmap = await createImageBitmap(image);
    const size = { widthPx: bitmap.width, heightPx: bitmap.height };
    bitmap.close();
    return size;
  } catch {
    // Any failure to decode means the same to the officer: the picture cannot be opened.
    return undefined;
  }
}
