import { expect, test } from 'vitest';
import { type BundleSummary, renderBundle } from '../../src/cli/render/bundle.ts';
import { Ui } from '../../src/cli/ui.ts';
import type { Lang } from '../../src/core/types.ts';

test.skipIf(process.platform === 'win32').each<Lang>(['zh', 'en'])(
  'the command to paste runs nothing that stands in the name (%s)',
  (lang) => {
    let text = '';
    const head = { counts: { claims: 0, examples: 0, cleanSeconds: 0 }, backends: [] };
    const summary = {
      bundle: '/家/A$AP `touch PWNED`.persona',
      zip: null,
      encrypted: null,
      written: true,
      typed: 0,
      head,
      files: [],
    };
    renderBundle(summary as unknown as BundleSummary, new Ui({ write: (more: string) => (text += more) }, lang, false));
    expect(text).toContain("persona verify '/家/A$AP `touch PWNED`.persona'");
  },
);
