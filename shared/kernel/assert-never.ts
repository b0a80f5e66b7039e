/** Makes a `switch` over a closed union exhaustive: adding a member stops compilation at every use. */
export function assertNever(value: never): never {
  throw new Error(`unreachable case: ${typeof value}`);
}
