import type { RecognisedPage } from '#shared/domain/recognised-page.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { DossierComponentId, OfficerId, ScannedPageId, StationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { toInfo, toXmp, type ComponentMetadata } from './metadata.ts';
import { layOutPage, toContent, toFieldArea, type PageLayout } from './page-layout.ts';
import { toPagePicture, type PagePicture } from './page-picture.ts';
import { PdfFile, refer, toNumber, toTextString, type PdfRef } from './pdf-file.ts';
import type { Zlib } from './png-pixels.ts';
import { SIGNATURE_FIELD } from './signature-place.ts';
import { buildSrgbProfile } from './srgb-profile.ts';
import { drawTextLayer, TextFace } from './text-layer.ts';

export type PageOfPdf = Pick<
  ScannedPage,
  'pageId' | 'hash' | 'dpi' | 'turnedBy' | 'capturedBy' | 'deviceName' | 'capturedAt'
>;

export interface ComponentPdfInput {
  readonly componentId: DossierComponentId;
  /** Title of the file. No personal data. */
  readonly componentName: string;
  /** In the order of the paper; at least one. */
  readonly pages: readonly {
    readonly page: PageOfPdf;
    readonly picture: Uint8Array<ArrayBuffer>;
    /** What was read on the page, in pixels of the page as it is shown, turned. */
    readonly recognised?: RecognisedPage;
  }[];
  readonly madeAt: Instant;
  readonly stationId: StationId;
  readonly officerId: OfficerId;
}

/** What the build gives besides the input. */
export interface ComponentPdfTools {
  /** A TrueType file with the letters of Vietnamese, for the text layer. */
  readonly font: Uint8Array;
  readonly zlib: Zlib;
}

export interface ComponentPdf {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly pageCount: number;
  /** Some page has words that can be searched and copied. */
  readonly hasTextLayer: boolean;
  /** Built by the rules of PDF/A-2b; not called so, because no validator has said so (ADR-0027). */
  readonly conformance: 'PDF 1.7';
}

/** `pageUnreadable`: the bytes of this page are no JPEG or PNG any more, or cut off. */
export type ComponentPdfFailure = AppError<'pageUnreadable', { readonly pageId: ScannedPageId }>;

interface LaidOut {
  readonly page: PageOfPdf;
  readonly picture: PagePicture;
  readonly layout: PageLayout;
  readonly recognised: RecognisedPage | undefined;
}

/** The pages of one component as one PDF. The same input gives the same bytes. */
export async function buildComponentPdf(
  input: ComponentPdfInput,
  { font, zlib }: ComponentPdfTools,
): Promise<Result<ComponentPdf, ComponentPdfFailure>> {
  const laidOut: LaidOut[] = [];
  for (const { page, picture: bytes, recognised } of input.pages) {
    const picture = await toPagePicture(bytes, zlib);
    if (picture === undefined) return err({ code: 'pageUnreadable', details: { pageId: page.pageId } });
    const words = recognised?.lines.some((line) => line.words.length > 0) === true ? recognised : undefined;
    laidOut.push({ page, picture, layout: layOutPage(picture, page), recognised: words });
  }
  const hasTextLayer = laidOut.some(({ recognised }) => recognised !== undefined);
  const bytes = write(input, laidOut, hasTextLayer ? new TextFace(font) : undefined);
  return ok({ bytes, pageCount: laidOut.length, hasTextLayer, conformance: 'PDF 1.7' });
}

