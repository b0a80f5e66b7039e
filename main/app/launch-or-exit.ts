import { parseLaunchOptions, type LaunchOptions } from './launch-options.ts';

const EXIT_BAD_OPTION = 2;

/** The options of this process, or the end of it with a line that names the wrong variable. */
export function launchOptionsOrExit(): LaunchOptions {
  const parsed = parseLaunchOptions(process.env);
  if (parsed.ok) return parsed.value;
  process.stderr.write(`Biến môi trường ${parsed.error.details?.variable ?? ''} không hợp lệ.\n`);
  process.exit(EXIT_BAD_OPTION);
}
