import type { Wording } from '../errors.ts';

/** What the inputs are like: files that are left out and why, then what is odd about those that were read. */
export const EXPORTS_WORDING = {
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
  'refused-not-downloaded': {
    say: {
      en: 'Only in iCloud, not on this disk, so left out ({count}):{files}',
      zh: '有 {count} 个文件只在 iCloud 里，不在本机上，未读取：{files}',
    },
    hint: {
      en: 'In the Finder, click them with the right button, then Download Now; then run this again.',
      zh: '请在访达中右键点这些文件，选“立即下载”，然后再运行一次。',
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
  'rejected-sent-file': {
    say: {
      en: 'Files that were sent in chats, written by nobody knows whom, so not read:{files}',
      zh: '以下是聊天中发送的文件，不知道是谁写的，没有读取：{files}',
    },
    hint: {
      en: 'If one of them was written by the person, copy it to another folder and name it there.',
      zh: '如果其中有本人写的文章，请复制到别的文件夹，再指定那里的文件。',
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
  'encrypted-notes': {
    say: {
      en: '{file}: {count:note is|notes are} encrypted by the note app; only titles and dates can be read.',
      zh: '{file} 中有 {count} 条笔记已被笔记软件加密，只能读到标题和日期。',
    },
    hint: {
      en: 'Export them again as HTML in the app, and give that.',
      zh: '请在印象笔记里改用 HTML 格式重新导出，再读取导出的网页。',
    },
  },
  'sounds-in-notes': {
    say: {
      en: '{file}: {count:recording lies|recordings lie} inside the notes, where they cannot be heard.',
      zh: '{file} 的笔记里嵌有 {count} 段录音，无法直接使用。',
    },
    hint: {
      en: 'Open these notes in the app, save each recording as a file, and give the files to `persona audio-clean`.',
      zh: '请在笔记软件里打开这些笔记，把录音逐个另存为文件，再交给 `persona audio-clean`。',
    },
  },
  'probably-misread': {
    say: {
      en: '{file} was probably misread as {format}: {bad} of {rows:row|rows} made no sense, the first at {first}.',
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
      en: '{file} could not be read to its end ({why}); {rows:row before that is|rows before that are} kept.',
      zh: '{file} 没能读到结尾（{why}），之前的 {rows} 行已保留。',
    },
    hint: {
      en: 'Export or copy the file again, and run this once more.',
      zh: '请重新导出或复制该文件，然后再运行一次。',
    },
  },
  'letters-lost': {
    say: {
      en: '{file}: letters of {count:message|messages} could not be read and stand as \ufffd.',
      zh: '{file}：有 {count} 条消息里的一些字无法识别，显示为 \ufffd。',
    },
    hint: {
      en: 'The file is damaged or in an unusual encoding: export it again, as UTF-8 where the program asks.',
      zh: '文件可能已损坏，或编码不常见：请重新导出；可以选择编码时，请选 UTF-8。',
    },
  },
  'file-too-large': {
    say: {
      en: '{file} is larger than any page or document, so it was not read.',
      zh: '{file} 大得不像一篇文章或一个网页，没有读取。',
    },
    hint: {
      en: 'At most 64 MB and a million lines or tags are read as one piece of writing: split it into several files.',
      zh: '作为一篇文章，最多读取 64 MB、一百万行（网页为一百万个标签）：请拆成几个文件。',
    },
  },
  'direction-conflicts': {
    say: {
      en: '{file}: in {count:row|rows} the mark sent/received contradicts the sender; the mark was followed.',
      zh: '{file}：有 {count} 行的“收/发”标记与发送者不一致，已以标记为准。',
    },
  },
  'only-me': {
    say: {
      en: '{count:post or entry|posts or entries} in the corpus could be seen by the author alone.',
      zh: '语料中有 {count} 条动态或日记当初设为仅自己可见。',
    },
    hint: {
      en: '`persona bundle --without-only-me` leaves them out of the bundle.',
      zh: '打包时用 `persona bundle --without-only-me` 可以不放入它们。',
    },
  },
  'voice-missing': {
    say: {
      en: 'Voice messages without a file in the export, {count} of {total}:{files}',
      zh: '{total} 条语音消息中有 {count} 条在导出里找不到文件：{files}',
    },
    hint: {
      en: 'Export the chat again with voice messages, or name the folder in which the sounds lie beside that of the chats.',
      zh: '请重新导出并勾选语音，或把存放语音的文件夹与聊天一起给出。',
    },
  },
  'voice-embedded': {
    say: {
      en: 'Voice messages whose sound lies inside the page of the chat, where it cannot be heard, {count} of {total}:{files}',
      zh: '{total} 条语音消息中有 {count} 条的声音嵌在聊天网页里，无法直接使用：{files}',
    },
    hint: {
      en: 'If the chat is still there, export it again with a program that saves sounds as files. If not, open the page in a browser, download each sound from the menu of its player into a folder `audio` beside the page, and name it after the message: `MESSAGEID.wav`, as corpus/items.jsonl tells it.',
      zh: '如果聊天还在，请换用能把语音存成文件的程序重新导出。否则请用浏览器打开网页，从每个播放器的菜单里下载声音，放进网页旁的 `audio` 文件夹，并按消息编号命名为 `MESSAGEID.wav`（编号见 corpus/items.jsonl 的 messageId）。',
    },
  },
  'voice-ambiguous': {
    say: {
      en: 'Voice messages that were given no sound, since nothing tells which one is theirs, {count} of {total}:{files}',
      zh: '{total} 条语音消息中有 {count} 条无法确定对应哪个声音文件，因此没有采用：{files}',
    },
    hint: {
      en: 'Where several of the folders hold a sound of that name, name the right one only. A tool that names sounds by the second alone loses one of two: export that chat with another one.',
      zh: '如果给出的几个文件夹里都有同名的声音文件，请只给出正确的那个。有的工具只按秒给语音命名，同一秒的两条会丢掉一条：请改用其他工具导出该聊天。',
    },
  },
  'times-incomplete': {
    say: {
      en: '{file}: {count:message has|messages have} no year or no day in this format: kept, without a time.',
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
      en: '{file} keeps its messages in {total:page file|page files}, of which {missing} are not there.',
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
  'words-not-exported': {
    say: {
      en: '{file}: {count:reply that quotes a message has|replies that quote a message have} no words here: this format leaves them out.',
      zh: '{file}：有 {count} 条引用回复在这种格式里没有文字，导出时就漏掉了。',
    },
    hint: {
      en: 'Export this chat as HTML too and hand over both; the replies are then read from there.',
      zh: '请把这段聊天再导出成 HTML 一起交来，这些回复会从那里读出。',
    },
  },
  'ids-rounded': {
    say: {
      en: '{file} was saved again by a spreadsheet program, which has rounded the ids of {count:message|messages}: they are not used.',
      zh: '{file} 被表格软件（Excel、WPS）另存过，有 {count} 条消息的 ID 丢了后几位，已不采用。',
    },
    hint: {
      en: 'The messages are read all the same. If the file as the exporter wrote it is still there, hand over that.',
      zh: '消息本身照常读取。如果还有导出工具当初生成的原文件，请改用原文件。',
    },
  },
  'seconds-lost': {
    say: {
      en: '{file} was saved again by a spreadsheet program: the times of {count:message|messages} have lost their seconds.',
      zh: '{file} 被表格软件（Excel、WPS）另存过，有 {count} 条消息的时间丢了秒数。',
    },
    hint: {
      en: 'Messages of one minute keep the order of the file. If it is still there as the exporter wrote it, hand over that.',
      zh: '同一分钟内的消息按文件中的顺序排列。如果还有导出工具当初生成的原文件，请改用原文件。',
    },
  },
  'words-lost': {
    say: {
      en: '{file}: a spreadsheet program took the words of {count:message|messages} for formulas or numbers and saved #NAME? or 1.38E+13 in their place.',
      zh: '{file}：有 {count} 条消息被表格软件（Excel、WPS）当成公式或数字，原话已变成 #NAME? 或 1.38E+13 之类。',
    },
    hint: {
      en: 'They are kept out. Hand over the file as the exporter wrote it, if it is still there.',
      zh: '这些消息没有采用。如果还有导出工具当初生成的原文件，请改用原文件。',
    },
  },
  'privacy-export': {
    say: {
      en: '{file} was exported in privacy mode: names and words are hidden in it.',
      zh: '{file} 是用隐私模式导出的，里面的姓名和文字都被隐藏了。',
    },
    hint: { en: 'Export it again with privacy mode off.', zh: '请关闭隐私模式，重新导出一次。' },
  },
} as const satisfies Record<string, Wording>;
