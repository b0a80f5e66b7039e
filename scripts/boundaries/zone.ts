/** The type environment a folder is compiled in: the name of its `tsconfig.<environment>.json`. */
export type Environment = 'pure' | 'documents' | 'dom' | 'worker' | 'node' | 'test';

/** One row of the folder rules. What a zone does not list, it may not import; every zone may import itself. */
export interface Zone {
  readonly zone: string;
  /** Folder (everything below it) or one file, from the root. The longest matching path decides. */
  readonly path: string;
  readonly holds: string;
  readonly environment: Environment;
  /** Zones this one may import, besides `kernel`, which every zone but itself may import. */
  readonly mayImport: readonly string[];
  /** Zones of which only types may be imported (`import type`). */
  readonly mayImportTypes?: readonly string[];
  /** True where sub-folders must not import each other (features). */
  readonly hasSeparateChildren?: boolean;
}
