import { QUICK_TURNS } from './scenes.js';
import { scoreKind } from './score.js';

const show = (value, digits = 1) => (value === null || value === undefined ? '' : value.toFixed(digits));
const sum = (list, what) => list.reduce((total, each) => total + each[what], 0);
const mean = (list, what) => (list.length ? sum(list, what) / list.length : null);

/** Prints everything that was found; gives back the table and the goals as data. */
export function printTables(scenes, conditions, { verbose, enrol, oracle }) {
  printConditions(conditions);
  const kinds = [...new Set(scenes.map(({ kind }) => kind))];
  const table = kinds.map((kind) => ({ kind, ...scoreKind(scenes.filter((scene) => scene.kind === kind)) }));
  printKinds(table);
  const kept = scenes.flatMap((scene) => scene.kept.map((each) => ({ ...each, kind: scene.kind, file: scene.name })));
  // Echo, overdrive and other people are no noise that was added: what is wrong there has rows of its own above.
  const known = kept.filter(({ kind }) => /^(?:clean|noise|music|no speech)/u.test(kind));
  printGrades(known);
  printGain(known.filter(({ denoised, after }) => denoised && after !== null));
  printPromises(scenes, kept, known);
  const odd = kept.filter(({ cuts }) => cuts > 0 || verbose);
  if (odd.length > 0) console.log(verbose ? '\nevery segment' : '\ncuts inside words');
  for (const each of odd) printSegment(each);
  const echoing = conditions.echoing.length > 0;
  const goals = goalsOf(scenes, known, { enrol: enrol || oracle, oracle, echoing });
  const verdict = (met) => (met === null ? '–' : met ? 'met' : 'NOT MET');
  print(
    'goals',
    ['', 'found', 'goal', 'n', ''],
    goals.map(({ name, found, goal, n, met }) => [name, found, goal, n, verdict(met)]),
    [0, 3, 4],
  );
  return { table, goals };
}

function printConditions({ echoing, enrolled, ...conditions }) {
  const { speech, speakers, subjects, seed, scenes, minutes, denoiser, timesRealTime } = conditions;
  const speed = `${timesRealTime.toFixed(1)} x real time`;
  console.log(`speech: ${speech}, ${subjects} of ${speakers} speakers as subjects, seed ${seed}`);
  console.log(`${scenes} scenes, ${minutes.toFixed(1)} min, audio-clean with ${denoiser} at ${speed}`);
  console.log(`subject enrolled: ${enrolled}`);
  if (echoing.length === 0) return;
  console.log(
    `NOT CLEAN: the speech of ${echoing.join(', ')} echoes. Its echo counts as words here, so that what is kept`,
  );
  console.log('and where it is cut look worse than they are, and are not judged.');
}

function printKinds(table) {
  const columns = [
    ['scene', ({ kind }) => kind],
    ['n', ({ scenes }) => String(scenes)],
    ['subject s', ({ subject }) => show(subject)],
    ['segments', ({ segments }) => String(segments)],
    ['A s', ({ A }) => show(A)],
    ['B s', ({ B }) => show(B)],
    ['recall', ({ recall }) => show(recall, 3)],
    ['precision', ({ precision }) => show(precision, 3)],
    ['foreign A s', ({ foreignA }) => show(foreignA)],
    ['foreign B s', ({ foreignB }) => show(foreignB)],
    ['cuts in words', ({ cuts }) => String(cuts)],
  ];
  const rows = table.map((row) => columns.map(([, cell]) => cell(row)));
  const heads = columns.map(([title]) => title);
  print('seconds kept, by kind of scene (n scenes; foreign: another speaks)', heads, rows);
}

const SNR_BINS = [
  [25, 61],
  [20, 25],
  [15, 20],
  [10, 15],
  [5, 10],
  [0, 5],
  [-61, 0],
];

function printGrades(known) {
  const rows = SNR_BINS.map(([low, high]) => {
    const inside = known.filter(({ snr }) => snr >= low && snr < high);
    const of = (wanted) => inside.filter(({ grade }) => grade === wanted);
    return [name(low, high), String(inside.length), show(sum(of('A'), 'seconds')), show(sum(of('B'), 'seconds'))];
  });
  print('grade against true SNR (clean, noise, music)', ['true SNR', 'segments', 'A s', 'B s'], rows);
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
  const scored = denoised.some(({ mosAfter }) => mosAfter !== undefined);
  const rows = [...bins, null].map((bin) => {
    const inside = bin ? denoised.filter(({ found }) => found >= bin[0] && found < bin[1]) : denoised;
    const worse = inside.filter(({ before, after }) => after < before - 1);
    return [
      bin ? name(...bin) : 'all',
      String(inside.length),
      show(mean(inside, 'before')),
      show(mean(inside, 'after')),
      String(worse.length),
      ...(scored ? [show(mean(inside, 'mosBefore'), 2), show(mean(inside, 'mosAfter'), 2)] : []),
    ];
  });
  const heads = ['SNR as measured', 'segments', 'SI-SDR before', 'after', 'worse by 1 dB'];
  print('what the denoiser gained', [...heads, ...(scored ? ['DNSMOS P.808 before', 'after'] : [])], rows);
  if (!scored) console.log('no DNSMOS: its model is not in PERSONA_MODELS');
}

