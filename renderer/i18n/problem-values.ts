/** What the sentences about problems of the form may name: limits and counts, each as text. */
export function problemValues(
  details: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<'max' | 'typed' | 'images' | 'blank', string>> {
  const text = (name: string): string => {
    const value = details?.[name];
    return typeof value === 'number' ? String(value) : '';
  };
  return { max: text('max'), typed: text('typed'), images: text('images'), blank: text('count') };
}
