import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { ScanSettings } from './scanner.ts';

/** What a device lets be set, by option (`--source`, `-x`). Options that are inactive are left out. */
export interface DeviceOptions {
  readonly choices: ReadonlyMap<string, readonly string[]>;
  readonly ranges: ReadonlyMap<string, { readonly min: number; readonly max: number }>;
  /** Options that are on or off. */
  readonly switches: ReadonlySet<string>;
  /** What the device says of itself and does not let be set. */
  readonly fixed: ReadonlyMap<string, string>;
}

type NotSupported = AppError<'notSupported'>;

const OPTION_LINE = /^ {4}(--[\w-]+|-[a-z])(\[=\(yes\|no\)\]|\s\S.*?)\s\[(.*?)\](?:\s\[(.*)\])?$/;
const RANGE = /^(-?[\d.]+)\.\.(-?[\d.]+)[a-z%]*/;
/** An option that takes any number, as `scanimage` lists it. */
const ANY_NUMBER = /^<(int|float)>/;
const FEEDER = /\badf\b|feeder/i;
const BOTH_SIDES = /duplex|both/i;
const PAPER_MM = { A4: { width: 210, height: 297 }, A5: { width: 148, height: 210 } } as const;
/** A glass that is declared a little smaller than A4 (215 × 296.9 mm) takes A4 all the same. */
const GLASS_TOLERANCE_MM = 3;

/** Reads `scanimage --all-options` in the C locale. Lines it does not know are passed over. */
export function parseDeviceOptions(text: string): DeviceOptions {
  const choices = new Map<string, readonly string[]>();
  const ranges = new Map<string, { min: number; max: number }>();
  const switches = new Set<string>();
  const fixed = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, values, state, more] = OPTION_LINE.exec(line) ?? [];
    if (name === undefined || values === undefined || state === 'inactive') continue;
    const [, min, max] = RANGE.exec(values.trim()) ?? [];
    if (more?.includes('read-only') === true) fixed.set(name, state ?? '');
    else if (values.startsWith('[=')) switches.add(name);
    else if (min !== undefined && max !== undefined) ranges.set(name, { min: Number(min), max: Number(max) });
    else choices.set(name, values.trim().split('|'));
  }
  return { choices, ranges, switches, fixed };
}

/**
 * The options of a run. What a device does not let be chosen is left to it. Error `notSupported`: it lets it be chosen,
 * and not as asked for; less is never scanned.
 */
export function toDeviceArguments(options: DeviceOptions, settings: ScanSettings): Result<string[], NotSupported> {
  const args: string[] = [];
  for (const part of [sourceOf, modeOf, resolutionOf, areaOf]) {
    const found = part(options, settings);
    if (found === undefined) return err({ code: 'notSupported' });
    args.push(...found);
  }
  return ok(args);
}

type Part = (options: DeviceOptions, settings: ScanSettings) => readonly string[] | undefined;

const sourceOf: Part = (options, { source }) => {
  const sources = options.choices.get('--source') ?? [];
  const feeder = sources.find((name) => FEEDER.test(name) && !BOTH_SIDES.test(name) && !/back/i.test(name));
  if (source === 'feeder') return feeder === undefined ? undefined : [`--source=${feeder}`];
  if (source === 'duplex') return duplexOf(options, sources, feeder);
  const flatbed = sources.find((name) => /flatbed|platen|^fb$/i.test(name));
  // A device that has nothing to choose from takes one page from where it takes paper. A feeder it may have is not used:
  // without one it would give the same page on its glass again and again.
  if (flatbed === undefined) return sources.length === 0 ? [] : undefined;
  return [`--source=${flatbed}`];
};

/** Some drivers have a source for both sides, some a switch beside the feeder. */
function duplexOf(
  options: DeviceOptions,
  sources: readonly string[],
  feeder: string | undefined,
): readonly string[] | undefined {
  const both = sources.find((name) => BOTH_SIDES.test(name));
  if (both !== undefined) return [`--source=${both}`];
  if (feeder === undefined) return undefined;
  if (options.switches.has('--duplex')) return [`--source=${feeder}`, '--duplex=yes'];
  const mode = options.choices.get('--adf-mode')?.find((name) => BOTH_SIDES.test(name));
  return mode === undefined ? undefined : [`--source=${feeder}`, `--adf-mode=${mode}`];
}

const modeOf: Part = (options, { colourMode }) => {
  const modes = options.choices.get('--mode');
  if (modes === undefined) return [];
  const wanted = colourMode === 'colour' ? [/^colou?r$/i, /colou?r/i] : [/^gr[ae]y$/i, /^(true |8.?bit )?gr[ae]y/i];
  const mode = wanted.flatMap((pattern) => modes.filter((name) => pattern.test(name)))[0];
  return mode === undefined ? undefined : [`--mode=${mode}`];
};

const resolutionOf: Part = (options, { dpi }) => {
  const range = options.ranges.get('--resolution');
  if (range !== undefined) {
    const least = Math.max(dpi, range.min);
    return least <= range.max ? [`--resolution=${String(least)}`] : undefined;
  }
  const choices = options.choices.get('--resolution');
  if (choices === undefined) return (fixedDpi(options) ?? dpi) >= dpi ? [] : undefined;
  if (choices.every((choice) => ANY_NUMBER.test(choice))) return [`--resolution=${String(dpi)}`];
  const enough = choices.map((step) => Number.parseFloat(step)).filter((step) => step >= dpi);
  return enough.length === 0 ? undefined : [`--resolution=${String(Math.min(...enough))}`];
};

function fixedDpi(options: DeviceOptions): number | undefined {
  const dpi = Number.parseFloat(options.fixed.get('--resolution') ?? '');
  return dpi > 0 ? dpi : undefined;
}

/** With which resolution the run scans; `null`: the device neither lets it be set nor says it. */
export function dpiOfRun(options: DeviceOptions, settings: ScanSettings): number | null {
  const [argument] = resolutionOf(options, settings) ?? [];
  return argument === undefined ? (fixedDpi(options) ?? null) : Number.parseFloat(argument.replace(/^.*=/, ''));
}

const areaOf: Part = (options, { paperSize }) => {
  const { width, height } = PAPER_MM[paperSize];
  const across = lengthOf(options, '-x', width);
  const down = lengthOf(options, '-y', height);
  if (across === undefined || down === undefined) return undefined;
  // Feeders that centre the paper must know its size besides the area.
  const paper = [
    ...(options.ranges.has('--page-width') ? [`--page-width=${String(width)}`] : []),
    ...(options.ranges.has('--page-height') ? [`--page-height=${String(height)}`] : []),
  ];
  return [...paper, ...across, ...down];
};

/** A device that does not let the area be set scans what it has. */
function lengthOf(options: DeviceOptions, option: '-x' | '-y', wantedMm: number): readonly string[] | undefined {
  const range = options.ranges.get(option);
  if (range === undefined) return [];
  if (range.max < wantedMm - GLASS_TOLERANCE_MM) return undefined;
  return [option, String(Math.min(wantedMm, range.max))];
}
