import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** `.ci/run` asks for a report in a file, to count passed and failed tests from. */
const report = process.env.MESHSEC_TEST_REPORT;

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    benchmark: { include: ['test/**/*.bench.ts'] },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
});
