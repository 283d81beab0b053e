import type { Notice } from '../../core/events.ts';
import type { Bilingual, Hertz, Profile, Seconds } from '../../core/types.ts';
import type { WavFacts } from './riff.ts';

/** The limits of its backend that one clip breaks. */
export function limitFaults(file: string, heard: WavFacts, bytes: number, profile: Profile): Notice[] {
  const { audio, clip, id: backend } = profile;
  const faults: Notice[] = [];
  const { min, max } = clip;
  if ((min !== null && heard.seconds < min) || (max !== null && heard.seconds > max)) {
    faults.push({
      code: 'verify-clip-length',
      facts: { file, backend, seconds: heard.seconds.toFixed(2), limit: span(min, max) },
    });
  }
  const format = file.slice(file.lastIndexOf('.') + 1);
  if (audio.formats.length && !audio.formats.includes(format)) {
    faults.push({ code: 'verify-clip-format', facts: { file, backend, format, limit: audio.formats.join(', ') } });
  }
  const rate = rateLimit(profile, heard.sampleRate);
  if (rate) faults.push({ code: 'verify-clip-rate', facts: { file, backend, rate: heard.sampleRate, limit: rate } });
  const channels = audio.channels ?? 1;
  const mixed = heard.channels === 2 && audio.stereo === 'mixed';
  if (heard.channels !== channels && !mixed) {
    faults.push({ code: 'verify-clip-channels', facts: { file, backend, channels: heard.channels, limit: channels } });
  }
  if (audio.maxBytes !== null && bytes > audio.maxBytes) {
    faults.push({ code: 'verify-clip-bytes', facts: { file, backend, bytes, limit: audio.maxBytes } });
  }
  return faults;
}

/** The limits that all clips of a folder together break. */
export function totalFaults(folder: string, seconds: readonly Seconds[], profile: Profile): Notice[] {
  const sum = seconds.reduce((a, b) => a + b, 0);
  const { min } = profile.total;
  const max = profile.total.max ?? null;
  const training = profile.mode !== 'zero-shot';
  const short = min !== null && sum < min && (training || profile.clip.min === null);
  const long = max !== null && sum > max;
  return short || long
    ? [{ code: 'verify-total', facts: { folder, backend: profile.id, seconds: sum.toFixed(1), limit: span(min, max) } }]
    : [];
}

/** The rate that the backend demands; null when it takes this one, possibly by resampling. */
function rateLimit({ audio: { sampleRate, sampleRateExact, sampleRateMin } }: Profile, rate: Hertz): Bilingual | null {
  if (sampleRateExact && sampleRate !== null && rate !== sampleRate)
    return { en: `${sampleRate} Hz`, zh: `${sampleRate} Hz` };
  if (sampleRateMin !== null && rate < sampleRateMin)
    return { en: `${sampleRateMin} Hz and more`, zh: `${sampleRateMin} Hz 以上` };
  return null;
}

function span(min: Seconds | null, max: Seconds | null): Bilingual {
  if (min !== null && max !== null) return { en: `${min}–${max} s`, zh: `${min}–${max} 秒` };
  if (min !== null) return { en: `${min} s and more`, zh: `${min} 秒以上` };
  return { en: `up to ${max} s`, zh: `${max} 秒以内` };
}
