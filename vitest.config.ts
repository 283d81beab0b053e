import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    update: 'none',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Synthetic speech and model inference are CPU-bound: more workers than cores only makes each one slower.
    maxWorkers: 2,
  },
});
