const MAX_FRAMES = 6;

/**
 * What may be logged of a caught value: its kind and where it came from. The message stays out: it may quote what a
 * person typed.
 */
export function describeDefect(caught: unknown): { readonly kind: string; readonly where: string } {
  if (!(caught instanceof Error)) return { kind: typeof caught, where: '' };
  const frames = (caught.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    kind: caught.name,
    where: frames
      .slice(0, MAX_FRAMES)
      .map((line) =>
        line
          .trim()
          .replace(/^at /, '')
          .replace(/\(?(?:file:\/\/)?[^\s()]*[\\/]/, ''),
      )
      .join(' < '),
  };
}
