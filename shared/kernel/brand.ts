declare const brand: unique symbol;

/** A nominal type: a plain `Base` at run time, distinct from every other brand at compile time. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
