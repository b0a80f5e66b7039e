import type { IconType } from './icon.tsx';
import { Circle, CircleCheck, Info, OctagonX, TriangleAlert } from './icons.ts';
import type { Tone } from './tone.ts';

/** The sign that goes with a meaning when the caller names no better one. */
export const TONE_ICON: Readonly<Record<Tone, IconType>> = {
  neutral: Circle,
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: OctagonX,
};
