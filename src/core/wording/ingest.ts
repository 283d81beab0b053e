import type { Wording } from '../errors.ts';

export const INGEST_WORDING = {
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
  'unknown-reader': {
    say: { en: 'There is no format called {id}.', zh: '没有名为 {id} 的格式。' },
    hint: { en: '`persona formats` lists them. Near it: {near}', zh: '可用格式见 `persona formats`。相近的有：{near}' },
    exitCode: 2,
  },
  'unknown-format': {
    say: {
      en: 'Files of no known format, so left out ({count}):{files}',
      zh: '有 {count} 个文件无法识别格式，未读取：{files}',
    },
    hint: {
      en: 'If one of them holds words, name its format with --from; `persona formats` lists them all.',
      zh: '如果其中有文字内容，可用 --from 指定格式；全部格式见 `persona formats`。',
    },
  },
  'ambiguous-format': {
    say: {
      en: 'Files that fit several formats equally, so left out ({count}):{files}',
      zh: '有 {count} 个文件同时符合多种格式，未读取：{files}',
    },
    hint: { en: 'Say which with --from FORMAT.', zh: '请用 --from 指定格式。' },
  },
  'not-taken': {
    say: {
      en: 'Files that could not be opened, so left out ({count}):{files}',
      zh: '有 {count} 个文件无法打开：{files}',
    },
  },
  'refused-permission': {
    say: {
      en: 'No permission to read these files, so left out ({count}):{files}',
      zh: '有 {count} 个文件没有读取权限，未读取：{files}',
    },
    hint: {
      en: 'Change their permissions, or copy them to a folder of yours.',
      zh: '请修改权限，或复制到自己的文件夹。',
    },
  },
  'refused-gone': {
    say: {
      en: 'Links that lead nowhere, so left out ({count}):{files}',
      zh: '有 {count} 个链接指向不存在的文件，已跳过：{files}',
    },
  },
  'refused-special': {
    say: {
      en: 'Pipes, sockets or devices, no files, so left out ({count}):{files}',
      zh: '有 {count} 项不是普通文件（管道、套接字或设备），已跳过：{files}',
    },
  },
  'refused-empty': {
    say: { en: 'Empty files ({count}):{files}', zh: '有 {count} 个文件是空的：{files}' },
    hint: {
      en: 'If there should be something in them, export or copy them again.',
      zh: '如果里面本来应该有内容，请重新导出或复制。',
    },
  },
  'refused-damaged': {
    say: {
      en: 'Damaged or not whole, so left out ({count}):{files}',
      zh: '有 {count} 个文件已损坏或不完整，未读取：{files}',
    },
    hint: { en: 'Export, download or copy them again.', zh: '请重新导出、下载或复制。' },
  },
  'refused-encrypted': {
    say: {
      en: 'Locked with a password inside a zip, so left out ({count}):{files}',
      zh: '压缩包里有 {count} 个文件加了密码，未读取：{files}',
    },
    hint: { en: 'Unpack the zip with its password and give the folder.', zh: '请先用密码解压，再把文件夹交来。' },
  },
  'refused-compression': {
    say: {
      en: 'Packed in a way that is not known here, so left out ({count}):{files}',
      zh: '有 {count} 个文件的压缩方式无法识别，未读取：{files}',
    },
    hint: { en: 'Unpack the zip yourself and give the folder.', zh: '请自行解压后把文件夹交来。' },
  },
  'refused-outside': {
    say: {
      en: 'Entries that point out of their zip, so left out ({count}):{files}',
      zh: '压缩包里有 {count} 项指向压缩包之外，已跳过：{files}',
    },
    hint: {
      en: 'No export does that on its own: ask where the zip is from.',
      zh: '正常的导出不会这样，请留意这个压缩包的来源。',
    },
  },
  'refused-bomb': {
    say: {
      en: 'These would unpack to far more than any export holds, so left out ({count}):{files}',
      zh: '有 {count} 项解压后会大得不合常理，已跳过：{files}',
    },
    hint: {
      en: 'If they are yours, unpack them yourself and give the folder.',
      zh: '如果确实是您的文件，请自行解压后把文件夹交来。',
    },
  },
  'refused-nested': {
    say: {
      en: 'Zips inside of too many other zips to be looked into, so left out ({count}):{files}',
      zh: '有 {count} 个压缩包套在太多层压缩包里，没有打开：{files}',
    },
    hint: {
      en: 'Unpack the outer ones yourself and give the folder.',
      zh: '请先把外面几层解压，再把文件夹交来。',
    },
  },
  'encrypted-notes': {
    say: {
      en: '{count} of the notes in {file} are encrypted by the note app: only their titles and dates can be read.',
      zh: '{file} 中有 {count} 条笔记已被笔记软件加密，只能读到标题和日期。',
    },
    hint: {
      en: 'Export them again as HTML in the app, and give that.',
      zh: '请在印象笔记里改用 HTML 格式重新导出，再读取导出的网页。',
    },
  },
  'probably-misread': {
    say: {
      en: '{file} was probably misread as {format}: {bad} of {rows} rows made no sense, the first at {first}.',
      zh: '{file} 可能不是 {format} 格式：{rows} 行里有 {bad} 行无法理解，第一处在 {first}。',
    },
    hint: {
      en: 'Look at that place; name another format with --from if it is none of this kind.',
      zh: '请查看该处；如果格式不对，用 --from 指定其他格式。',
    },
  },
  'gave-nothing': {
    say: {
      en: 'Nothing could be read out of {file}, taken for {format}.',
      zh: '{file} 按 {format} 格式没有读出任何内容。',
    },
    hint: {
      en: 'It may be damaged or locked: open it in its own program and save it anew as docx or txt. `persona explain {row}` says more.',
      zh: '文件可能已损坏或加了密码：请用原来的软件打开，另存为 docx 或 txt。详情见 `persona explain {row}`。',
    },
  },
  'file-broke-off': {
    say: {
      en: '{file} could not be read to its end ({why}); the {rows} rows before that are kept.',
      zh: '{file} 没能读到结尾（{why}），之前的 {rows} 行已保留。',
    },
    hint: {
      en: 'Export or copy the file again, and run this once more.',
      zh: '请重新导出或复制该文件，然后再运行一次。',
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
  'subject-several': {
    say: { en: 'Several people are called {names}:{people}', zh: '有好几个人都叫 {names}：{people}' },
    hint: {
      en: 'Say which with --subject ID; give every id that is the same person.',
      zh: '请用 --subject ID 指明是哪一位；若是同一人的多个帐号，请逐个写出。',
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
      en: 'Of the person’s items {count} are signed with that name and no id; they were counted as the person’s.',
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
  'direction-conflicts': {
    say: {
      en: '{file}: in {count} rows the mark sent/received contradicts the sender; the mark was followed.',
      zh: '{file}：有 {count} 行的“收/发”标记与发送者不一致，已以标记为准。',
    },
  },
  'voice-missing': {
    say: {
      en: '{count} of the {total} voice messages have no file in the export:{files}',
      zh: '{total} 条语音消息中有 {count} 条在导出里找不到文件：{files}',
    },
    hint: {
      en: 'Export the chat again with voice messages, or name the one folder in which both the chats and the sounds lie.',
      zh: '请重新导出并勾选语音，或指定同时放有聊天和语音的上一级文件夹。',
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
      en: 'None of the {rows} rows in {paths} could be understood as {formats}; nothing was changed.',
      zh: '{paths} 里的 {rows} 行按 {formats} 格式都无法理解；没有做任何改动。',
    },
    hint: {
      en: 'If --from was given, leave it out or name another format (`persona formats`). If the file is damaged, save it anew as docx or txt.',
      zh: '如果用了 --from，请去掉再试，或指定其他格式（见 `persona formats`）；如果文件已损坏，请另存为 docx 或 txt。',
    },
  },
  'nothing-in-period': {
    say: {
      en: 'Nothing in {paths} lies in the period asked for: {rows} rows are older or newer. Nothing was changed.',
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
  'chat-in-document': {
    say: {
      en: '{file}: the lines repeat like those of a copied chat, so they were read as messages and not as somebody’s own writing.',
      zh: '{file}：这里的文字像是复制下来的聊天，已按聊天记录读取，没有当作本人的文章。',
    },
    hint: {
      en: 'If it is a story or a play of the person’s own, read this file with --from {format}.',
      zh: '如果是本人写的故事或剧本，请用 --from {format} 单独读取这个文件。',
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
  'privacy-export': {
    say: {
      en: '{file} was exported in privacy mode: names and words are hidden in it.',
      zh: '{file} 是用隐私模式导出的，里面的姓名和文字都被隐藏了。',
    },
    hint: { en: 'Export it again with privacy mode off.', zh: '请关闭隐私模式，重新导出一次。' },
  },
  'rejected-encrypted': {
    say: {
      en: 'Locked with a password by the program that wrote them, so not read:{files}',
      zh: '以下文件被导出程序加了密码，没有读取：{files}',
    },
    hint: {
      en: 'Unlock them in WeChatDataAnalysis, or export again without a password.',
      zh: '请在 WeChatDataAnalysis 里解开，或不设密码重新导出。',
    },
  },
  'rejected-database': {
    say: {
      en: 'Databases of a phone or computer, not exports, so not read:{files}',
      zh: '以下是手机或电脑里的数据库，不是导出的聊天记录，没有读取：{files}',
    },
    hint: {
      en: 'Open them in the program that made them and export the chats, best as JSON or CSV. `persona formats` lists what is read.',
      zh: '请用生成它的程序打开，再导出聊天记录，最好选 JSON 或 CSV。可读的格式见 `persona formats`。',
    },
  },
  'rejected-pdf': {
    say: { en: 'PDF files, which are not read:{files}', zh: '不读取 PDF 文件：{files}' },
    hint: {
      en: 'Save them as docx or txt in Word or WPS; words that are only a picture (a scan) have to be typed off.',
      zh: '请用 Word 或 WPS 另存为 docx 或 txt；扫描件只是图片，需要把文字打出来。',
    },
  },
  'rejected-archive': {
    say: { en: 'Packed files that are not opened here:{files}', zh: '以下压缩文件无法在这里打开：{files}' },
    hint: {
      en: 'Unpack them first and give the folder, or pack it as zip.',
      zh: '请先解压，再把文件夹交来，或改成 zip。',
    },
  },
  'rejected-locked-document': {
    say: { en: 'Documents locked with a password, so not read:{files}', zh: '以下文档加了密码，没有读取：{files}' },
    hint: {
      en: 'Open them in Word or WPS and save them without a password.',
      zh: '请用 Word 或 WPS 打开，去掉密码后另存。',
    },
  },
  'rejected-binary': {
    say: {
      en: 'No text and of no known format, so not read:{files}',
      zh: '以下文件不是文本，格式也无法识别，没有读取：{files}',
    },
    hint: {
      en: 'If one of them holds words, save it as docx, txt or csv in the program that made it.',
      zh: '如果其中有文字内容，请用原来的软件另存为 docx、txt 或 csv。',
    },
  },
  'rejected-masked-text': {
    say: {
      en: 'Text made for language models, without times and with words masked, so not read:{files}',
      zh: '以下是给大模型用的文本，没有时间，部分文字也被遮盖，没有读取：{files}',
    },
    hint: {
      en: 'Export these chats from MemoTrace as CSV or HTML. Where that is no longer possible, `--from memotrace-ai-txt` reads them as they are.',
      zh: '请在留痕里把这些聊天导出成 CSV 或 HTML。如果已经无法重新导出，可以用 `--from memotrace-ai-txt` 按现有内容读取。',
    },
  },
  'rejected-training-data': {
    say: {
      en: 'Training data, shuffled and without times and names, so not read:{files}',
      zh: '以下是训练数据，顺序打乱，没有时间和姓名，没有读取：{files}',
    },
    hint: {
      en: 'Hand over the chats that it was made from, as CSV, JSON or HTML.',
      zh: '请交来制作它所用的原始聊天记录（CSV、JSON 或 HTML）。',
    },
  },
  'rejected-word-chat': {
    say: {
      en: 'Chats as Word files, in which times and senders are not dependable, so not read:{files}',
      zh: '以下聊天记录是 Word 文件，里面的时间和发送人不可靠，没有读取：{files}',
    },
    hint: {
      en: 'Export these chats as CSV or HTML.',
      zh: '请把这些聊天导出成 CSV 或 HTML。',
    },
  },
  'rejected-side-text': {
    say: {
      en: 'Named like the notes that accompany programs, so not read:{files}',
      zh: '以下文件名像是软件附带的说明，没有读取：{files}',
    },
    hint: {
      en: 'If one of them is an essay, give it another name, or name the file itself with --from essay-plain-text or essay-markdown.',
      zh: '如果其中有本人写的文章，请改个文件名，或单独指定该文件并加上 --from essay-plain-text 或 essay-markdown。',
    },
  },
} as const satisfies Record<string, Wording>;
