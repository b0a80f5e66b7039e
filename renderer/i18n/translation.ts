/** Texts by name, in groups. */
export interface Texts {
  readonly [name: string]: string | Texts;
}

/**
 * The shape another language must have: every text of `Original`, none missing and none more. A text that counts
 * (`{{count}}`) may have a form for one beside it (`…_one`), which Vietnamese does not need.
 */
export type Translation<Original extends Texts> = {
  readonly [Name in keyof Original]: Original[Name] extends Texts ? Translation<Original[Name]> : string;
} & {
  readonly [Name in CountedName<Original>]?: string;
};

type CountedName<Original extends Texts> = {
  [Name in keyof Original]: Original[Name] extends `${string}{{count}}${string}` ? `${Name & string}_one` : never;
}[keyof Original];
