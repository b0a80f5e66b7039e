import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import type { OfficerId, StationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { toTextString } from './pdf-file.ts';

/** What the file says of itself: the name of the paper and how it was captured; nothing of whose it is. */
export interface ComponentMetadata {
  /** The name of the component, as the procedure has it. */
  readonly title: string;
  readonly madeAt: Instant;
  readonly stationId: StationId;
  readonly officerId: OfficerId;
  readonly pages: readonly (Pick<ScannedPage, 'hash' | 'capturedBy' | 'deviceName' | 'capturedAt'> & {
    /** As the page is laid out. */
    readonly dpi: number;
  })[];
}

const PRODUCER = 'Quầy Một Cửa';
const NAMESPACE = 'urn:quay-mot-cua:digitisation:1#';

/** The document information dictionary; it says the same as the XMP packet. */
export function toInfo({ title, madeAt }: ComponentMetadata): string {
  const date = `(D:${madeAt.replace(/[-:T]/g, '').slice(0, 14)}Z)`;
  const producer = toTextString(PRODUCER);
  return `<< /Title ${toTextString(title)} /Creator ${producer} /Producer ${producer} /CreationDate ${date} /ModDate ${date} >>`;
}

/** The XMP packet (ISO 16684-1), with a schema of our own that describes itself as PDF/A asks (ISO 19005-2, 6.6.2.3). */
export function toXmp(metadata: ComponentMetadata): Uint8Array {
  const { title, madeAt, pages, officerId, stationId } = metadata;
  const devices = [...new Set(pages.map(({ deviceName, capturedBy }) => deviceName ?? capturedBy))];
  const resolutions = pages.map(({ dpi }) => String(Math.round(dpi)));
  const capture = [
    ['stationId', stationId],
    ['officerId', officerId],
    ['pageCount', String(pages.length)],
    ['devices', devices.join('; ')],
    ['dpi', resolutions.join(' ')],
    ['capturedAt', pages.map(({ capturedAt }) => capturedAt).join(' ')],
    ['pageHashes', pages.map(({ hash }) => hash).join(' ')],
  ] as const;
  const second = `${madeAt.slice(0, 19)}Z`;
  return new TextEncoder().encode(`<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:qmc="${NAMESPACE}">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escape(title)}</rdf:li></rdf:Alt></dc:title>
<dc:format>application/pdf</dc:format>
<xmp:CreatorTool>${PRODUCER}</xmp:CreatorTool>
<xmp:CreateDate>${second}</xmp:CreateDate>
<xmp:ModifyDate>${second}</xmp:ModifyDate>
<pdf:Producer>${PRODUCER}</pdf:Producer>
${capture.map(([name, value]) => `<qmc:${name}>${escape(value)}</qmc:${name}>`).join('\n')}
</rdf:Description>
${describeSchema(capture.map(([name]) => name))}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`);
}

function describeSchema(names: readonly string[]): string {
  const property = (name: string): string =>
    `<rdf:li rdf:parseType="Resource"><pdfaProperty:name>${name}</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>${name}</pdfaProperty:description></rdf:li>`;
  return `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>How the paper was captured</pdfaSchema:schema>
<pdfaSchema:namespaceURI>${NAMESPACE}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>qmc</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>
${names.map(property).join('\n')}
</rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Control characters are no part of XML. */
function escape(text: string): string {
  return text.replace(/[\u0000-\u001f\ufffe\uffff]/g, ' ').replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? '');
}
