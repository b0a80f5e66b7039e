/** A font file as a base64 `data:` address, put into the bundle by the build: no request is needed to read it. */
declare module '*.ttf?inline' {
  const dataUrl: string;
  export default dataUrl;
}
