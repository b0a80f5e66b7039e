import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { SANDBOX_OFF_NOTICE } from './texts.ts';

/** Whether Chromium's own sandbox can work here, and with which arguments Electron starts. */
export type SandboxVerdict =
  | { readonly kind: 'works'; readonly args: readonly string[] }
  | { readonly kind: 'off'; readonly args: readonly string[]; readonly notice: string }
  /** Starting would fail: the system forbids user namespaces and the helper program is not set up. */
  | { readonly kind: 'blocked'; readonly helper: string };

const SETUID_ROOT = 0o4000;

/** Root cannot use the sandbox (build machines); everybody else always runs sandboxed. */
export function judgeSandbox(executablePath: string): SandboxVerdict {
  if (process.platform !== 'linux') return { kind: 'works', args: [] };
  if (process.getuid?.() === 0) return { kind: 'off', args: ['--no-sandbox'], notice: SANDBOX_OFF_NOTICE };
  const helper = path.join(path.dirname(executablePath), 'chrome-sandbox');
  if (areUserNamespacesForbidden() && !isSetuidRoot(helper)) return { kind: 'blocked', helper };
  return { kind: 'works', args: [] };
}

/** Debian's old switch, the general limit, and the restriction that Ubuntu has had since 24.04. */
function areUserNamespacesForbidden(): boolean {
  return (
    readSetting('/proc/sys/kernel/unprivileged_userns_clone') === '0' ||
    readSetting('/proc/sys/user/max_user_namespaces') === '0' ||
    readSetting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1'
  );
}

function readSetting(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined; // This kernel has no such switch.
  }
}

function isSetuidRoot(file: string): boolean {
  try {
    const found = statSync(file);
    return found.uid === 0 && (found.mode & SETUID_ROOT) !== 0;
  } catch {
    return false;
  }
}
