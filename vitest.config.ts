import { defineConfig } from 'vitest/config';

/** One minute: an integration test may start a real PostgreSQL and wait for several scripted outages. */
const INTEGRATION_TIMEOUT_MS = 60_000;

const tests = (kind: string): string[] => [`test/${kind}/**/*.test.ts`, `test/${kind}/**/*.test.tsx`];

export default defineConfig({
  test: {
    globals: false,
    retry: 0,
    dangerouslyIgnoreUnhandledErrors: false,
    passWithNoTests: false,
    allowOnly: false,
    environment: 'node',
    // One for each of two cores; left to itself a machine of two gets one.
    maxWorkers: 2,
    projects: [
      // Pure or over a store of their own: reading every module anew for each file would take longer than the tests.
      {
        extends: true,
        test: { name: 'unit', include: tests('unit'), isolate: false, restoreMocks: true, testTimeout: 20_000 },
      },
      {
        extends: true,
        test: {
          name: 'property',
          include: tests('property'),
          setupFiles: ['test/support/fast-check-setup.ts'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: { name: 'contract', include: tests('contract'), testTimeout: 20_000 },
      },
      {
        extends: true,
        test: {
          name: 'documents',
          include: tests('integration/documents'),
          testTimeout: INTEGRATION_TIMEOUT_MS,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: tests('integration'),
          exclude: tests('integration/documents'),
          globalSetup: ['test/support/postgres-setup.ts'],
          fileParallelism: false,
          testTimeout: INTEGRATION_TIMEOUT_MS,
          hookTimeout: INTEGRATION_TIMEOUT_MS,
        },
      },
    ],
  },
});
