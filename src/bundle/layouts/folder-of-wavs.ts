import type { Layout } from '../layout.ts';
import { dataset } from './dataset.ts';
import { trainingWish } from './shared.ts';

/**
 * RVC: a folder of clips, which RVC slices itself. Source: RVC-Project/Retrieval-based-Voice-Conversion-WebUI@4338f12
 * docs, @132126a README.md
 */
export const rvcFolder: Layout<'train'> = {
  id: 'rvc-folder',
  wants: (profile) => ({ train: trainingWish(profile) }),
  plan: ({ train }, profile, { slug }) => ({
    files: dataset(train, profile, 'dataset').files,
    usage: [
      `# RVC WebUI, tab Train: experiment name ${slug}, target sample rate 40k, training folder: the path of dataset/`,
      'python webui.py   # before 2026: infer-web.py',
      '# RVC changes the voice of speech; a TTS must speak first.',
    ].join('\n'),
    open: [],
  }),
};

/** so-vits-svc 4.1: dataset_raw/SPEAKER/*.wav, 5-15 s each. Source: svc-develop-team/so-vits-svc@730930d README */
export const sovitsRaw: Layout<'train'> = {
  id: 'sovits-raw',
  wants: (profile) => ({ train: trainingWish(profile, { max: 29 }) }),
  plan: ({ train }, profile, { slug }) => ({
    files: dataset(train, profile, `dataset_raw/${slug}`).files,
    usage: [
      '# in the so-vits-svc folder, dataset_raw/ of this folder copied into it',
      'python resample.py',
      'python preprocess_flist_config.py --speech_encoder vec768l12',
      'python preprocess_hubert_f0.py --f0_predictor dio',
      'python train.py -c configs/config.json -m 44k',
    ].join('\n'),
    open: [],
  }),
};
