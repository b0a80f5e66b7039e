/** What a page may load, besides its own origin. */
export interface PolicyOptions {
  /** Where the renderer may connect: the gateway's origin and nothing else. */
  readonly connectTo: readonly string[];
}

/**
 * The Content-Security-Policy of every answer on our own scheme. No inline script or style, no `eval`; WebAssembly may
 * be compiled (`'wasm-unsafe-eval'`), which the code reader and the hashing worker need. Loosening a line here widens
 * what a hostile scan or a damaged answer of the gateway could do in the window.
 */
export function contentSecurityPolicy(options: PolicyOptions): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src ${["'self'", ...options.connectTo].join(' ')}`,
    "worker-src 'self'",
    'media-src blob: mediastream:',
    "manifest-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** Headers sent with every answer on our own scheme. */
export function securityHeaders(policy: string): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': 'no-cache',
  };
}
