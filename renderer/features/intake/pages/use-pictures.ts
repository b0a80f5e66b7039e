import { useEffect, useState } from 'react';
import { useImageWork, useQueries } from '#renderer/context/app-context.tsx';
import { useIntake } from '#renderer/features/intake/use-intake.ts';
import { ThumbnailCache } from './thumbnail-cache.ts';

/** Twice the size on the screen, for screens at 150 and 200 %. */
const THUMBNAIL_PX = 168;

/** The small pictures of one intake screen, given back when it is left. */
export function useThumbnailCache(): ThumbnailCache {
  const { readPagePicture } = useQueries();
  const imageWork = useImageWork();
  const [cache] = useState(
    () =>
      new ThumbnailCache(async (hash) => {
        const picture = await readPagePicture(hash);
        return picture && imageWork.drawThumbnail(picture, THUMBNAIL_PX);
      }),
  );
  useEffect(
    () => () => {
      cache.clear();
    },
    [cache],
  );
  return cache;
}

/** Address of a page in small; `undefined` until it is drawn. */
export function useThumbnail(hash: string): string | undefined {
  const { thumbnails } = useIntake();
  const [src, setSrc] = useState(() => thumbnails.find(hash));
  useEffect(() => {
    let isCurrent = true;
    void thumbnails.read(hash).then((address) => {
      if (isCurrent) setSrc(address);
    });
    return () => {
      isCurrent = false;
    };
  }, [thumbnails, hash]);
  return src;
}

export type LargePicture = { readonly kind: 'loading' | 'missing' } | { readonly kind: 'there'; readonly src: string };

/** The stored picture of a page in its full size. */
export function useLargePicture(hash: string): LargePicture {
  const { readPagePicture } = useQueries();
  const [picture, setPicture] = useState<LargePicture & { readonly hash: string }>({ kind: 'loading', hash });
  useEffect(() => {
    let isCurrent = true;
    let address: string | undefined;
    void readPagePicture(hash).then((found) => {
      if (!isCurrent) return;
      address = found && URL.createObjectURL(found);
      setPicture(address === undefined ? { kind: 'missing', hash } : { kind: 'there', src: address, hash });
    });
    return () => {
      isCurrent = false;
      if (address !== undefined) URL.revokeObjectURL(address);
    };
  }, [readPagePicture, hash]);
  return picture.hash === hash ? picture : { kind: 'loading' };
}
