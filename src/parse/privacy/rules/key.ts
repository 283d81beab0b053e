import type { Rule } from '../rule.ts';
import { spansOf } from '../spans.ts';
import { TRAIT } from '../traits.ts';

/**
 * Secrets with a recognisable prefix: OpenAI and Anthropic (sk-), GitHub (ghp_ …), AWS (AKIA), Google (AIza), Slack
 * (xoxb-), Stripe (sk_live_), GitLab, Groq, Hugging Face, npm, Aliyun (LTAI), Tencent Cloud (AKID), JSON web tokens,
 * PEM private keys.
 */
const KEYS = new RegExp(
  [
    'sk-[A-Za-z0-9_-]{16,200}',
    '[rs]k_(?:live|test)_[A-Za-z0-9]{16,200}',
    'gh[pousr]_[A-Za-z0-9]{20,255}',
    'github_pat_[A-Za-z0-9_]{20,255}',
    '(?:AKIA|ASIA)[0-9A-Z]{16}',
    'AIza[0-9A-Za-z_-]{35}',
    'xox[abeprs]-[0-9A-Za-z-]{10,250}',
    'glpat-[0-9A-Za-z_-]{20,64}',
    'gsk_[A-Za-z0-9]{20,100}',
    'hf_[A-Za-z0-9]{20,64}',
    'npm_[A-Za-z0-9]{36}',
    'LTAI[0-9A-Za-z]{12,24}',
    'AKID[0-9A-Za-z]{13,40}',
    'eyJ[A-Za-z0-9_-]{8,2000}\\.[A-Za-z0-9_-]{8,4000}\\.[A-Za-z0-9_-]{8,1000}',
    '-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[A-Za-z0-9+/=\\s]{16,8000}(?:-----END [A-Z ]{0,20}PRIVATE KEY-----)?',
  ]
    .map((pattern) => `(?<![A-Za-z0-9])${pattern}`)
    .join('|'),
  'gu',
);
/**
 * A value that looks like any other hash is a secret because of its name: access_token=…, AppSecret …, Bearer …,
 * sessionid=…; it has digits and letters. After plain `key` there must be a sign or 是.
 */
const NAMED =
  /(?:(?:(?<![a-z])bearer|token|secret(?:_?access)?(?:_?key)?|api[_-]?key|sess(?:ion)?[_-]?id)(?:["']?\s{0,3}[:=]\s{0,3}["']?|[ 是为])|(?<![a-z])key(?:["']?\s{0,3}[:=]\s{0,3}["']?|[是为]))(?=[a-z_/+-]{0,60}\d)(?=[\d_/+-]{0,60}[a-z])(?<found>[a-z0-9_/+.-]{20,200}={0,2})/giu;
/** Values that give access to whoever follows a link: ?pwd=…; and mysql://user:PASSWORD@host. */
const IN_LINK =
  /[?&](?:pwd|passwd|password|passcode)=(?<found>[A-Za-z0-9._~%+-]{4,64})|:\/\/[A-Za-z0-9._%+-]{0,64}:(?<late>[!#-&(-.0-9;-?A-[\]-~]{1,64})(?=@)/giu;
/** One cheap test before the alternatives. */
const MARK =
  /sk[-_]|[Tt]oken|TOKEN|[Ss]ecret|SECRET|[Bb]earer|[Kk]ey|KEY|sess|SESS|rk_|gh[pousr]_|github_pat_|A[KS]IA|AIza|xox|glpat-|hf_|npm_|LTAI|AKID|eyJ|:\/\//u;

export const key: Rule = {
  id: 'key',
  label: { zh: '密钥', en: 'key' },
  needs: [TRAIT.latin],
  likeHash: true,
  find: (text) =>
    MARK.test(text) ? [KEYS, NAMED, IN_LINK].flatMap((pattern) => spansOf(text, pattern, (found) => found)) : [],
  inUrl: () => true,
};
