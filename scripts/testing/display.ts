/** What to put before a command that opens windows: nothing where there is a display, else a virtual one. */
export function displayCommand(): readonly string[] {
  const hasDisplay = (process.env['DISPLAY'] ?? '') !== '' || (process.env['WAYLAND_DISPLAY'] ?? '') !== '';
  if (process.platform !== 'linux' || hasDisplay) return [];
  return ['xvfb-run', '-a', '-s', '-screen 0 1920x1080x24'];
}
