import { useRef, useState, type RefObject } from 'react';
import { useImageWork } from '#renderer/context/app-context.tsx';
import { useVideoFrames } from '#renderer/context/use-video-frames.ts';
import { cornerAt, lengthOf, type Quad } from '#shared/imaging/quad.ts';
import { createSceneReader } from './read-scene.ts';
import { createStillness, type Scene, type Stillness } from './stillness.ts';

const LEAST_MS = 200;

export interface PageFinder {
  /** In pixels of the video; `undefined` while no page is seen. */
  readonly found: Quad | undefined;
  /** The page that is seen is taken: the next one is waited for. */
  readonly markTaken: () => void;
}

/**
 * Looks for the page in front of the camera, five times a second at most and away from the window's thread.
 * @param takeStill is asked for a page that lies still and has not been taken yet; tells whether it was taken
 */
export function usePageFinder(
  video: RefObject<HTMLVideoElement | null>,
  isOn: boolean,
  takeStill: (corners: Quad) => Promise<boolean>,
): PageFinder {
  const imageWork = useImageWork();
  const [found, setFound] = useState<Quad>();
  const tools = useRef<{ readonly readScene: (frame: ImageBitmap) => Scene; readonly stillness: Stillness }>(null);
  const look = async (frame: ImageBitmap): Promise<void> => {
    tools.current ??= { readScene: createSceneReader(), stillness: createStillness() };
    const scene = tools.current.readScene(frame);
    const quad = await imageWork.findPageCorners(frame);
    // An outline that stays where it is is not drawn again.
    setFound((known) => (isNear(known, quad) ? known : quad));
    const isStill = tools.current.stillness.look(scene, quad !== undefined);
    if (isStill && quad !== undefined && (await takeStill(quad))) tools.current.stillness.markTaken();
  };
  useVideoFrames(video, isOn, look, LEAST_MS);
  return {
    found,
    markTaken() {
      tools.current?.stillness.markTaken();
    },
  };
}

const NEAR_PX = 1;

function isNear(one: Quad | undefined, other: Quad | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.every((corner, at) => lengthOf(corner, cornerAt(other, at)) <= NEAR_PX);
}
