import type { ComponentType, SVGProps } from 'react';

/** Any icon of the set in `icons.ts`. */
export type IconType = ComponentType<
  SVGProps<SVGSVGElement> & { size?: number | string; strokeWidth?: number | string }
>;

export interface IconProps {
  readonly icon: IconType;
  /** 16 px beside text, 20 px in the rail and in notices. */
  readonly size?: 16 | 20;
  readonly className?: string | undefined;
}

/** An icon is always beside a word, so it is hidden from assistive technology. */
export function Icon({ icon: Glyph, size = 16, className }: IconProps) {
  return <Glyph size={size} strokeWidth={1.75} className={className} aria-hidden="true" focusable="false" />;
}
