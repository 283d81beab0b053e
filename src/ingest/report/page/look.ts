/** Style sheet of the corpus page: one column, light and dark, readable on a phone. */
export const LOOK = `
:root { color-scheme: light dark; --ink: #1d2329; --soft: #68727c; --line: #dfe3e8; --card: #fff; --page: #f4f5f7;
  --own: #2f6fb3; --all: #c3ccd6; --gone: #c98a1b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --soft: #97a1ab; --line: #333a42; --card: #1d2228;
  --page: #14181c; --own: #6aa5e2; --all: #48525d; --gone: #dca544; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.6 system-ui, -apple-system, "PingFang SC",
  "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
html[data-lang="zh"] .en, html[data-lang="en"] .zh { display: none; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: baseline; justify-content: space-between; }
h1 { font-size: 1.4rem; margin: .4rem 0; overflow-wrap: anywhere; } h2 { font-size: 1.1rem; margin: 1.8rem 0 .6rem; }
h3 { font-size: 1rem; margin: 1rem 0 .3rem; }
button { font: inherit; color: inherit; cursor: pointer; border: 1px solid var(--line); background: var(--card);
  border-radius: 1rem; padding: .2rem .8rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .7rem; padding: .9rem 1rem; margin: .8rem 0; }
.card > :first-child { margin-top: 0; } .card > :last-child { margin-bottom: 0; }
.soft { color: var(--soft); } .small { font-size: .875rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .8rem; }
.figures b { display: block; font-size: 1.7rem; line-height: 1.25; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; margin: .4rem 0; }
svg { display: block; } svg.time { width: 100%; height: 9rem; } svg.short { height: 6rem; } .years { position: relative; height: 1.3rem; font-size: .75rem; color: var(--soft); }
.years span { position: absolute; } .hit { fill: transparent; }
rect.all { fill: var(--all); } rect.own { fill: var(--own); }
.fall { display: grid; grid-template-columns: max-content max-content 1fr; gap: .3rem .8rem; align-items: center; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.track { height: .7rem; border-radius: .35rem; background: color-mix(in srgb, var(--all) 35%, transparent); overflow: hidden; }
.track i { display: block; height: 100%; min-width: 2px; border-radius: .35rem; background: var(--own); }
.track i.gone { background: var(--gone); } .track i.all { background: var(--all); }
.key i { display: inline-block; width: .8rem; height: .8rem; border-radius: .2rem; vertical-align: -.1rem; margin: 0 .3rem 0 .8rem; }
.key i:first-child { margin-left: 0; } .key .all { background: var(--all); } .key .own { background: var(--own); }
.chips { display: flex; flex-wrap: wrap; gap: .35rem .5rem; margin: .4rem 0; padding: 0; list-style: none; }
.chips li { border: 1px solid var(--line); border-radius: 1rem; padding: .05rem .7rem; }
.chips b { color: var(--soft); font-weight: 500; font-size: .85rem; }
table { border-collapse: collapse; font-size: .9rem; min-width: 100%; }
th { text-align: left; color: var(--soft); font-weight: 500; white-space: nowrap; } th, td { padding: .25rem .9rem .25rem 0; vertical-align: top; }
td { border-top: 1px solid var(--line); white-space: nowrap; font-variant-numeric: tabular-nums; }
td:first-child, td:last-child { white-space: normal; overflow-wrap: anywhere; } td:first-child, td:last-child { min-width: 7rem; }
tfoot td { font-weight: 600; border-top: 2px solid var(--line); } td b { color: var(--own); }
.two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 0 1.2rem; align-items: stretch; }
.two > div { display: flex; flex-direction: column; } .two .card { flex: 1; }
.fall + .fall { margin-top: .9rem; padding-top: .9rem; border-top: 1px solid var(--line); }
details { margin: .4rem 0; } summary { cursor: pointer; } ul.files { padding-left: 1.1rem; overflow-wrap: anywhere; }
@media (max-width: 34rem) { .fall { grid-template-columns: 1fr max-content; gap: .1rem .8rem; }
  .fall .track { grid-column: 1 / -1; margin-bottom: .45rem; }
  table, tbody, tfoot, tr { display: block; } thead, td.none { display: none; }
  tr { display: flex; flex-wrap: wrap; gap: .1rem .9rem; padding: .5rem 0; border-top: 1px solid var(--line); }
  tbody tr:first-child { border-top: 0; } tfoot tr { border-top: 2px solid var(--line); }
  td { border: 0; padding: 0; } td:first-child { flex: 0 0 100%; } td:last-child { min-width: 0; } tfoot td { border: 0; }
  td::before { color: var(--soft); font-weight: 400; margin-right: .35rem; }
  html[data-lang="zh"] td[data-zh]::before { content: attr(data-zh); }
  html[data-lang="en"] td[data-en]::before { content: attr(data-en); } }
@media print { button { display: none; } }
`;

/** Shows the other language. It works from a file, without a network. */
export const TOGGLE = `document.querySelector('button').addEventListener('click', () => {
  const root = document.documentElement;
  root.dataset.lang = root.lang = root.dataset.lang === 'zh' ? 'en' : 'zh';
});`;
