import { defineConfig } from 'vitest/config';

// CI wants the counts as a file beside the usual output.
const results = process.env.PERSONA_TEST_RESULTS;

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // A missing or different expected file fails; `vitest run -u` records it.
    update: 'none',
    reporters: results ? ['default', ['json', { outputFile: results }]] : ['default'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Speech and model inference are CPU-bound: more workers than cores only makes each one slower.
    maxWorkers: 2,
  },
});
