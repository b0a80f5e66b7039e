import { useEffect, useRef, useState } from 'react';
import { useQueries, useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import type { DossierDetail, Queries } from '#renderer/data/queries/queries.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { CircleCheck, ScanLine } from '#renderer/ui/icons.ts';
import type { DossierComponent } from '#shared/domain/dossier.ts';
import type { ExtractionFields } from '#shared/domain/extraction/extraction.ts';
import type { ExtractionPageImage } from './extraction-page.tsx';
import { ExtractionPanel } from './extraction-panel.tsx';

interface ExtractionDialogProps {
  readonly detail: DossierDetail;
  readonly component: DossierComponent;
}

/** How far the data of a digitised component are, and the way to look at them beside its pages and confirm them. */
export function ExtractionDialog({ detail, component }: ExtractionDialogProps) {
  const { t } = useTranslation('extraction');
  const [isOpen, setIsOpen] = useState(false);
  const state = extractionOf(detail, component)?.state ?? 'none';
  const close = (): void => {
    setIsOpen(false);
  };
  return (
    <>
      <Button size="small" icon={state === 'confirmed' ? CircleCheck : ScanLine} onClick={() => setIsOpen(true)}>
        {t(`open.${state}`)}
      </Button>
      {isOpen && <OpenedExtraction detail={detail} component={component} onClose={close} />}
    </>
  );
}

function extractionOf({ extractions }: DossierDetail, { componentId }: DossierComponent) {
  return extractions.find((each) => each.componentId === componentId);
}

function OpenedExtraction({
  detail,
  component,
  onClose,
}: ExtractionDialogProps & {
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['extraction', 'common']);
  const errorText = useErrorText();
  const workflows = useWorkflows();
  const session = useSession();
  const pages = usePageImages(component);
  const [failureCode, setFailureCode] = useState<string | null>(null);
  const isConfirming = useRef(false);
  const known = extractionOf(detail, component);
  const confirm = async (fields: ExtractionFields): Promise<void> => {
    // A key that is held down is one confirmation.
    if (isConfirming.current) return;
    isConfirming.current = true;
    setFailureCode(null);
    const confirmed = await workflows.confirmExtraction(session, component.componentId, fields);
    if (confirmed.ok) {
      onClose();
      return;
    }
    isConfirming.current = false;
    setFailureCode(confirmed.error.code);
  };
  return (
    <Dialog
      isOpen
      size="full"
      onClose={onClose}
      title={t('panel')}
      description={`${component.name} · ${detail.dossier.dossierCode}`}
      closeLabel={t('common:close')}
    >
      {pages !== undefined && (
        <ExtractionPanel
          pages={pages}
          proposal={known?.proposal ?? {}}
          confirmed={known?.confirmed?.fields}
          failure={failureCode === null ? null : errorText({ code: failureCode })}
          onConfirm={(fields) => void confirm(fields)}
        />
      )}
    </Dialog>
  );
}

/** The pages that are still here, as object URLs that go with the dialog; `undefined` until they are read. */
function usePageImages(component: DossierComponent): readonly ExtractionPageImage[] | undefined {
  const { readPagePicture } = useQueries();
  // The pages of an accepted component never change, but every look at the dossier brings them anew.
  const [pages] = useState(component.pages);
  const [images, setImages] = useState<readonly ExtractionPageImage[]>();
  useEffect(() => {
    const urls: string[] = [];
    let isGone = false;
    const show = (read: readonly ReadPicture[]): void => {
      if (isGone) return;
      const shown = read.map(({ blob, ...place }) => ({ ...place, url: URL.createObjectURL(blob) }));
      urls.push(...shown.map(({ url }) => url));
      setImages(shown);
    };
    readPictures(readPagePicture, pages).then(show, (cause: unknown) => {
      // The data can be typed from the paper all the same.
      show([]);
      throw cause;
    });
    return () => {
      isGone = true;
      for (const url of urls) URL.revokeObjectURL(url);
    };
  }, [readPagePicture, pages]);
  return images;
}

type ReadPicture = Omit<ExtractionPageImage, 'url'> & { readonly blob: Blob };

async function readPictures(
  readPagePicture: Queries['readPagePicture'],
  pages: DossierComponent['pages'],
): Promise<readonly ReadPicture[]> {
  const read = await Promise.all(
    pages.map(async ({ hash, widthPx, heightPx, turnedBy }, pageIndex) => {
      const blob = await readPagePicture(hash);
      return blob === undefined ? [] : [{ blob, pageIndex, widthPx, heightPx, turnedBy }];
    }),
  );
  return read.flat();
}
