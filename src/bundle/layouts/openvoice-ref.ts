import { promptLayout } from './prompt-family.ts';

/**
 * OpenVoice v2: over 5 s of active speech after its own VAD, or it asserts; short clips are joined. Source:
 * myshell-ai/OpenVoice@74a1d14 se_extractor.py
 */
export const openvoiceRef = promptLayout({
  id: 'openvoice-ref',
  audio: () => 'ref.wav',
  ideal: [12, 30],
  // It counts pieces of 10 s after taking out pauses: a clip just over 5 s may round to none.
  wish: { min: 8, max: 60, join: 'fill' },
  usage: () => [
    '# in the OpenVoice folder; it copies the tone colour only, MeloTTS speaks',
    "python - <<'PY'",
    'from openvoice import se_extractor',
    'from openvoice.api import ToneColorConverter',
    'converter = ToneColorConverter("checkpoints_v2/converter/config.json", device="cuda:0")',
    'converter.load_ckpt("checkpoints_v2/converter/checkpoint.pth")',
    'target, _ = se_extractor.get_se("ref.wav", converter, vad=True)',
    '# converter.convert(audio_src_path="melo.wav", src_se=source, tgt_se=target, output_path="out.wav")',
    'PY',
  ],
});
