/** Style sheet of the report page: one column, light and dark, wide enough for a thumb. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1d2329; --soft: #68727c; --line: #dfe3e8; --card: #fff; --page: #f4f5f7;
  --A: #2a9464; --B: #c98a1b; --out: #c4544d; --quiet: #b4bcc5; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --soft: #97a1ab; --line: #333a42; --card: #1d2228;
  --page: #14181c; --A: #45b884; --B: #dca544; --out: #d8716a; --quiet: #4b545e; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "PingFang SC",
  "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
html[data-lang="zh"] .en, html[data-lang="en"] .zh { display: none; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: baseline; justify-content: space-between; }
h1 { font-size: 1.4rem; margin: .4rem 0; overflow-wrap: anywhere; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .6rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
button { font: inherit; color: inherit; cursor: pointer; }
.toggle { border: 1px solid var(--line); background: var(--card); border-radius: 1rem; padding: .2rem .8rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .7rem; padding: .9rem 1rem; margin: .8rem 0; }
.recording { content-visibility: auto; contain-intrinsic-size: auto 16rem; }
.big { font-size: 2.2rem; font-weight: 650; line-height: 1.2; }
.soft { color: var(--soft); } .small { font-size: .875rem; }
.fall { display: grid; grid-template-columns: max-content max-content 1fr; gap: .25rem .8rem; align-items: center; margin-top: .8rem; }
.fall .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.track { height: .7rem; border-radius: .35rem; background: color-mix(in srgb, var(--quiet) 30%, transparent); position: relative; overflow: hidden; }
.track i { position: absolute; inset-block: 0; border-radius: .2rem; min-width: 2px; background: var(--quiet); }
.track .A, .track .clean { background: var(--A); } .track .B { background: var(--B); } .track .gone { background: var(--out); }
.marks { display: grid; gap: .7rem; margin-top: 1rem; }
.row { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; }
.wave { overflow-x: auto; margin: .6rem 0 .3rem; }
.wave > div { position: relative; height: 6.9rem; min-width: 100%; }
canvas { position: absolute; inset: 0 0 auto; width: 100%; height: 5.5rem; display: block; }
.head { position: absolute; top: 0; height: 5.5rem; width: 2px; background: var(--ink); display: none; pointer-events: none; }
.ticks b { position: absolute; top: 5.6rem; font: .72rem/1.3 system-ui, sans-serif; color: var(--soft); padding-left: .25rem;
  border-left: 1px solid var(--line); font-variant-numeric: tabular-nums; }
.legend { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; margin: -.2rem 0 .6rem; padding: 0; list-style: none; }
.legend i { display: inline-block; width: .7rem; height: .7rem; border-radius: .2rem; margin-right: .4rem; }
.legend .A { background: var(--A); } .legend .B { background: var(--B); } .legend .out { background: var(--out); } .legend .quiet { background: var(--quiet); }
.wave button { position: absolute; top: 0; height: 5.5rem; padding: 0; border: 0; background: transparent; border-bottom: 3px solid var(--out); opacity: .9; }
.wave button.A { border-color: var(--A); } .wave button.B { border-color: var(--B); }
.wave button:hover, .wave button:focus-visible, .wave button.now { background: color-mix(in srgb, currentColor 14%, transparent); outline: 0; }
.chips { display: flex; flex-wrap: wrap; gap: .3rem .5rem; margin: .4rem 0; padding: 0; list-style: none; }
.chips li { border: 1px solid var(--line); border-radius: 1rem; padding: .05rem .6rem; font-size: .85rem; }
.chips li.gone { border-color: color-mix(in srgb, var(--out) 55%, transparent); }
ol { list-style: none; margin: .6rem 0 0; padding: 0; }
ol li { display: grid; grid-template-columns: 1.7rem 11.5rem minmax(12rem, 20rem) 1fr; gap: .2rem .7rem; align-items: center;
  padding: .45rem 0; border-top: 1px solid var(--line); scroll-margin: 5rem; }
ol li.now { background: color-mix(in srgb, var(--A) 10%, transparent); }
.grade { font-weight: 700; text-align: center; border-radius: .35rem; color: #fff; background: var(--out); }
.grade.A { background: var(--A); } .grade.B { background: var(--B); }
.words { grid-column: 2 / -1; overflow-wrap: anywhere; }
ol li > :nth-child(2) { white-space: nowrap; font-variant-numeric: tabular-nums; }
audio, .load { width: 100%; min-width: 0; height: 2.3rem; }
.load { display: inline-flex; align-items: center; color: inherit; }
details { margin: .3rem 0; } summary { cursor: pointer; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } td { padding: .15rem .6rem .15rem 0; vertical-align: top; }
td:nth-child(2) { white-space: nowrap; }
@media (max-width: 52rem) { ol li { grid-template-columns: 1.7rem 11rem 1fr; } ol li > :nth-child(3) { grid-column: 3; } .facts { grid-column: 2 / -1; } }
@media (max-width: 34rem) { ol li { grid-template-columns: 1.7rem 1fr; } ol li > :nth-child(3), .facts, .words { grid-column: 1 / -1; }
  .fall { grid-template-columns: 1fr max-content; } .fall .track { grid-column: 1 / -1; margin-bottom: .4rem; } .big { font-size: 1.8rem; } }
@media print { .toggle, audio, .load { display: none; } }
`;
