import { generateKeyPairSync, sign } from 'node:crypto';

/** A key and a certificate for 127.0.0.1 that nobody has vouched for, made anew each time. PEM. */
export function ownCertificate(): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = der(0x30, [
    der(0xa0, [der(0x02, [Buffer.from([2])])]),
    der(0x02, [Buffer.from([1])]),
    ECDSA_WITH_SHA256,
    NAME,
    der(0x30, [time('20260101000000Z'), time('21260101000000Z')]),
    NAME,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, [der(0x30, [der(0x30, [SUBJECT_ALT_NAME, der(0x04, [der(0x30, [LOOPBACK])])])])]),
  ]);
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)]);
  const certificate = der(0x30, [body, ECDSA_WITH_SHA256, der(0x03, [signature])]);
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: toPem(certificate) };
}

/** One value of ASN.1: tag, length, content. */
function der(tag: number, parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const oid = (hex: string): Buffer => der(0x06, [Buffer.from(hex, 'hex')]);
const time = (text: string): Buffer => der(0x18, [Buffer.from(text, 'ascii')]);

const ECDSA_WITH_SHA256 = der(0x30, [oid('2a8648ce3d040302')]);
const NAME = der(0x30, [der(0x31, [der(0x30, [oid('550403'), der(0x0c, [Buffer.from('mail.example')])])])]);
const SUBJECT_ALT_NAME = oid('551d11');
const LOOPBACK = der(0x87, [Buffer.from([127, 0, 0, 1])]);

function toPem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