function write(input: ComponentPdfInput, pages: readonly LaidOut[], face: TextFace | undefined) {
  const file = new PdfFile();
  const [catalog, tree, info] = [file.reserve(), file.reserve(), file.reserve()];
  const faceRef = face && file.reserve();
  const form = file.reserve();
  const firstPage = file.reserve();
  const field = pages[0] && writeSignatureField(file, pages[0].layout, firstPage);
  const kids = pages.map((page, index) => {
    const ref = index === 0 ? firstPage : file.reserve();
    const fonts = face === undefined || faceRef === undefined ? undefined : { face, faceRef };
    writePage(file, page, { ref, tree, fonts, annotation: index === 0 ? field : undefined });
    return refer(ref);
  });
  file.object(`<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${String(kids.length)} >>`, tree);
  file.object(`<< /Fields [${field === undefined ? '' : refer(field)}] /SigFlags 1 >>`, form);
  if (face !== undefined && faceRef !== undefined) face.writeTo(file, faceRef);
  const metadata = toMetadata(input, pages);
  const packet = file.stream('/Type /Metadata /Subtype /XML', [toXmp(metadata)]);
  const profile = file.stream('/N 3', [buildSrgbProfile()]);
  const condition = 'sRGB IEC61966-2.1';
  const intent = `<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (${condition}) /Info (${condition}) /DestOutputProfile ${refer(profile)} >>`;
  file.object(
    `<< /Type /Catalog /Version /1.7 /Pages ${refer(tree)} /Metadata ${refer(packet)} /OutputIntents [${intent}] /AcroForm ${refer(form)} ` +
      `/Lang (vi-VN) /ViewerPreferences << /DisplayDocTitle true >> >>`,
    catalog,
  );
  file.object(toInfo(metadata), info);
  return file.finish(catalog, info, input.componentId.replaceAll('-', ''));
}

interface PageContext {
  readonly ref: PdfRef;
  readonly tree: PdfRef;
  readonly fonts: { readonly face: TextFace; readonly faceRef: PdfRef } | undefined;
  readonly annotation: PdfRef | undefined;
}

function writePage(file: PdfFile, { page, picture, layout, recognised }: LaidOut, context: PageContext): void {
  const { widthPx, heightPx, entries, parts } = picture;
  const size = `/Width ${String(widthPx)} /Height ${String(heightPx)}`;
  const image = file.stream(`/Type /XObject /Subtype /Image ${size} ${entries}`, parts);
  const hasText = recognised !== undefined && context.fonts !== undefined;
  const text = hasText
    ? drawTextLayer(context.fonts.face, recognised, layout.shownWidth, layout.shownHeight)
    : undefined;
  const content = file.stream('', [new TextEncoder().encode(toContent(picture, layout, text))]);
  const fonts = hasText ? ` /Font << /F1 ${refer(context.fonts.faceRef)} >>` : '';
  const annotations = context.annotation === undefined ? '' : ` /Annots [${refer(context.annotation)}]`;
  file.object(
    `<< /Type /Page /Parent ${refer(context.tree)} /MediaBox [0 0 ${toNumber(layout.width)} ${toNumber(layout.height)}] /Rotate ${String(page.turnedBy)} ` +
      `/Resources << /XObject << /P ${refer(image)} >>${fonts} >> /Contents ${refer(content)}${annotations} >>`,
    context.ref,
  );
}

/** Nothing is seen of it until it is signed: its appearance is empty. */
function writeSignatureField(file: PdfFile, layout: PageLayout, page: PdfRef): PdfRef {
  const { width, height } = layout.signaturePlace;
  const box = `[0 0 ${toNumber(width)} ${toNumber(height)}]`;
  const appearance = file.stream(`/Type /XObject /Subtype /Form /BBox ${box} /Resources << >>`, []);
  const area = toFieldArea(layout).map(toNumber).join(' ');
  return file.object(
    `<< /Type /Annot /Subtype /Widget /FT /Sig /T ${toTextString(SIGNATURE_FIELD)} /F 4 /Rect [${area}] /P ${refer(page)} ` +
      `/MK << /R ${String(layout.turnedBy)} >> /AP << /N ${refer(appearance)} >> >>`,
  );
}

function toMetadata(input: ComponentPdfInput, pages: readonly LaidOut[]): ComponentMetadata {
  const { madeAt, stationId, officerId, componentName: title } = input;
  const captured = pages.map(({ page, layout }) => ({ ...page, dpi: layout.dpi }));
  return { title, madeAt, stationId, officerId, pages: captured };
}
