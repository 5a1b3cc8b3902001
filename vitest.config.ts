// How the tests run: in Node, in files named *.test.ts under tests/, two at a time on two cores. Files share what they load:
// a fifth of the time would go into loading the same sources again, and no test changes what it imports.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    maxWorkers: '100%',
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
