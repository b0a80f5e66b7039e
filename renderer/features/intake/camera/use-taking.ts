import { useEffect, useRef, useState, type RefObject } from 'react';
import { useImageWork, useWorkflows } from '#renderer/context/app-context.tsx';
import { grabFrame } from '#renderer/context/use-video-frames.ts';
import { wholePicture, type Quad } from '#shared/imaging/quad.ts';
import { toLocalDate, toLocalTime } from '#shared/kernel/instant.ts';

export interface TakenPage {
  /** From 1, in the order they were taken. */
  readonly number: number;
  /** Object URL of a small copy; the strip goes without a picture where none could be drawn. */
  readonly url: string | undefined;
  readonly isBlank: boolean;
}

export interface Taking {
  readonly pages: readonly TakenPage[];
  readonly isTaking: boolean;
  /** The last picture could not be worked on. */
  readonly hasFailed: boolean;
  /** @param corners the whole picture without them. @returns whether a page was taken */
  readonly take: (corners: Quad | undefined) => Promise<boolean>;
}

const SMALL_SIDE_PX = 160;

/** Takes pages one at a time: the frame at its full size, laid flat between its corners. */
export function useTaking(video: RefObject<HTMLVideoElement | null>, onTaken: (file: File) => void): Taking {
  const imageWork = useImageWork();
  const workflows = useWorkflows();
  const [pages, setPages] = useState<readonly TakenPage[]>([]);
  const [state, setState] = useState<'ready' | 'taking' | 'failed'>('ready');
  const count = useRef(0);
  const isBusy = useRef(false);
  const urls = useObjectUrls();
  const takeOne = async (corners: Quad | undefined): Promise<boolean> => {
    const frame = video.current === null ? undefined : await grabFrame(video.current);
    if (frame === undefined) return false;
    const page = await imageWork.straighten(frame, corners ?? wholePicture(frame.width, frame.height));
    if (page === undefined) return false;
    count.current += 1;
    const number = count.current;
    const now = workflows.now();
    const name = `chup-${toLocalDate(now)}-${toLocalTime(now).replace(':', '')}-${String(number)}.jpg`;
    const file = new File([page.bytes], name, { type: page.mediaType });
    onTaken(file);
    const small = await imageWork.drawThumbnail(file, SMALL_SIDE_PX);
    const url = small && urls.add(small);
    setPages((known) => [...known, { number, url, isBlank: page.isBlank }]);
    return true;
  };
  return {
    pages,
    isTaking: state === 'taking',
    hasFailed: state === 'failed',
    async take(corners) {
      if (isBusy.current) return false;
      isBusy.current = true;
      setState('taking');
      const isTaken = await takeOne(corners);
      isBusy.current = false;
      setState(isTaken ? 'ready' : 'failed');
      return isTaken;
    },
  };
}

/** Object URLs that end with the dialog. */
function useObjectUrls(): { readonly add: (blob: Blob) => string } {
  const made = useRef<string[]>([]);
  useEffect(() => {
    const urls = made.current;
    return () => {
      for (const url of urls.splice(0)) URL.revokeObjectURL(url);
    };
  }, []);
  return {
    add(blob) {
      const url = URL.createObjectURL(blob);
      made.current.push(url);
      return url;
    },
  };
}
