declare module 'pdfmake' {
  interface Definition {
    readonly pageSize: { readonly width: number; readonly height: number };
    readonly pageMargins: readonly [number, number, number, number];
    readonly defaultStyle: Readonly<Record<string, unknown>>;
    readonly content: readonly Readonly<Record<string, unknown>>[];
  }
  interface FontFiles {
    readonly normal: string;
    readonly bold: string;
    readonly italics: string;
    readonly bolditalics: string;
  }
  interface Pdfmake {
    readonly virtualfs: { writeFileSync(name: string, content: Uint8Array): void };
    setFonts(fonts: Readonly<Record<string, FontFiles>>): void;
    setUrlAccessPolicy(isAllowed: (url: string) => boolean): void;
    setLocalAccessPolicy(isAllowed: (path: string) => boolean): void;
    createPdf(definition: Definition): { getBuffer(): Promise<Uint8Array> };
  }
  const pdfmake: Pdfmake;
  export default pdfmake;
}
