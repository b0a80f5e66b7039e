import { useEffect, useEffectEvent, type RefObject } from 'react';

/**
 * Hands on the video's frames, the newest one whenever the last has been dealt with. At its full size: making it smaller
 * here would cost the window's thread four times as much.
 * @param leastMs from one frame to the next
 */
export function useVideoFrames(
  video: RefObject<HTMLVideoElement | null>,
  isOn: boolean,
  onFrame: (frame: ImageBitmap) => Promise<void>,
  leastMs = 0,
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
      const frame = await grabFrame(element);
      if (!isCurrent) frame?.close();
      else if (frame !== undefined) await handOn(frame);
      wait();
    };
    wait();
    return () => {
      isCurrent = false;
    };
  }, [video, isOn, leastMs]);
}

/** `undefined` when there is no picture: the camera was taken away, or has not begun. */
export async function grabFrame(video: HTMLVideoElement): Promise<ImageBitmap | undefined> {
  try {
    return await createImageBitmap(video);
  } catch {
    // The next frame comes, or none does.
    return undefined;
  }
}
