import { useEffect, useState } from 'react';
import { useHost } from './app-context.tsx';

export type CameraState = 'starting' | 'on' | 'unavailable';

/** Turns the camera on while the dialog is open; the light goes out with it. */
export function useCamera(video: { readonly current: HTMLVideoElement | null }): CameraState {
  const host = useHost();
  const [state, setState] = useState<CameraState>('starting');
  useEffect(() => {
    let isCurrent = true;
    const opened = host.openCamera();
    opened.then(
      (stream) => {
        if (!isCurrent || video.current === null) return;
        video.current.srcObject = stream;
        setState('on');
      },
      () => {
        if (isCurrent) setState('unavailable');
      },
    );
    return () => {
      isCurrent = false;
      opened.then(
        (stream) => {
          for (const track of stream.getTracks()) track.stop();
        },
        () => undefined,
      );
    };
  }, [host, video]);
  return state;
}