/** What every clip keeps, whatever its grade. */
function printPromises(scenes, kept, known) {
  const untouched = kept.filter(({ off }) => off !== null);
  const levels = scenes.flatMap(({ level }) => (level ? [level] : []));
  const quiet = known.filter(({ kind, lead }) => kind === 'clean' && lead !== null);
  const range = (values, digits) =>
    values.length ? `${show(Math.min(...values), digits)} to ${show(Math.max(...values), digits)}` : '';
  const rows = [
    ['clips, seconds', range(kept.map(({ seconds }) => seconds)), '1 to 15', `${kept.length} clips`],
    [
      'silence before the first word (clean scenes), s',
      range(
        quiet.map(({ lead }) => lead),
        2,
      ),
      '0.1 to 0.2',
      `${quiet.length} clips`,
    ],
    [
      'silence after the last word (clean scenes), s',
      range(
        quiet.map(({ tail }) => tail),
        2,
      ),
      '0.1 to 0.2',
      `${quiet.length} clips`,
    ],
    [
      'untouched clips against the recording less its offset, times one gain, steps of 16 bits',
      range(
        untouched.map(({ off }) => off),
        2,
      ),
      'at most 1',
      `${untouched.length} clips`,
    ],
    [
      'loudness of what is kept, LUFS',
      range(levels.map(({ lufs }) => lufs)),
      '-20, less where peaks forbid',
      `${levels.length} recordings`,
    ],
    [
      'true peak, dB',
      range(
        levels.map(({ peak }) => peak),
        2,
      ),
      'at most -3',
      `${levels.length} recordings`,
    ],
    [
      'recordings whose seconds add up to the sample',
      String(scenes.filter(({ balanced }) => balanced).length),
      'all',
      `${scenes.length} recordings`,
    ],
  ];
  print('what every clip promises', ['', 'found', 'promised', 'n'], rows, [0, 2, 3]);
}

function printSegment({ file, start, end, grade, found, snr, before, after, cuts }) {
  const place = `${file} ${start.toFixed(2)}-${end.toFixed(2)} s`;
  const numbers = `grade ${grade}, SNR found ${show(found)}, true ${show(snr)}, SI-SDR ${show(before)} -> ${show(after)}`;
  console.log(`${cuts > 0 ? 'CUT IN A WORD ' : ''}${place}: ${numbers}`);
}

function goalsOf(scenes, known, { enrol, oracle, echoing }) {
  const clean = scenes.filter(({ keep }) => keep);
  const counted = scoreKind(clean);
  const nobody = scenes.filter(({ kind }) => kind === 'no speech');
  const empty = scoreKind(nobody);
  const all = scoreKind(scenes);
  const quick = scenes.filter(({ kind }) => kind === QUICK_TURNS);
  const hasty = scoreKind(quick);
  const slow = scoreKind(scenes.filter((scene) => !quick.includes(scene)));
  const best = known.filter(({ grade }) => grade === 'A');
  const worst = best.reduce((least, { snr }) => Math.min(least, snr), 60);
  const shared = scenes.filter(({ foreign }) => foreign.some(Boolean));
  const strangers = show(shared.reduce((total, { foreign }) => total + foreign.reduce((a, b) => a + b, 0) / 100, 0));
  const goal = (name, found, wanted, n, met) => ({ name, found, goal: wanted, n, met });
  const kept = 'clean seconds kept (clean, noise at 20 dB and better, telephone)';
  return [
    // Voice statistics refuse much of the subject rather than let another in: what they cost is told, not judged.
    goal(
      kept,
      show(counted.recall, 3),
      enrol && !oracle ? '>= 0.95 with a speaker model or nobody enrolled' : '>= 0.95',
      `${show(counted.subject)} s in ${clean.length} scenes`,
      echoing || (enrol && !oracle) ? null : counted.recall >= 0.95,
    ),
    goal(
      'seconds kept where nobody speaks',
      show(empty.A + empty.B),
      '0',
      `${nobody.length} scenes`,
      empty.A + empty.B === 0,
    ),
    goal(
      'lowest true SNR of a grade A segment, dB',
      best.length ? show(worst) : 'none',
      '>= 15',
      `${best.length} segments`,
      worst >= 15,
    ),
    goal('cuts inside words', String(all.cuts), '0', `${2 * all.segments} ends`, echoing ? null : all.cuts === 0),
    goal(
      "seconds of another's voice in A, turns of 0.7 s and more apart",
      show(slow.foreignA),
      enrol ? '0' : 'not asked: nobody enrolled, whose voice it is was assumed',
      `${strangers} s in ${shared.length} scenes`,
      enrol ? slow.foreignA === 0 : null,
    ),
    goal(
      "another's share of what is kept of quick turns",
      show(hasty.precision === null ? 0 : 1 - hasty.precision, 3),
      enrol ? '<= 0.1' : 'not asked: nobody enrolled',
      `${quick.length} scenes`,
      enrol ? hasty.precision === null || hasty.precision >= 0.9 : null,
    ),
    goal(
      "seconds of another's voice in B",
      show(all.foreignB),
      'told, not judged',
      `${strangers} s in ${shared.length} scenes`,
      null,
    ),
  ];
}

/** `left`: columns of words. */
function print(title, heads, rows, left = [0]) {
  const widths = heads.map((head, i) => Math.max(head.length, ...rows.map((row) => row[i].length)));
  const pad = (cell, i) => (left.includes(i) ? cell.padEnd(widths[i]) : cell.padStart(widths[i]));
  const line = (cells) => cells.map(pad).join('  ').trimEnd();
  console.log(`\n${title}\n${line(heads)}`);
  for (const row of rows) console.log(line(row));
}
