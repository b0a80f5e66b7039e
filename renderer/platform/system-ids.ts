import type { IdSource, Random } from '#shared/kernel/ports.ts';

/** Random UUIDs; `crypto.randomUUID` needs a secure context, which both hosts have. */
export const systemIds: IdSource = {
  next: <Id extends string>() => crypto.randomUUID() as string as Id,
};

export const systemRandom: Random = {
  next() {
    const [word] = crypto.getRandomValues(new Uint32Array(1));
    return (word ?? 0) / 2 ** 32;
  },
};
