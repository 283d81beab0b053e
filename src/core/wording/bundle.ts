import type { Wording } from '../errors.ts';

export const BUNDLE_WORDING = {
  'consent-open': {
    say: { en: 'Nobody has said yet on what ground this may be used.', zh: '还没有说明依据什么使用这些资料。' },
    hint: {
      en: 'Fill `consent` in {file}, or run `persona init --force`.',
      zh: '请在 {file} 中填写 consent，或运行 `persona init --force`。',
    },
  },
  'unknown-backend': {
    say: { en: 'There is no backend called {id}.', zh: '没有名为 {id} 的后端。' },
    hint: { en: '`persona backends` lists them all.{near}', zh: '全部名称见 `persona backends`。{near}' },
    exitCode: 2,
  },
  'unknown-part': {
    say: { en: 'A bundle has no part called {ids}.', zh: '人格包里没有名为 {ids} 的部分。' },
    hint: { en: 'Its parts are: {known}.', zh: '可选的部分：{known}。' },
    exitCode: 2,
  },
  'nothing-to-bundle': {
    say: {
      en: 'There is nothing to bundle: no words of {name} and no clean voice.',
      zh: '没有可打包的内容：既没有{name}的文字，也没有干净的语音。',
    },
    hint: {
      en: 'Run `persona ingest` and `persona audio-clean` first.',
      zh: '请先运行 `persona ingest` 和 `persona audio-clean`。',
    },
  },
  'bundle-without-voice': {
    say: { en: 'No clean voice: this bundle holds text only.', zh: '没有干净的语音：这个人格包只有文字。' },
    hint: {
      en: '`persona audio-clean` finds it in recordings and voice messages.',
      zh: '可用 `persona audio-clean` 从录音和语音消息中提取。',
    },
  },
  'bundle-without-text': {
    say: {
      en: 'No words of the person: this bundle holds the voice only.',
      zh: '没有本人的文字：这个人格包只有声音。',
    },
    hint: { en: '`persona ingest` reads chats, posts and essays.', zh: '可用 `persona ingest` 导入聊天、动态和文章。' },
  },
  'bundle-left-out': {
    say: { en: '{what} is left out: {why}.', zh: '没有放入 {what}：{why}。' },
  },
  'bundle-left-out-partly': {
    say: { en: 'Not all of {what} is there: {why}.', zh: '{what} 没有全部放入：{why}。' },
  },
  'bad-transcripts': {
    say: { en: '{file}, line {line}: {why}', zh: '{file} 第 {line} 行：{why}' },
    hint: {
      en: 'Each line names a segment and its words: csv with the head `segment,text`, or {"segment":…,"text":…}. Ids stand in audio/segments.jsonl; a text with a line break in it stands in quotation marks.',
      zh: '每行写明片段和文字：表头为 `segment,text` 的 csv，或 {"segment":…,"text":…}。片段 id 见 audio/segments.jsonl；文字中有换行时，请用引号括起来。',
    },
  },
  'segment-gone': {
    say: {
      en: '{file} is not there, though audio/segments.jsonl lists it.',
      zh: '{file} 不见了，但 audio/segments.jsonl 里有它。',
    },
    hint: { en: 'Run `persona audio-clean` again.', zh: '请重新运行 `persona audio-clean`。' },
  },
  'segment-damaged': {
    say: {
      en: '{file} is damaged: {there} s of sound can be read, of {seconds} s that audio/segments.jsonl lists.',
      zh: '{file} 已损坏：audio/segments.jsonl 写的是 {seconds} 秒，只读得出 {there} 秒。',
    },
    hint: {
      en: 'Delete it and run `persona audio-clean` again with the recording that it comes from.',
      zh: '请删除它，再用原来的录音重新运行 `persona audio-clean`。',
    },
  },
  'not-replaceable': {
    say: { en: '{path} is not a bundle; it is left as it is.', zh: '{path} 不是人格包，没有动它。' },
    hint: {
      en: 'Move it away, or choose another place with --out.',
      zh: '请先把它移到别处，或用 --out 另选位置。',
    },
  },
  'old-bundle-left': {
    say: {
      en: '{bundle} is written; what is left of the one before cannot be removed: {path} ({why}).',
      zh: '{bundle} 已经写好，但上一个包的剩余内容无法删除：{path}（{why}）。',
    },
    hint: {
      en: 'Check the permissions and run the same command again, or delete {folder}: it may hold what was masked or forgotten since.',
      zh: '请检查权限后再次运行同一命令，或自行删除 {folder}：里面可能有后来遮盖或删除的内容。',
    },
  },
  'earlier-bundle-unknown': {
    say: {
      en: 'Nothing tells what was typed into {path} by hand: its manifest is damaged, or of another version. It is left as it is.',
      zh: '{path} 的清单已损坏或版本不同，无法判断哪些内容是手工填写的，没有动它。',
    },
    hint: {
      en: 'Move it away, or choose another place with --out.',
      zh: '请先把它移到别处，或用 --out 另选位置。',
    },
  },
  'bundle-of-another': {
    say: {
      en: '{path} is the bundle of another person; it is left as it is.',
      zh: '{path} 是另一个人的人格包，没有动它。',
    },
    hint: {
      en: 'Choose another place with --out. If it is the same person, add the name that it bears to subject.names of persona.json.',
      zh: '请用 --out 另选位置。如果是同一个人，请把包里的名字加进 persona.json 的 subject.names。',
    },
  },
  'bundle-would-shrink': {
    say: { en: '{path} holds {parts}, which would go.', zh: '{path} 里现有的 {parts} 会被去掉。' },
    hint: {
      en: 'Choose another place with --out, or take them out with --yes.',
      zh: '请用 --out 另选位置；确定要去掉，请加 --yes。',
    },
  },
  'bundle-kept': {
    say: {
      en: 'Not made by persona; kept where it is, and listed in the manifest:{files}',
      zh: '以下文件不是 persona 生成的，已原样保留，并列入清单：{files}',
    },
  },
  'bundle-set-aside': {
    say: {
      en: 'Changed by hand since the bundle was made. What was written there now stands beside the bundle, in:{files}',
      zh: '以下文件打包后被手工改动过，改过的内容已另存在人格包旁边：{files}',
    },
    hint: {
      en: 'The bundle makes its files anew. Words of clips belong into voice/transcripts.csv, corrections of the persona into settings.bundle.notes of persona.json. Those files may hold what was masked or forgotten since: do not hand them on unread.',
      zh: '人格包里的文件每次都重新生成。片段的文字请填在 voice/transcripts.csv，对人物的更正请写在 persona.json 的 settings.bundle.notes。另存的文件可能含有后来遮盖或删除的内容，转交前请先看一遍。',
    },
  },
  'bundle-words-unread': {
    say: {
      en: 'No words were taken out of a list that cannot be read. {why}',
      zh: '文字稿无法读取，没有采用其中的文字。{why}',
    },
    hint: {
      en: 'The list is kept. Mend it there, and give it with --transcripts.',
      zh: '文字稿已保留。请在那里改好，再用 --transcripts 指定它。',
    },
  },
  'not-a-bundle': {
    say: { en: '{path} is no persona bundle: it has no manifest.json.', zh: '{path} 不是人格包：没有 manifest.json。' },
    hint: { en: 'Name the folder NAME.persona or its zip.', zh: '请指定 名字.persona 文件夹或它的 zip。' },
  },
  'encode-failed': {
    say: { en: '{file} could not be encoded: {why}', zh: '{file} 编码失败：{why}' },
    hint: { en: '`persona doctor` checks ffmpeg.', zh: '可用 `persona doctor` 检查 ffmpeg。' },
  },
  'leak-found': {
    say: {
      en: 'Not written: {count:place still holds|places still hold} private data (phone numbers, ids …).{places}',
      zh: '没有写入：有 {count} 处仍含隐私信息（电话、证件号等）。{places}',
    },
    hint: {
      en: 'Look at those places. A corpus that was read with --redact none is to be read again with --redact standard; words typed by hand (transcripts, notes, files put into the bundle) are changed where they were typed; --allow-private writes it all as it is.',
      zh: '请看看这些地方。如果导入时用了 --redact none，请改用 --redact standard 重新导入；手工填写的文字（文字稿、备注、放进包里的文件）请在填写的地方修改；--allow-private 则照原样写入。',
    },
  },
  // ------------------------------------------------------------ a model on request
  'llm-not-set': {
    say: { en: '--llm needs {missing} in the environment.', zh: '--llm 需要环境变量 {missing}。' },
    hint: {
      en: 'PERSONA_LLM_URL is the address before /chat/completions (http://localhost:11434/v1), PERSONA_LLM_MODEL the model, PERSONA_LLM_KEY the key; a server on this computer needs no key.',
      zh: 'PERSONA_LLM_URL 是 /chat/completions 之前的地址（如 http://localhost:11434/v1），PERSONA_LLM_MODEL 是模型名，PERSONA_LLM_KEY 是密钥；本机上的服务可以不填密钥。',
    },
    exitCode: 2,
  },
  'llm-bad-url': {
    say: {
      en: 'PERSONA_LLM_URL is no plain http(s) address.',
      zh: 'PERSONA_LLM_URL 不是普通的 http(s) 地址。',
    },
    hint: {
      en: 'Such as http://localhost:11434/v1, without a user and password in it.',
      zh: '例如 http://localhost:11434/v1，其中不含用户名和密码。',
    },
    exitCode: 2,
  },
  'llm-bad-key': {
    say: {
      en: 'PERSONA_LLM_KEY holds spaces, line breaks or letters that no key has.',
      zh: 'PERSONA_LLM_KEY 含有空格、换行或密钥中不会出现的文字。',
    },
    hint: { en: 'Copy the key once more, and nothing but the key.', zh: '请重新复制密钥，不要带上别的内容。' },
    exitCode: 2,
  },
  'llm-will-send': {
    say: {
      en: 'To {host} (model {model}{open}): {requests:request|requests}, about {tokensIn} tokens out and {tokensOut} back. Held in them: {what}. Private data is masked; held-out sessions are not {heldOut}.',
      zh: '将发往 {host}（模型 {model}{open}）：{requests} 次请求，约送出 {tokensIn} 个 token、收回 {tokensOut} 个。内容：{what}。隐私信息已遮盖；预留的会话不{heldOut}。',
    },
    hint: {
      en: '{kept:answer is|answers are} kept from an earlier run. --dry-run writes the exact texts to {file} and sends nothing.',
      zh: '已有 {kept} 份答复来自上次运行。--dry-run 会把原文写到 {file}，不发送任何内容。',
    },
  },
  'llm-needs-yes': {
    say: { en: 'Nothing was sent: nobody said yes.', zh: '没有发送任何内容：还没有得到同意。' },
    hint: {
      en: 'Answer the question on a terminal, or give --yes. Read first what would be sent: --dry-run.',
      zh: '请在终端里确认，或加上 --yes。想先看要发送的内容，用 --dry-run。',
    },
    exitCode: 2,
  },
  'llm-outgoing': {
    say: {
      en: 'Nothing was sent. {requests:request|requests} to {host} would go out just as written in {file}.',
      zh: '没有发送任何内容。将发往 {host} 的 {requests} 次请求，原样写在 {file}。',
    },
  },
  'llm-leak': {
    say: {
      en: 'Not sent: {count:place still holds|places still hold} private data (phone numbers, ids …).{places}',
      zh: '没有发送：有 {count} 处仍含隐私信息（电话、证件号等）。{places}',
    },
    hint: {
      en: 'Run `persona ingest` again with --redact standard or strict.',
      zh: '请用 `persona ingest --redact standard`（或 strict）重新导入。',
    },
  },
  'llm-refused': {
    say: { en: '{host} refuses the request (HTTP {status}).', zh: '{host} 拒绝了请求（HTTP {status}）。' },
    hint: {
      en: '301 to 308: PERSONA_LLM_URL leads elsewhere; give the address it leads to (https instead of http). 401 and 403: check PERSONA_LLM_KEY. 404: check PERSONA_LLM_URL and PERSONA_LLM_MODEL. 402: the account is empty.',
      zh: '301 至 308 表示 PERSONA_LLM_URL 会转到别处，请直接填写转到的地址（如把 http 换成 https）；401、403 请检查 PERSONA_LLM_KEY；404 请检查 PERSONA_LLM_URL 与 PERSONA_LLM_MODEL；402 表示余额不足。',
    },
  },
  'llm-unreachable': {
    say: { en: '{host} gave no answer in {tries} tries ({why}).', zh: '{host} 试了 {tries} 次都没有答复（{why}）。' },
    hint: {
      en: 'Answers so far are kept: run the same command again to go on.',
      zh: '已有的答复都保存了：重新运行同一命令即可继续。',
    },
  },
  'llm-distilled': {
    say: {
      en: 'The model made {made:claim|claims}: {kept} with true citations, {lost} dropped{why}.',
      zh: '模型给出 {made} 条描述；{kept} 条出处属实，已采用；{lost} 条已丢弃{why}。',
    },
  },
  'llm-unusable': {
    say: {
      en: '{count} of {requests:request|requests} gave no usable answer (empty, no valid JSON, or cut off).',
      zh: '{requests} 次请求中有 {count} 次没有得到可用的答复（为空、不是有效的 JSON，或被截断）。',
    },
    hint: {
      en: 'Run the same command again to ask for those anew, or try another model.',
      zh: '重新运行同一命令会再问这几次，也可以换一个模型。',
    },
  },
  'eval-no-questions': {
    say: {
      en: 'No model was asked: no session, of {sessions} in all, is kept apart with a question in words.',
      zh: '没有请模型作答：{sessions} 个会话中，没有可用的预留问题。',
    },
    hint: {
      en: 'Sessions are kept apart from 40 on, one in ten.',
      zh: '满 40 个会话才开始预留，每十个里留一个。',
    },
  },
  'wrong-key': {
    say: { en: '{file} does not open with this passphrase or key.', zh: '这个口令或私钥打不开 {file}。' },
    hint: { en: 'Try again; capitals and spaces count.', zh: '请重试；大小写和空格都算。' },
  },
  'damaged-age': {
    say: {
      en: '{file} is cut off or was changed after it was encrypted.',
      zh: '{file} 不完整，或在加密之后被改动过。',
    },
    hint: { en: 'Copy it again from where it came.', zh: '请从来源重新拷贝一份。' },
  },
  'bad-recipient': {
    say: { en: '{recipient} is no age public key.', zh: '{recipient} 不是 age 公钥。' },
    hint: { en: 'It begins with age1; `age-keygen` prints one.', zh: '公钥以 age1 开头，可用 `age-keygen` 生成。' },
    exitCode: 2,
  },
  'bad-identity': {
    say: { en: 'There is no age secret key in {file}.', zh: '{file} 里没有 age 私钥。' },
    hint: { en: 'It holds a line that begins with AGE-SECRET-KEY-1.', zh: '其中应有以 AGE-SECRET-KEY-1 开头的一行。' },
  },
  'passphrases-differ': {
    say: { en: 'The two passphrases are not the same, or empty.', zh: '两次输入的口令不一致，或为空。' },
    hint: { en: 'Run the command again.', zh: '请重新运行。' },
  },
  'target-exists': {
    say: { en: '{path} is already there.', zh: '{path} 已经存在。' },
    hint: { en: 'Choose another place with --to.', zh: '请用 --to 换个位置。' },
  },
} as const satisfies Record<string, Wording>;
