import type { Wording } from '../errors.ts';

export const BUNDLE_WORDING = {
  'consent-open': {
    say: { en: 'Nobody has said yet on what ground this may be used.', zh: '还没有说明依据什么使用这些资料。' },
    hint: {
      en: 'Fill `consent` in {file}, or run `persona init --force`.',
      zh: '请在 {file} 中填写 consent,或运行 `persona init --force`。',
    },
  },
  'unknown-backend': {
    say: { en: 'There is no backend called {id}.', zh: '没有名为 {id} 的后端。' },
    hint: {
      en: 'Did you mean one of these? `persona backends` lists them all.{near}',
      zh: '您要找的是不是:{near}\n  全部名称见 `persona backends`。',
    },
    exitCode: 2,
  },
} as const satisfies Record<string, Wording>;
