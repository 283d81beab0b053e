import { both, escapeHtml } from '../../core/html.ts';
import type { StyleReport } from '../../core/style.ts';
import type { Lang } from '../../core/types.ts';
import { LOOK, TOGGLE } from './page/look.ts';
import {
  contentSection,
  droppedSection,
  headline,
  peopleSection,
  sourceSection,
  timeSection,
} from './page/sections.ts';
import { styleSections } from './page/style-sections.ts';
import type { CorpusReport } from './report.ts';

/**
 * corpus/report.html: one page that needs no other file and fetches nothing. It shows counts and habits of speech, but
 * no message. It holds both languages; `lang` is shown first. The same data give the same bytes.
 */
export function reportHtml(report: CorpusReport, style: StyleReport, lang: Lang): string {
  const title = { en: `What ${report.subject.name} wrote and said`, zh: `${report.subject.name}写下和说过的话` };
  return `<!doctype html>
<html lang="${lang}" data-lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escapeHtml(title[lang])}</title>
<style>${LOOK}</style>
</head>
<body>
<main>
<header><h1>${both(title)}</h1><button type="button"><span class="en">中文</span><span class="zh">English</span></button></header>
${headline(report)}
${timeSection(report)}
${contentSection(report)}
${styleSections(style)}
${peopleSection(report)}
${sourceSection(report)}
${droppedSection(report)}
</main>
<script>${TOGGLE}</script>
</body>
</html>
`;
}
