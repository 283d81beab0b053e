import { createRequire } from 'node:module';

/** From package.json: stands in every manifest and in `--version`. */
const { name, version } = createRequire(import.meta.url)('../../package.json') as { name: string; version: string };
export const TOOL = { name, version };
