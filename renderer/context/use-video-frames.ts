import { useEffect, useEffectEvent, type RefObject } from 'react';

/** How many frames are taken, and how large: both cost time of the window's thread. */
export interface FramePace {
  /** From one frame to the next. */
  readonly leastMs: number;
  /** Frames are made smaller to this width; never larger. */
  readonly widthPx: number;
}

/** Hands on the video's frames, the newest one whenever the last has been dealt with. */
export function useVideoFrames(
  video: RefObject<HTMLVideoElement | null>,
  isOn: boolean,
  onFrame: (frame: ImageBitmap) => Promise<void>,
  { leastMs, widthPx }: FramePace = { leastMs: 0, widthPx: Infinity },
): void {
  const handOn = useEffectEvent(onFrame);
  useEffect(() => {
    const element = video.current;
    if (!isOn || element === null) return undefined;
    let isCurrent = true;
    let takenAt = -Infinity;
    const wait = (): void => {
      if (!isCurrent) return;
      element.requestVideoFrameCallback((now) => {
        if (now - takenAt < leastMs) wait();
        else void take(now);
      });
    };
    const take = async (now: number): Promise<void> => {
      takenAt = now;
      const frame = await grabFrame(element, widthPx);
      if (!isCurrent) frame?.close();
      else if (frame !== undefined) await handOn(frame);
      wait();
    };
    wait();
    return () => {
      isCurrent = false;
    };
  }, [video, isOn, leastMs, widthPx]);
}

/** `undefined` when there is no picture: the camera was taken away, or has not begun. */
export async function grabFrame(video: HTMLVideoElement, widthPx = Infinity): Promise<ImageBitmap | undefined> {
  try {
    if (video.videoWidth <= widthPx) return await createImageBitmap(video);
    return await createImageBitmap(video, { resizeWidth: widthPx, resizeQuality: 'low' });
  } catch {
    // The next frame comes, or none does.
    return undefined;
  }
}
