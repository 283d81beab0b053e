import type { Bilingual } from '../../core/types.ts';

/** What the screen calls a task; core code knows only its id. One line per task. */
const TASKS: Record<string, Bilingual> = {
  look: { en: 'Looking through the files', zh: '查看文件' },
  scan: { en: 'Going through long files', zh: '通读长文件' },
  earlier: { en: 'Going through the earlier corpus', zh: '通读上次的语料' },
  sessions: { en: 'Finding the chat of each sound', zh: '查找语音所属的聊天' },
  read: { en: 'Reading', zh: '读取' },
  sort: { en: 'Putting in order', zh: '按时间整理' },
  decode: { en: 'Decoding', zh: '解码' },
  clean: { en: 'Cleaning speech', zh: '清理语音' },
  pull: { en: 'Fetching', zh: '下载' },
  plan: { en: 'Going through the corpus', zh: '通读语料' },
  leaks: { en: 'Looking for private data', zh: '检查隐私信息' },
  write: { en: 'Writing', zh: '写入' },
  verify: { en: 'Verifying', zh: '校验' },
  distill: { en: 'Asking the model', zh: '请模型阅读' },
  answer: { en: 'Letting the model answer', zh: '让模型作答' },
  hash: { en: 'Hashing', zh: '计算校验和' },
};

export const taskLabel = (task: string): Bilingual => TASKS[task] ?? { en: task, zh: task };

/** Steps within a task. */
const STAGES: Record<string, Bilingual> = {
  fetch: { en: 'reading', zh: '读取' },
  hear: { en: 'listening', zh: '听取' },
  style: { en: 'counting habits of writing', zh: '统计用语习惯' },
  profile: { en: 'working out how they write', zh: '归纳说话习惯' },
  examples: { en: 'choosing examples', zh: '挑选示例' },
  files: { en: 'working out the files', zh: '确定各个文件' },
  cut: { en: 'writing clips', zh: '写片段' },
};

export const stageLabel = (stage: string): Bilingual => STAGES[stage] ?? { en: stage, zh: stage };
