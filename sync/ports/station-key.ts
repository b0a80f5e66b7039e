/** The station's non-extractable P-256 key. */
export interface StationKey {
  publicKey(): Promise<{ readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string }>;
  /** ECDSA/SHA-256 over the UTF-8 text, IEEE P1363 (64 bytes), base64url without padding. */
  sign(text: string): Promise<string>;
}
