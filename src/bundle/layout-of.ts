import type { Layout } from './layout.ts';
import * as layouts from './layouts/index.ts';

const LAYOUTS = new Map<string, Layout>((Object.values(layouts) as Layout[]).map((layout) => [layout.id, layout]));

/** Undefined for a backend without a known layout. */
export const layoutOf = (id: string | null): Layout | undefined => (id === null ? undefined : LAYOUTS.get(id));
