import { scoreKind } from './score.js';

const show = (value, digits = 1) => (value === null ? '' : value.toFixed(digits));

/** Prints everything that was found; gives back the table and the goals as data. */
export function printTables(scenes, { verbose, enrol }) {
  const kinds = [...new Set(scenes.map(({ kind }) => kind))];
  const table = kinds.map((kind) => ({ kind, ...scoreKind(scenes.filter((scene) => scene.kind === kind)) }));
  printKinds(table);
  const kept = scenes.flatMap((scene) => scene.kept.map((each) => ({ ...each, kind: scene.kind, file: scene.name })));
  // Echo, overdrive and other people are no noise that was added: what is wrong there has rows of its own above.
  const known = kept.filter(({ kind }) => /^(?:clean|noise|music|no speech)/u.test(kind));
  printGrades(known);
  printGain(known.filter(({ denoised, after }) => denoised && after !== null));
  for (const each of kept.filter(({ cuts }) => cuts > 0 || verbose)) printSegment(each);
  const goals = goalsOf(scenes, known, enrol);
  print(
    'goals',
    ['', 'found', 'goal', ''],
    goals.map(({ name, found, goal, met }) => [name, found, goal, met === null ? '' : met ? 'met' : 'MISSED']),
  );
  return { table, goals };
}

function printKinds(table) {
  const columns = [
    ['scene', ({ kind }) => kind],
    ['n', ({ scenes }) => String(scenes)],
    ['subject s', ({ subject }) => show(subject)],
    ['A s', ({ A }) => show(A)],
    ['B s', ({ B }) => show(B)],
    ['recall', ({ recall }) => show(recall, 3)],
    ['precision', ({ precision }) => show(precision, 3)],
    ['foreign A', ({ foreignA }) => show(foreignA)],
    ['foreign B', ({ foreignB }) => show(foreignB)],
    ['cuts in words', ({ cuts }) => String(cuts)],
    ['denoised', ({ denoised }) => String(denoised)],
    ['SI-SDR before', ({ before }) => show(before)],
    ['after', ({ after }) => show(after)],
  ];
  const rows = table.map((row) => columns.map(([, cell]) => cell(row)));
  print(
    'seconds kept, by kind of scene',
    columns.map(([title]) => title),
    rows,
  );
}

function printGrades(known) {
  const bins = [
    [25, 61],
    [20, 25],
    [15, 20],
    [10, 15],
    [5, 10],
    [0, 5],
    [-61, 0],
  ];
  const rows = bins.map(([low, high]) => {
    const inside = known.filter(({ snr }) => snr >= low && snr < high);
    const of = (wanted) => inside.filter(({ grade }) => grade === wanted).reduce((sum, each) => sum + each.seconds, 0);
    return [name(low, high), show(of('A')), show(of('B'))];
  });
  print('grade against true SNR (seconds kept)', ['true SNR', 'A', 'B'], rows);
}

function name(low, high) {
  if (high > 60) return `${low} dB and more`;
  return low < -60 ? `below ${high} dB` : `${low} to ${high} dB`;
}

function printGain(denoised) {
  const bins = [
    [6, 10],
    [10, 13],
    [13, 16],
    [16, 19],
    [19, 22],
    [22, 25],
    [25, 61],
  ];
  const rows = bins.map(([low, high]) => {
    const inside = denoised.filter(({ found }) => found >= low && found < high);
    const mean = (what) => (inside.length ? inside.reduce((sum, each) => sum + each[what], 0) / inside.length : null);
    return [name(low, high), String(inside.length), show(mean('before')), show(mean('after'))];
  });
  print(
    'what the denoiser gained (mean SI-SDR of denoised segments, dB)',
    ['denSnr', 'segments', 'before', 'after'],
    rows,
  );
}

function printSegment({ file, start, end, grade, found, snr, before, after, cuts }) {
  const place = `${file} ${start.toFixed(2)}-${end.toFixed(2)} s`;
  const numbers = `grade ${grade}, denSnr ${show(found)}, true ${show(snr)}, SI-SDR ${show(before)} -> ${show(after)}`;
  console.log(`${cuts > 0 ? 'cut inside a word: ' : ''}${place}: ${numbers}`);
}

function goalsOf(scenes, known, enrol) {
  const counted = scoreKind(scenes.filter(({ keep }) => keep));
  const empty = scoreKind(scenes.filter(({ kind }) => kind === 'no speech'));
  const all = scoreKind(scenes);
  const worst = known.filter(({ grade }) => grade === 'A').reduce((least, { snr }) => Math.min(least, snr), 60);
  const goal = (name, found, digits, wanted, met) => ({ name, found: show(found, digits), goal: wanted, met });
  return [
    goal(
      'clean seconds kept (clean, noise at 20 dB and better, telephone)',
      counted.recall,
      3,
      '>= 0.95',
      counted.recall >= 0.95,
    ),
    goal('seconds kept where nobody speaks', empty.A + empty.B, 1, '0', empty.A + empty.B === 0),
    goal('lowest true SNR of a grade A segment, dB', worst, 1, '>= 15', worst >= 15),
    goal('cuts inside words', all.cuts, 0, '0', all.cuts === 0),
    goal(
      "seconds of another's voice in A",
      all.foreignA,
      1,
      enrol ? '0 with a speaker model' : 'not asked: nobody enrolled',
      null,
    ),
  ];
}

function print(title, heads, rows) {
  const widths = heads.map((head, i) => Math.max(head.length, ...rows.map((row) => row[i].length)));
  const line = (cells) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ');
  console.log(`\n${title}\n${line(heads)}`);
  for (const row of rows) console.log(line(row).trimEnd());
}
