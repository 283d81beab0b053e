import type { Wording } from '../errors.ts';

export const INGEST_WORDING = {
  'times-incomplete': {
    say: {
      en: '{file}: {count} messages have no year or no day in this format, so they are kept without a time.',
      zh: '{file}：这种格式里有 {count} 条消息没有写年份或日期，已保留，但没有时间。',
    },
    hint: {
      en: 'Name the file NAME_2023-01-01_2023-12-31.txt after the days it covers, or export with full dates.',
      zh: '把文件名改成“名字_2023-01-01_2023-12-31.txt”（写上起止日期），或重新导出带完整日期的版本。',
    },
  },
  'chat-pages-missing': {
    say: {
      en: '{file} keeps its messages in {total} page files, of which {missing} are not there.',
      zh: '{file} 的消息分放在 {total} 个分页文件里，其中 {missing} 个不在。',
    },
    hint: {
      en: 'Hand over the whole folder of the chat, with the page files beside it.',
      zh: '请连同旁边的分页文件，把整个聊天文件夹一起交来。',
    },
  },
  'older-pages-unreadable': {
    say: {
      en: '{file} shows the newest of {total} pages only; the older ones are packed in a way that only their program reads.',
      zh: '{file} 里只有 {total} 页中最新的一页，更早的几页只有导出它的程序才能打开。',
    },
    hint: {
      en: 'Export this chat as JSON: that holds all messages.',
      zh: '请把这段聊天再导出成 JSON，那里面有全部消息。',
    },
  },
  'same-messages-elsewhere': {
    say: {
      en: '{file} holds the same messages as {other}, which is read instead.',
      zh: '{file} 和 {other} 是同样的消息，只读后者。',
    },
  },
  'words-not-exported': {
    say: {
      en: '{file}: {count} replies that quote a message have no words here: this format leaves them out.',
      zh: '{file}：有 {count} 条引用回复在这种格式里没有文字，导出时就漏掉了。',
    },
    hint: {
      en: 'Export this chat as HTML too and hand over both; the replies are then read from there.',
      zh: '请把这段聊天再导出成 HTML 一起交来，这些回复会从那里读出。',
    },
  },
} as const satisfies Record<string, Wording>;
