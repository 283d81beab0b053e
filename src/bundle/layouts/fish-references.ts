import { type BundleFault, fault } from '../fault.ts';
import type { Layout } from '../layout.ts';
import { SOUND } from './expected.ts';
import { promptWish, sampleSentence, text, wav, words } from './shared.ts';

/**
 * fish-speech: a folder of pairs `sample.wav` + `sample.lab` beside the server. For audio without a .lab the server
 * takes the path as the words, so a clip without words gets the open slot instead. Source:
 * fishaudio/fish-speech@3dd1f85 README, tools/server
 */
export const fishReferences: Layout<'ref'> = {
  id: 'fish-references',
  wants: (profile) => ({ ref: promptWish(profile, [10, 20], { count: 2 }) }),
  plan({ ref: [first, second] }, profile, context) {
    const { slug } = context;
    const open: string[] = [];
    // A second pair helps only when its words are known too.
    const clips = [first, ...(second?.transcript ? [second] : [])];
    const files = clips.flatMap((clip, i) => {
      const stem = `references/${slug}/sample${i ? i + 1 : ''}`;
      return [wav(`${stem}.wav`, clip, profile), text(`${stem}.lab`, `${words(clip, `${stem}.lab`, open)}\n`)];
    });
    const body = JSON.stringify({ text: sampleSentence(context), reference_id: slug, format: 'wav' });
    return {
      files,
      usage: [
        '# references/ of this folder copied into the fish-speech folder',
        'python tools/api_server.py --listen 127.0.0.1:8080 --llama-checkpoint-path checkpoints/s2-pro --decoder-checkpoint-path checkpoints/s2-pro/codec.pth',
        `curl -sS http://127.0.0.1:8080/v1/tts -H 'content-type: application/json' -d '${body}' -o out.wav`,
        '# a reference_id the server does not know is spoken with a random voice: look at its log',
      ].join('\n'),
      open,
    };
  },
  check: async ({ files }) => labFaults(files),
};

/** Every sound has its words beside it, and the other way round. */
export function labFaults(files: readonly string[]): BundleFault[] {
  const stems = (ending: string) =>
    files.filter((path) => path.endsWith(ending)).map((path) => path.slice(0, -ending.length));
  const [sounds, labs] = [stems('.wav'), stems('.lab')];
  return [
    ...(sounds.length ? [] : [fault('verify-lacks', '', { what: SOUND })]),
    ...sounds.filter((stem) => !labs.includes(stem)).map((stem) => fault('verify-missing', `${stem}.lab`)),
    ...labs.filter((stem) => !sounds.includes(stem)).map((stem) => fault('verify-missing', `${stem}.wav`)),
  ];
}
