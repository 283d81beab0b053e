import type { Wording } from '../errors.ts';

/**
 * What `persona verify` finds, one line each: the package, its files, its clips, its lists and requests. `file` comes
 * first.
 */
export const VERIFY_WORDING = {
  'verify-unsafe-path': {
    say: { en: '{file}: a name that leaves the bundle', zh: '{file}：路径指向包外' },
  },
  'verify-link': { say: { en: '{file}: a link, not a file', zh: '{file}：是链接，不是文件' } },
  'verify-too-large': {
    say: { en: '{file}: unpacks to more than a bundle ever holds', zh: '{file}：解开后超出人格包应有的大小' },
  },
  'verify-too-many-files': {
    say: { en: '{file}: holds more files than a bundle ever does', zh: '{file}：文件数量超出人格包应有的范围' },
  },
  'verify-zip': { say: { en: '{file}: the zip is damaged ({why})', zh: '{file}：zip 已损坏（{why}）' } },
  'verify-zip-locked': {
    say: { en: '{file}: locked with a password in the zip', zh: '{file}：在 zip 里加了密码' },
    hint: { en: 'Unpack the zip with its password and give the folder.', zh: '请先用密码解压，再指定解开的文件夹。' },
  },
  'verify-zip-method': {
    say: {
      en: '{file}: packed in a way that is not read here (zip method {method})',
      zh: '{file}：zip 用了这里不支持的压缩方式（方法 {method}）',
    },
    hint: {
      en: 'Unpack the zip with another tool and give the folder.',
      zh: '请先用别的工具解压，再指定解开的文件夹。',
    },
  },
  'verify-unreadable': { say: { en: '{file}: cannot be read ({why})', zh: '{file}：无法读取（{why}）' } },
  'verify-manifest': { say: { en: '{file}: {why}', zh: '{file}：{why}' } },
  'verify-missing': { say: { en: '{file}: missing', zh: '{file}：缺失' } },
  'verify-extra': { say: { en: '{file}: not in the manifest', zh: '{file}：清单里没有' } },
  'verify-hash': { say: { en: '{file}: changed since the bundle was made', zh: '{file}：打包之后被改动过' } },
  'verify-words-slot': {
    say: {
      en: '{file}: words typed here reach no other file; write them into {list} and bundle again',
      zh: '{file}：填在这里的文字到不了别的文件，请填在 {list} 里再打包一次',
    },
  },
  'verify-undecodable': {
    say: { en: '{file}: no sound can be read from it ({why})', zh: '{file}：读不出声音（{why}）' },
  },
  'verify-clip-length': {
    say: {
      en: '{file}: {seconds} s, {backend} takes {limit}',
      zh: '{file}：{seconds} 秒，而 {backend} 只接受 {limit}',
    },
  },
  'verify-clip-changed': {
    say: {
      en: '{file}: {seconds} s, the manifest says {stated} s',
      zh: '{file}：{seconds} 秒，清单写的是 {stated} 秒',
    },
  },
  'verify-rate-changed': {
    say: { en: '{file}: {rate} Hz, the manifest says {stated} Hz', zh: '{file}：{rate} Hz，清单写的是 {stated} Hz' },
  },
  'verify-clip-rate': {
    say: { en: '{file}: {rate} Hz, {backend} takes {limit}', zh: '{file}：{rate} Hz，而 {backend} 只接受 {limit}' },
  },
  'verify-clip-channels': {
    say: {
      en: '{file}: {channels} channels, {backend} takes {limit}',
      zh: '{file}：{channels} 个声道，而 {backend} 只接受 {limit}',
    },
  },
  'verify-clip-format': {
    say: { en: '{file}: {format}, {backend} takes {limit}', zh: '{file}：{format}，而 {backend} 只接受 {limit}' },
  },
  'verify-clip-bytes': {
    say: {
      en: '{file}: {bytes} bytes, {backend} takes {limit}',
      zh: '{file}：{bytes} 字节，而 {backend} 最多接受 {limit}',
    },
  },
  'verify-clip-silent': { say: { en: '{file}: nothing is heard in it', zh: '{file}：没有声音' } },
  'verify-total': {
    say: {
      en: '{folder}: {seconds} s in all, {backend} takes {limit}',
      zh: '{folder}：共 {seconds} 秒，而 {backend} 只接受 {limit}',
    },
  },
  // ------------------------------------------------------------ any file
  'verify-not-text': { say: { en: '{file}: no readable text', zh: '{file}：不是可读的文字' } },
  'verify-no-data': { say: { en: '{file}: no valid {format}', zh: '{file}：不是有效的 {format}' } },
  'verify-no-png': { say: { en: '{file}: no PNG, or a damaged one', zh: '{file}：不是 PNG，或已损坏' } },
  'verify-no-charx': {
    say: { en: '{file}: no character archive, or a damaged one', zh: '{file}：不是角色卡压缩包，或已损坏' },
  },
  'verify-segment-changed': {
    say: { en: '{file}: {seconds} s, {list} says {stated} s', zh: '{file}：{seconds} 秒，{list} 写的是 {stated} 秒' },
  },
  'verify-count': {
    say: {
      en: '{file}: makes {field} {value}, the manifest says {stated}',
      zh: '{file}：据此 {field} 是 {value}，清单写的是 {stated}',
    },
  },
  'verify-shape': { say: { en: '{file}: {why}', zh: '{file}：{why}' } },
  'verify-line-shape': { say: { en: '{file}: line {line}: {why}', zh: '{file}：第 {line} 行：{why}' } },
  'verify-not-built-so': {
    say: { en: '{file}: not built as it should be', zh: '{file}：结构和应有的不同' },
  },
  'verify-empty': { say: { en: '{file}: empty', zh: '{file}：是空的' } },
  'verify-lacks': { say: { en: '{file}: has no {what}', zh: '{file}：没有{what}' } },
  'verify-longer': { say: { en: '{file}: longer than {limit}', zh: '{file}：超过 {limit}' } },
  'verify-field': { say: { en: '{file}: {field} is not {what}', zh: '{file}：{field} 应为{what}' } },
  'verify-field-missing': { say: { en: '{file}: {field} is missing', zh: '{file}：缺少 {field}' } },
  'verify-go-together': {
    say: { en: '{file}: {field} and {other} go together', zh: '{file}：{field} 和 {other} 要么都有，要么都没有' },
  },
  // ------------------------------------------------------------ lists and transcripts
  'verify-not-there': {
    say: { en: '{file}: names {path}, which is not there', zh: '{file}：写到了 {path}，但没有这个文件' },
  },
  'verify-not-listed': { say: { en: '{file}: not in {list}', zh: '{file}：没有列入 {list}' } },
  'verify-named-twice': { say: { en: '{file}: names a file twice', zh: '{file}：同一个文件列了两次' } },
  'verify-fields': {
    say: { en: '{file}: line {line} has not {count} fields', zh: '{file}：第 {line} 行不是 {count} 个字段' },
  },
  'verify-line-lacks': {
    say: { en: '{file}: line {line} has no {field}', zh: '{file}：第 {line} 行没有 {field}' },
  },
  'verify-language': {
    say: {
      en: '{file}: line {line} is in no language that {backend} knows',
      zh: '{file}：第 {line} 行的语言 {backend} 不认识',
    },
  },
  'verify-head': { say: { en: '{file}: the head is not {head}', zh: '{file}：表头不是 {head}' } },
  'verify-byte-order-mark': {
    say: { en: '{file}: begins with a byte-order mark', zh: '{file}：开头有字节顺序标记（BOM）' },
  },
  'verify-quotation-mark': { say: { en: '{file}: holds a quotation mark', zh: '{file}：含有双引号' } },
  'verify-utterances': {
    say: { en: '{file}: other utterances than in {list}', zh: '{file}：语句和 {list} 里的不一致' },
  },
  'verify-several-lines': { say: { en: '{file}: more than one line', zh: '{file}：不止一行' } },
  'verify-prefixed': {
    say: { en: '{file}: not the words of {other} behind its prefix', zh: '{file}：不是在前缀后面接 {other} 的文字' },
  },
  'verify-unclosed': { say: { en: '{file}: a """ is not closed', zh: '{file}：有一处 """ 没有闭合' } },
  'verify-no-instruction': {
    say: { en: '{file}: a line begins with no instruction', zh: '{file}：有一行不以指令开头' },
  },
  // ------------------------------------------------------------ why no sound can be read
  'sound-no-wav': { say: { en: 'no RIFF/WAVE head', zh: '没有 RIFF/WAVE 文件头' } },
  'sound-no-format': { say: { en: 'no format before the samples', zh: '采样之前没有格式说明' } },
  'sound-other-kind': {
    say: {
      en: 'not 16-bit PCM (format {format}, {bits} bits)',
      zh: '不是 16 位 PCM（格式 {format}，{bits} 位）',
    },
  },
  'sound-cut-off': { say: { en: 'cut off: {there} of {size} bytes', zh: '不完整：{size} 字节中只有 {there} 字节' } },
  'sound-ends-early': { say: { en: 'cut off', zh: '不完整' } },
  'sound-no-channels': { say: { en: 'no channels or no rate', zh: '没有声道数或采样率' } },
  'sound-no-samples': { say: { en: 'no samples', zh: '没有采样' } },
} as const satisfies Record<string, Wording>;
