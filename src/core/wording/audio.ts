import type { Wording } from '../errors.ts';
import type { DecodeFault } from '../sound.ts';
import type { Bilingual } from '../types.ts';

const NO_RECORDINGS_HINT: Bilingual = {
  en: 'Run `persona ingest` on an export with its voice files, or name recordings: `persona audio-clean FILES…`.',
  zh: '请先对带语音文件的导出运行 `persona ingest`，或直接给出录音：`persona audio-clean 文件…`。',
};

/** Decoding, engines, models. */
export const AUDIO_WORDING = {
  'no-clean-voice': {
    say: { en: 'There is no clean speech yet: {file} is missing or empty.', zh: '还没有干声：{file} 不存在或为空。' },
    hint: {
      en: 'Run `persona audio-clean` with recordings of the person.',
      zh: '请运行 `persona audio-clean`，并给出本人的录音。',
    },
  },
  'no-voice-of-grade': {
    say: {
      en: 'There is no segment of grade {grade}; of grade B there are {rest}.',
      zh: '没有 {grade} 级片段；B 级的有 {rest}。',
    },
  },
  'messages-not-theirs': {
    say: {
      en: '{count:segment comes|segments come} from voice messages that are none of {name} by now (corpus/voice.jsonl).',
      zh: '有 {count} 个片段来自现在不属于{name}的语音消息（见 corpus/voice.jsonl）。',
    },
    hint: {
      en: 'Run `persona audio-clean`: it takes them out.',
      zh: '请运行 `persona audio-clean`，会把它们移出。',
    },
  },
  'messages-taken-out': {
    say: {
      en: 'Taken out of audio/: {count:recording that is a voice message, or a copy of one|recordings that are voice messages, or copies of some}, and none of {name} by now.',
      zh: '已从 audio/ 移出 {count} 个录音：它们是语音消息或其副本，现在不属于{name}。',
    },
    hint: {
      en: 'Other recordings that were compared with those voices stay: name them again if the person has changed.',
      zh: '曾与那些声音比对过的其他录音保留不变；如果本人换了，请重新给出这些录音。',
    },
  },
  'recordings-out-of-reach': {
    say: {
      en: '{count} recordings cannot be read where they lay. What was made of them before stays as it is.',
      zh: '有 {count} 个录音在原处无法读取；此前得到的片段保持不变。',
    },
    hint: {
      en: 'Where they were moved, name the new place: `persona ingest` for exports, `persona audio-clean` for others.',
      zh: '如果已移到别处，请给出新位置：导出文件用 `persona ingest`，其他录音用 `persona audio-clean`。',
    },
  },
  'messages-out-of-reach': {
    say: {
      en: 'The sound of {count} voice messages is not where the export lay.',
      zh: '有 {count} 条语音消息的声音文件已不在导出时的位置。',
    },
    hint: {
      en: 'If the export was moved, run `persona ingest` on its new place.',
      zh: '如果导出文件已移动，请对新位置运行 `persona ingest`。',
    },
  },
  'lists-out-of-reach': {
    say: {
      en: '{count} recordings cannot be read where they lay, and without them these, damaged or gone, cannot be made anew:{files}',
      zh: '有 {count} 个录音在原处无法读取，因此无法重新生成以下损坏或缺失的文件：{files}',
    },
    hint: {
      en: 'Nothing was changed. Bring the recordings back, or name their new place; to go on without them, move audio/ away.',
      zh: '没有做任何改动。请把录音放回原处，或给出新位置；如果不再需要它们，请先移走 audio/。',
    },
  },
  'audio-heard-anew': {
    say: {
      en: 'Damaged or gone, so what it told of is heard anew:{files}',
      zh: '以下文件损坏或缺失，其中的录音会重新处理：{files}',
    },
  },
  'damaged-audio': {
    say: { en: 'Damaged or gone:{files}', zh: '以下文件损坏或缺失：{files}' },
    hint: {
      en: 'Run `persona audio-clean`: it hears the recordings anew.',
      zh: '请运行 `persona audio-clean`，会重新处理其中的录音。',
    },
  },
  'no-ffmpeg': {
    say: {
      en: 'No ffmpeg was found: there is no embedded one for this system, and none on the PATH.',
      zh: '找不到 ffmpeg：本系统没有内置版本，PATH 上也没有。',
    },
    hint: {
      en: 'Install ffmpeg 4 or later, or name one with --ffmpeg or PERSONA_FFMPEG.',
      zh: '请安装 ffmpeg 4 或更新的版本，或用 --ffmpeg、环境变量 PERSONA_FFMPEG 指定。',
    },
  },
  'bad-ffmpeg': {
    say: { en: '{path} does not run as ffmpeg.', zh: '{path} 不是可用的 ffmpeg。' },
    hint: { en: 'Check --ffmpeg and PERSONA_FFMPEG.', zh: '请检查 --ffmpeg 与 PERSONA_FFMPEG。' },
  },
  'bad-asset': {
    say: {
      en: '{file} of the installed packages is not as it should be ({why}).',
      zh: '安装包中的 {file} 不正确（{why}）。',
    },
    hint: {
      en: 'Install persona again: `npm ci` or `npm install`.',
      zh: '请重新安装 persona：`npm ci` 或 `npm install`。',
    },
  },
  'no-recordings': {
    say: { en: 'There are no voice messages to clean yet.', zh: '还没有可处理的语音消息。' },
    hint: NO_RECORDINGS_HINT,
  },
  'no-sounds': {
    say: {
      en: 'There are no voice messages to clean yet: {missing:is named|are named} in the exports, without sound.',
      zh: '还没有可处理的语音消息：导出里有 {missing} 条只有记录、没有声音文件。',
    },
    hint: NO_RECORDINGS_HINT,
  },
  'no-recordings-there': {
    say: { en: 'No recording was found in: {paths}', zh: '以下位置没有找到录音：{paths}' },
    hint: {
      en: '{others:file there is|files there are} something else. Sound is told by content: SILK, AMR, M4A, MP3, WAV, OGG, FLAC, videos.',
      zh: '那里有 {others} 个其他文件。按内容识别声音：SILK、AMR、M4A、MP3、WAV、OGG、FLAC 和视频。',
    },
  },
  'which-model': {
    say: { en: 'Which model? There are: {known}.', zh: '要哪个模型？可用的有：{known}。' },
    hint: { en: 'For instance: `persona models pull {first}`.', zh: '例如：`persona models pull {first}`。' },
    exitCode: 2,
  },
  'which-model-file': {
    say: { en: 'Which file? Name the one of the model.', zh: '要哪个文件？请给出模型文件。' },
    hint: {
      en: 'Type `persona models add FILE`; `persona models` shows which files there are.',
      zh: '请输入 `persona models add 文件`；有哪些文件见 `persona models`。',
    },
    exitCode: 2,
  },
  'unknown-model': {
    say: { en: 'There is no model {id}. Known: {known}', zh: '没有名为 {id} 的模型。可用的有：{known}' },
    exitCode: 2,
  },
  'unknown-model-file': {
    say: {
      en: '{file} is none of the known model files (sha256 {sha256}).',
      zh: '{file} 不是已知的模型文件（sha256 {sha256}）。',
    },
    hint: { en: '`persona models list` shows which files there are.', zh: '可用的文件见 `persona models list`。' },
  },
  'pull-failed': {
    say: { en: '{url} could not be fetched as it should be: {why}', zh: '{url} 下载失败或内容不符：{why}' },
    hint: {
      en: 'Nothing was kept. Try again, or fetch the file yourself and use `persona models add FILE`.',
      zh: '没有保留任何内容。请重试，或自行下载后用 `persona models add 文件` 添加。',
    },
  },
  'damaged-model': {
    say: {
      en: 'The files of model {id} in {folder} are not as they should be, so it is not used.',
      zh: '{folder} 里模型 {id} 的文件不正确，未使用。',
    },
    hint: { en: 'Run `persona models pull {id}`.', zh: '请运行 `persona models pull {id}`。' },
  },
  'voiceprint-failed': {
    say: {
      en: 'The speaker model could not be used: its process ended ({code}).',
      zh: '声纹模型无法使用：其进程已退出（{code}）。',
    },
    hint: {
      en: 'Check it with `persona models list`, or go without: rename the file away.',
      zh: '请用 `persona models list` 检查，或把该文件移走、不使用它。',
    },
  },
  'speaker-assumed': {
    say: {
      en: 'Nothing tells whose voice this is (recordings: {count}): all clean speech is taken for the person.',
      zh: '没有依据判断录音（{count} 个）里是谁的声音：其中的干声都当作本人。',
    },
    hint: {
      en: 'Name a clip of the person alone with --speaker FILE, or ingest their voice messages first.',
      zh: '可用 --speaker 文件 给出一段只有本人说话的录音，或先导入本人的语音消息。',
    },
  },
  'speaker-unused': {
    say: {
      en: '{file} is not used: these are voice messages only, and each says who sent it.',
      zh: '{file} 没有用到：这里只有语音消息，每条都写明了是谁发的。',
    },
    hint: {
      en: 'It tells the person from others in recordings that are named: `persona audio-clean FILES…`.',
      zh: '它用于在另外给出的录音里分辨本人：`persona audio-clean 录音文件…`。',
    },
  },
  'speaker-too-little': {
    say: {
      en: '{file} has too little clean speech to know a voice by (about ten seconds are needed).',
      zh: '{file} 里的清晰语音太少，不足以辨认声音（约需十秒）。',
    },
  },
  'speaker-no-sound': {
    say: { en: '{file} gives no voice to know: {why}.', zh: '{file} 没有可供辨认的声音：{why}。' },
  },
  'speaker-by-statistics': {
    say: {
      en: 'Voices are told apart by simple statistics: what is not surely the person was left out.',
      zh: '目前按简单的声音统计来区分说话人：不能确定是本人的部分都没有采用。',
    },
    hint: {
      en: 'A speaker model tells more: `persona models pull speaker`, and `npm i sherpa-onnx-node`.',
      zh: '声纹模型更准确：`persona models pull speaker`，并安装 `npm i sherpa-onnx-node`。',
    },
  },
  'no-such-stretch': {
    say: { en: 'Nothing in audio/ answers to {what}.', zh: 'audio/ 里找不到 {what}。' },
    hint: {
      en: 'Give the id of a segment, or FILE@SECONDS for a moment of a recording (not behind its end).',
      zh: '请给出片段 ID，或用“文件@秒数”指出录音中的时刻（不超过录音长度）。',
    },
  },
} as const satisfies Record<string, Wording>;

/** Why a file gave no sound. */
export const DECODE_FAULT_TEXT: Record<DecodeFault, Bilingual> = {
  'empty-file': { en: 'the file is empty', zh: '文件是空的' },
  'header-only': { en: 'a head without any sound', zh: '只有文件头，没有声音' },
  'not-audio': { en: 'no sound file', zh: '不是声音文件' },
  'no-sound-track': { en: 'a video without sound', zh: '视频里没有声音' },
  damaged: { en: 'damaged', zh: '文件已损坏' },
  protected: { en: 'protected against copying', zh: '有版权保护，无法读取' },
  stalled: { en: 'the decoder stopped giving sound', zh: '解码中途停住了' },
  'decoder-missing': { en: 'ffmpeg could not be started', zh: 'ffmpeg 无法启动' },
  'not-there': { en: 'not there any more', zh: '文件已不在原处' },
  unreadable: { en: 'cannot be read', zh: '无法读取' },
};
