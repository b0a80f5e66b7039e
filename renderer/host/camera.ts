/** Asks for the largest picture the camera gives: papers must stay legible. Rejects when there is no camera to be had. */
export function openCamera(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({
    video: { width: { ideal: 3840 }, height: { ideal: 2160 }, facingMode: { ideal: 'environment' } },
    audio: false,
  });
}
