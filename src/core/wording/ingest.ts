import type { Wording } from '../errors.ts';

/** Requests about the corpus: what to read for it, whose persona it is, what to say about it and what to forget. */
export const INGEST_WORDING = {
  'unknown-reader': {
    say: { en: 'There is no format called {id}.', zh: '没有名为 {id} 的格式。' },
    hint: { en: '`persona formats` lists them.{near}', zh: '可用格式见 `persona formats`。{near}' },
    exitCode: 2,
  },
  'damaged-corpus-line': {
    say: {
      en: '{file} is damaged at line {line}; nothing was changed.',
      zh: '{file} 第 {line} 行已损坏；没有做任何改动。',
    },
    hint: {
      en: 'Mend or delete that line; or move the file away and run `persona ingest` with all exports again.',
      zh: '请修正或删除这一行；也可以把该文件移到别处，再用 `persona ingest` 重新读取全部导出文件。',
    },
  },
  'damaged-corpus-file': {
    say: { en: '{file} is damaged; nothing was changed.', zh: '{file} 已损坏；没有做任何改动。' },
    hint: {
      en: 'Put a whole copy in its place; or move it away and run `persona ingest` with all exports again.',
      zh: '请换回完好的副本；如果没有，把它移到别处，再用 `persona ingest` 重新读取全部导出文件。',
    },
  },
  'corpus-half-in-place': {
    say: {
      en: '{path} cannot get its place ({why}): the new corpus is complete, but some of its files are not in their places yet.',
      zh: '{path} 无法就位（{why}）：新的语料已经写完，但有几个文件还没有放到原来的位置。',
    },
    hint: {
      en: 'Check the permissions, and move away what is in the way; the next command that reads the corpus puts the rest in place. Do not delete the files that end in .part.',
      zh: '请检查权限，并移走占位的东西；之后任何用到语料的命令都会把其余文件放好。请不要删除以 .part 结尾的文件。',
    },
  },
  'damaged-forgotten': {
    say: {
      en: '{file} is damaged at line {line}; nothing was changed.',
      zh: '{file} 第 {line} 行已损坏；没有做任何改动。',
    },
    hint: {
      en: 'Put a whole copy in its place. If you delete that line instead, run `persona forget` for what was forgotten then once more: it may come back.',
      zh: '请换回完好的副本。如果只能删除这一行，请对当时删除的内容再运行一次 `persona forget`，否则可能再次出现。',
    },
  },
  'newer-corpus-file': {
    say: {
      en: '{file} was written by a newer version of persona ({schema}); nothing was changed.',
      zh: '{file} 由更新版本的 persona 写成（{schema}）；没有做任何改动。',
    },
    hint: {
      en: 'Use that version, or a new folder.',
      zh: '请使用那个版本，或换一个新文件夹。',
    },
  },
  'items-missing': {
    say: {
      en: 'corpus/items.jsonl holds {count} of {total:item|items} that the last run wrote.',
      zh: '上次写入 corpus/items.jsonl 的 {total} 条内容，现在只有 {count} 条。',
    },
    hint: {
      en: 'If nobody took them out on purpose, run `persona ingest` with all exports again: what is missing comes back.',
      zh: '如果不是有意删除，请用 `persona ingest` 重新读取全部导出文件，缺少的内容就会补回。',
    },
  },
  'key-missing': {
    say: {
      en: 'corpus/redaction-key.json is missing, or is another one: what was masked in {count:item|items} is not known, and another export that tells them too would double them.',
      zh: 'corpus/redaction-key.json 不在，或不是原来那一份：有 {count} 条内容遮盖了什么已无从得知，另一份导出里若有同样的消息，会重复出现。',
    },
    hint: {
      en: 'Put it back, or run `persona ingest` with all exports again.',
      zh: '请把它放回原处，或用 `persona ingest` 重新读取全部导出文件。',
    },
  },
  'nothing-read': {
    say: { en: 'Nothing was found to read in {paths}.', zh: '在 {paths} 里没有找到可读取的内容。' },
    hint: {
      en: 'Give an export of chats, Moments or essays; `persona formats` lists what is known.',
      zh: '请给出聊天、朋友圈或文章的导出文件；支持的格式见 `persona formats`。',
    },
  },
  'nothing-but-recordings': {
    say: {
      en: 'Nothing was found to read in {paths}, but recordings ({count}).',
      zh: '在 {paths} 里没有找到可读取的文字，但有 {count} 个录音。',
    },
    hint: { en: 'They are for `persona audio-clean {words}`.', zh: '录音请用 `persona audio-clean {words}`。' },
  },
  'nothing-but-voices': {
    say: {
      en: 'Nothing was found to read in {paths}, but voice messages ({count}).',
      zh: '在 {paths} 里没有找到可读取的文字，但有 {count} 条语音消息。',
    },
    hint: {
      en: 'Give them together with the chats they were exported with: nothing else tells who speaks in each.',
      zh: '请连同一起导出的聊天记录一并给出：只有聊天记录知道每条是谁说的。',
    },
  },
  'nothing-but-pictures': {
    say: {
      en: 'Nothing was found to read in {paths}, but pictures ({count}).',
      zh: '在 {paths} 里没有找到可读取的文字，但有 {count} 个图片。',
    },
    hint: {
      en: 'No words are read out of pictures: type them off into a .txt file, and give that.',
      zh: '不识别图片里的文字：请打成 .txt 文本，再把文本交来。',
    },
  },
  'nothing-understood': {
    say: {
      en: 'None of {rows:row|rows} in {paths} could be understood as {formats}; nothing was changed.',
      zh: '{paths} 里的 {rows} 行按 {formats} 格式都无法理解；没有做任何改动。',
    },
    hint: {
      en: 'If --from was given, leave it out or name another format (`persona formats`). If the file is damaged, save it anew as docx or txt.',
      zh: '如果用了 --from，请去掉再试，或指定其他格式（见 `persona formats`）；如果文件已损坏，请另存为 docx 或 txt。',
    },
  },
  'nothing-in-period': {
    say: {
      en: 'Nothing in {paths} lies in the period asked for: {rows:row is|rows are} older or newer. Nothing was changed.',
      zh: '{paths} 里没有一条在指定的时间范围内：{rows} 行更早或更晚。没有做任何改动。',
    },
    hint: {
      en: 'Change --since and --until or leave them out; settings.ingest in persona.json may hold them too.',
      zh: '请调整或去掉 --since 和 --until；它们也可能写在 persona.json 的 settings.ingest 里。',
    },
  },
  'bad-row-query': {
    say: { en: '{what} is neither an id nor FILE:ROW.', zh: '{what} 既不是 id，也不是“文件:行号”。' },
    hint: {
      en: 'Give at least six digits (0–9, a–f) of an id out of corpus/items.jsonl, or a file and a row, such as chat.csv:57.',
      zh: '请给出 corpus/items.jsonl 里的 id（至少前六位，由 0–9、a–f 组成），或文件和行号，如 chat.csv:57。',
    },
    exitCode: 2,
  },
  'redact-lowered': {
    say: {
      en: 'Until now this corpus was masked with --redact {before}; with {now}, as asked for, less of it is hidden.',
      zh: '此前这份语料按 --redact {before} 遮盖；这次按要求改为 {now}，遮盖会变少。',
    },
    hint: {
      en: 'Texts that were masked stay so until their export is read again. Leave --redact out to go on with {before}.',
      zh: '已经遮盖的文字，要重新读取原来的导出文件才会改变。不写 --redact 就按 {before} 继续。',
    },
  },
  'subject-unknown': {
    say: {
      en: 'Whose persona shall it be? These people wrote:{people}',
      zh: '要整理的是谁？以下是写过消息的人：{people}',
    },
    hint: {
      en: 'Name the person with --subject NAME_OR_ID; repeat it for every other name of the same person.',
      zh: '请用 --subject 姓名或ID 指定本人；同一个人有多个称呼时可重复使用。',
    },
  },
  'subject-unsigned': {
    say: {
      en: 'Whose persona shall it be? Nothing here is signed, so nobody can be listed.',
      zh: '要整理的是谁？这些内容都没有署名，列不出人名。',
    },
    hint: {
      en: 'Name the person who wrote it with --subject NAME; essays and posts that are unsigned then count as theirs.',
      zh: '请用 --subject 姓名 指定作者；没有署名的文章和帖子会算作其所写。',
    },
  },
  'subject-not-found': {
    say: {
      en: 'Nobody here is called {names}. These people wrote:{people}',
      zh: '没有找到 {names}。以下是写过消息的人：{people}',
    },
    hint: {
      en: 'Names count whole. Add the right one with --subject, or to persona.json.',
      zh: '名称需要完全一致。请用 --subject 补充，或写进 persona.json。',
    },
  },
  'subject-nobody': {
    say: {
      en: 'Nobody here is called {names}; nobody’s words are in these files.',
      zh: '没有找到 {names}；这些文件里没有任何人的话。',
    },
    hint: {
      en: 'What is revoked, empty or from the system counts for nobody. Give an export that holds what was written.',
      zh: '已撤回的、空的和系统提示都不算。请给出含有聊天或文章内容的导出。',
    },
  },
  'subject-several': {
    say: { en: 'Several people are called {names}:{people}', zh: '有好几个人都叫 {names}：{people}' },
    hint: {
      en: 'Say which with --subject ID; give every id that is the same person.',
      zh: '请用 --subject ID 指明是哪一位；若是同一人的多个帐号，请逐个写出。',
    },
  },
  'subject-unknown-name': {
    say: {
      en: 'Nobody here is called {names}, so persona.json stays without that.',
      zh: '没有人叫 {names}，没有写进 persona.json。',
    },
    hint: {
      en: 'Names count whole. If it is in exports still to come, give it again with them.',
      zh: '名称需要完全一致。如果以后的导出里才会出现，到时再给出即可。',
    },
  },
  'subject-other-side': {
    say: {
      en: 'Of the names and ids given with --subject these are two people who write to each other, so they are not one:{people}',
      zh: '--subject 给出的不是同一个人，他们是同一个聊天的双方：{people}',
    },
    hint: {
      en: 'Name one person only; of another one make a workspace of its own. Two accounts of one person that wrote to each other go into "ids" of persona.json by hand.',
      zh: '一次只能整理一个人；要整理另一位，请另建工作区。如果确实是同一人互发过消息的两个帐号，请手动写进 persona.json 的 "ids"。',
    },
  },
  'subject-other-than-known': {
    say: {
      en: 'Two people who write to each other are not one. Given with --subject:{people}\nNamed in persona.json:{known}',
      zh: '聊天的双方不会是同一个人。--subject 给出的是：{people}\npersona.json 里写的是：{known}',
    },
    hint: {
      en: 'Leave --subject out; of another person make a workspace of its own. Two accounts of one person that wrote to each other go into "ids" of persona.json by hand.',
      zh: '请去掉 --subject；要整理另一位，请另建工作区。如果确实是同一人互发过消息的两个帐号，请手动写进 persona.json 的 "ids"。',
    },
  },
  'subject-namesakes': {
    say: {
      en: 'Others with another id bear the same name and were not counted as the person:{people}',
      zh: '还有同名但 ID 不同的人，没有算作本人：{people}',
    },
    hint: {
      en: 'If it is the same person, add that id with --subject.',
      zh: '如果是同一个人，请用 --subject 补上那个 ID。',
    },
  },
  'subject-by-name-alone': {
    say: {
      en: '{count:item of the person is|items of the person are} signed with that name and no id, and counted as the person’s.',
      zh: '算作本人的内容中有 {count} 条只署了这个名字，没有 ID。',
    },
    hint: {
      en: 'An export of the same chat that has ids (JSON, CSV) tells whose they are.',
      zh: '再导入一份带 ID 的导出（JSON、CSV），就能分清是谁写的。',
    },
  },
  'subject-untold': {
    say: {
      en: 'The person is called 我 (“me”) in exports of {count} folders, and all of them were taken for one phone’s:{folders}',
      zh: '有 {count} 个文件夹的导出把本人写作“我”，已全部当作同一部手机的导出：{folders}',
    },
    hint: {
      en: 'If they are phones of different people, read those of this person only, or export with a tool that writes ids.',
      zh: '如果来自不同人的手机，请只读取本人的那些，或改用会写出 ID 的工具重新导出。',
    },
  },
  'no-such-item': {
    say: { en: 'The corpus has no item whose id begins with {what}.', zh: '语料里没有以 {what} 开头的 id。' },
    hint: { en: 'Ids stand in corpus/items.jsonl.', zh: 'id 见 corpus/items.jsonl。' },
  },
  'no-such-row': {
    say: {
      en: 'The corpus knows no row {what}; of {file} it knows rows {first} to {last}.',
      zh: '语料里没有 {what} 这一行；{file} 已知的行号为 {first} 到 {last}。',
    },
    hint: {
      en: '`persona explain --help` says how rows are counted; empty lines and headings are none.',
      zh: '行号的数法见 `persona explain --help`；空行和表头不算内容。',
    },
  },
  'no-such-file': {
    say: { en: 'The corpus knows no file {file}.', zh: '语料里没有来自 {file} 的内容。' },
    hint: {
      en: 'Files stand in corpus/report.json under "files"; the end of a path is enough, whole names only.',
      zh: '文件名见 corpus/report.json 的 "files"；只写路径的末尾即可，但名称要完整。',
    },
  },
  'no-segmenter': {
    say: {
      en: 'There is no build of @node-rs/jieba for this machine, which cuts Chinese into words: catch phrases may begin or end within one.',
      zh: '本机没有可用的分词组件（@node-rs/jieba），统计出的口头禅可能把词切断。',
    },
    hint: {
      en: 'Where one exists, `npm install` brings it (without --omit=optional); `persona doctor` looks for it.',
      zh: '如有适合本机的版本，重新运行 `npm install`（不带 --omit=optional）即可装上；可用 `persona doctor` 检查。',
    },
  },
  'forgotten-by-name': {
    say: {
      en: '{name} was forgotten by name alone. These are called that, but may be somebody else, so what they wrote was kept:{ids}',
      zh: '此前只按姓名删除过 {name}。以下的人也叫这个名字，但可能是别人，所以保留了他们写的内容：{ids}',
    },
    hint: {
      en: '`persona forget --sender ID` removes what the one wrote who was meant.',
      zh: '请用 `persona forget --sender ID` 删除所指那个人写的内容。',
    },
  },
  'side-file': {
    say: {
      en: '{file} was not read: exporters and programs leave files of such names.',
      zh: '{file} 未读取：这种名称的文件一般由导出工具或程序留下。',
    },
    hint: {
      en: 'If it holds words, give it by itself to `persona ingest`, with --from FORMAT.',
      zh: '如果里面有文字，可以单独交给 `persona ingest`，并用 --from 指定格式。',
    },
  },
  'forget-what': {
    say: {
      en: 'Say what to forget: ids of items (six digits and more), --sender, or --all alone.',
      zh: '请说明要删除什么：条目的 id（至少六位）、--sender，或单独使用 --all。',
    },
    hint: {
      en: '`persona explain FILE:ROW` tells the id of a row.',
      zh: '某一行的 id 可用 `persona explain 文件:行号` 查看。',
    },
    exitCode: 2,
  },
  'forget-no-id': {
    say: { en: '{what}: no id of an item.', zh: '{what} 不是条目的 id。' },
    hint: {
      en: 'An id has six digits and more (0–9, a–f) and stands in corpus/items.jsonl; a person is named with --sender.',
      zh: 'id 至少六位（0–9、a–f），见 corpus/items.jsonl；要删除某个人的内容，请用 --sender。',
    },
    exitCode: 2,
  },
  'forget-unknown': {
    say: {
      en: 'Nothing was changed: the corpus holds nothing called{what}',
      zh: '没有做任何改动：语料中没有{what}',
    },
    hint: {
      en: 'Names and ids must be whole; `persona ingest PATH --who` lists the people, `persona explain FILE:ROW` tells the id of a row.',
      zh: '姓名和 ID 要写完整；可用 `persona ingest 路径 --who` 查看有哪些人，用 `persona explain 文件:行号` 查看某一行的 id。',
    },
  },
  'forget-several': {
    say: {
      en: 'Nothing was changed: {what} may mean {count} different ones:{which}',
      zh: '没有做任何改动：{what} 可能指以下 {count} 个：{which}',
    },
    hint: { en: 'Give one of these whole.', zh: '请完整写出其中一个。' },
  },
} as const satisfies Record<string, Wording>;
