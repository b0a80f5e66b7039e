import { useEffect, useEffectEvent, type RefObject } from 'react';

/** Hands on the video's frames, the newest one whenever the last has been dealt with. */
export function useVideoFrames(
  video: RefObject<HTMLVideoElement | null>,
  isOn: boolean,
  onFrame: (frame: ImageBitmap) => Promise<void>,
): void {
  const handOn = useEffectEvent(onFrame);
  useEffect(() => {
    const element = video.current;
    if (!isOn || element === null) return undefined;
    let isCurrent = true;
    const wait = (): void => {
      if (isCurrent) element.requestVideoFrameCallback(() => void take());
    };
    const take = async (): Promise<void> => {
      const frame = await grab(element);
      if (!isCurrent) frame?.close();
      else if (frame !== undefined) await handOn(frame);
      wait();
    };
    wait();
    return () => {
      isCurrent = false;
    };
  }, [video, isOn]);
}

async function grab(video: HTMLVideoElement): Promise<ImageBitmap | undefined> {
  try {
    return await createImageBitmap(video);
  } catch {
    // The camera was taken away between two frames; the next one comes, or none does.
    return undefined;
  }
}
