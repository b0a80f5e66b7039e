declare module 'pouchdb-core' {
  interface PouchDatabase {
    bulkDocs(docs: readonly object[]): Promise<readonly { readonly ok?: boolean }[]>;
    destroy(): Promise<void>;
  }
  interface Replication {
    readonly ok: boolean;
    readonly docs_written: number;
  }
  interface Pouch {
    new (name: string, options?: { readonly adapter?: string; readonly skip_setup?: boolean }): PouchDatabase;
    plugin(plugin: unknown): Pouch;
    replicate(source: PouchDatabase, target: PouchDatabase): Promise<Replication>;
  }
  const PouchDB: Pouch;
  export default PouchDB;
}

declare module 'pouchdb-adapter-memory' {
  const plugin: unknown;
  export default plugin;
}

declare module 'pouchdb-adapter-http' {
  const plugin: unknown;
  export default plugin;
}

declare module 'pouchdb-replication' {
  const plugin: unknown;
  export default plugin;
}
