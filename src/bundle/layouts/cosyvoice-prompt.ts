import { fault } from '../fault.ts';
import type { Layout } from '../layout.ts';
import { OPEN_TRANSCRIPT, promptWish, sampleSentence, text, wav, words } from './shared.ts';

/** CosyVoice 3 asserts that this stands before the words. */
const V3_PREFIX = 'You are a helpful assistant.<|endofprompt|>';

/**
 * CosyVoice zero-shot: one clip up to 30 s at 16 kHz or more, and its words; short prompts speak best. Cross-lingual
 * mode needs no words. Source: FunAudioLLM/CosyVoice@ace7c47 cosyvoice/cli/frontend.py
 */
export const cosyvoicePrompt: Layout<'prompt'> = {
  id: 'cosyvoice-prompt',
  wants: (profile) => ({ prompt: promptWish(profile, [5, 10]) }),
  plan({ prompt: [clip] }, profile, context) {
    const open: string[] = [];
    const heard = words(clip, 'prompt.txt', open);
    const say = JSON.stringify(sampleSentence(context));
    return {
      files: [
        wav('prompt.wav', clip, profile),
        text('prompt.txt', `${heard}\n`),
        text('prompt.cosyvoice3.txt', `${V3_PREFIX}${heard}\n`),
      ],
      usage: [
        '# in the CosyVoice folder, with the two files beside it',
        "python - <<'PY'",
        'import torchaudio',
        'from cosyvoice.cli.cosyvoice import AutoModel',
        "model = AutoModel(model_dir='pretrained_models/Fun-CosyVoice3-0.5B')",
        "words = open('prompt.cosyvoice3.txt', encoding='utf-8').read().strip()  # version 1 and 2: prompt.txt",
        `for i, part in enumerate(model.inference_zero_shot(${say}, words, 'prompt.wav')):`,
        "    torchaudio.save(f'out_{i}.wav', part['tts_speech'], model.sample_rate)",
        'PY',
        "# the repository's own FastAPI and gRPC servers hand a tensor where a path is read, and fail",
      ].join('\n'),
      open,
    };
  },
  async check({ text: read }) {
    const [plain, v3] = [(await read('prompt.txt')).trim(), (await read('prompt.cosyvoice3.txt')).trim()];
    const faults = plain ? [] : [fault('verify-empty', 'prompt.txt')];
    if (v3 !== `${V3_PREFIX}${plain}`)
      faults.push(fault('verify-prefixed', 'prompt.cosyvoice3.txt', { other: 'prompt.txt' }));
    if (plain !== OPEN_TRANSCRIPT && plain.includes('\n')) faults.push(fault('verify-several-lines', 'prompt.txt'));
    return faults;
  },
};
