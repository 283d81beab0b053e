import type { Wording } from '../errors.ts';

/** Workspace, paths, options: what every command can meet. */
export const COMMON_WORDING = {
  'no-such-path': {
    say: { en: '{path} does not exist.', zh: '找不到 {path}。' },
    hint: { en: 'Check the spelling; names with spaces need quotes.', zh: '请检查路径；带空格的名称要加引号。' },
  },
  'unexpanded-path': {
    say: { en: '{path} does not exist.', zh: '找不到 {path}。' },
    hint: {
      en: 'This shell leaves ~, * and ? as they are. Write the path in full; of a folder, everything below it is read.',
      zh: '这个终端不会展开 ~、* 和 ?。请写完整的路径；写文件夹就会读取其中的全部内容。',
    },
  },
  'quote-in-path': {
    say: { en: '{path} does not exist.', zh: '找不到 {path}。' },
    hint: {
      en: 'On Windows, a \\ just before the closing " makes the " and what follows part of the path: leave out that \\.',
      zh: '在 Windows 上，结尾引号前若有 \\，引号和后面的内容会被当作路径的一部分：请去掉这个 \\。',
    },
  },
  'unreadable-path': {
    say: { en: '{path} cannot be read ({why}).', zh: '无法读取 {path}（{why}）。' },
    hint: { en: 'Check its permissions, or copy it somewhere you own.', zh: '请检查权限，或复制到自己的目录后再试。' },
  },
  'too-many-open-files': {
    say: {
      en: 'The system lets this program have no more files open at once.',
      zh: '系统不允许本程序同时打开更多文件。',
    },
    hint: {
      en: 'Close other programs, or raise the limit in this terminal with `ulimit -n 1024`; then run the command again.',
      zh: '请关闭其他程序，或在此终端用 `ulimit -n 1024` 提高上限，然后再运行一次。',
    },
  },
  'unwritable-path': {
    say: { en: '{path} cannot be written ({why}).', zh: '无法写入 {path}（{why}）。' },
    hint: {
      en: 'Free some space or choose another place; nothing was left half-written.',
      zh: '请腾出空间或换个位置；没有留下写了一半的文件。',
    },
  },
  'not-permitted': {
    say: { en: '{path} cannot be written ({why}).', zh: '无法写入 {path}（{why}）。' },
    hint: {
      en: 'Check its permissions and those of its folder, or choose another place; nothing was left half-written.',
      zh: '请检查它和所在文件夹的权限，或换个位置；没有留下写了一半的文件。',
    },
  },
  'not-removed': {
    say: {
      en: '{path} cannot be removed ({why}). This is still there, whole or in part:{left}',
      zh: '无法删除 {path}（{why}）。以下内容还在，可能已删掉一部分：{left}',
    },
    hint: {
      en: 'Check the permissions, then run the same command again; what is gone stays gone.',
      zh: '请检查权限，再运行同一条命令；已删除的不会恢复。',
    },
  },
  'not-a-folder': {
    say: { en: '{path} is a file, not a folder.', zh: '{path} 是文件，不是文件夹。' },
    hint: {
      en: 'A workspace is a folder; `persona init` makes it where there is none.',
      zh: '工作区是一个文件夹；没有的话 `persona init` 会新建。',
    },
  },
  'no-workspace': {
    say: { en: '{dir} has no persona.json.', zh: '{dir} 里没有 persona.json。' },
    hint: {
      en: 'Run `persona init` there first, or name the folder that has one with -w DIR.',
      zh: '请先在那里运行 `persona init`；如果工作区在别处，请用 -w 文件夹 指定。',
    },
  },
  'nobody-named': {
    say: { en: '{dir} has no persona.json, and nobody is named.', zh: '{dir} 里没有 persona.json，也没有指定本人。' },
    hint: {
      en: 'Run `persona init` there, or name the person with --subject NAME_OR_ID.',
      zh: '请先在那里运行 `persona init`，或用 --subject 姓名或ID 指定本人。',
    },
  },
  'workspace-exists': {
    say: { en: '{file} is already there.', zh: '{file} 已经存在。' },
    hint: {
      en: 'Edit it, or run `persona init --force` to write it anew.',
      zh: '可直接编辑，或用 `persona init --force` 重写。',
    },
  },
  'demo-elsewhere': {
    say: { en: '{dir} is a workspace already.', zh: '{dir} 已经是一个工作区。' },
    hint: {
      en: 'Choose another folder, or none: the demo writes its sample family into a new one.',
      zh: '请另选一个文件夹，或不写：示例数据会放进新建的文件夹。',
    },
  },
  'workspace-busy': {
    say: {
      en: 'Another `persona` (process {pid}) is at work here.',
      zh: '另一个 `persona`（进程 {pid}）正在处理这里。',
    },
    hint: {
      en: 'Wait until it has ended. If there is none any more, delete {file}.',
      zh: '请等它结束。如果它已经不在，请删除 {file}。',
    },
  },
  'too-little-memory': {
    say: { en: 'There is too little memory for the threads of this run.', zh: '内存不足，无法完成本次处理。' },
    hint: {
      en: 'Close other programs and run the same command again; `audio-clean --jobs 1` takes the least.',
      zh: '请关闭其他程序后重新运行同一命令；audio-clean 加 --jobs 1 占用最少。',
    },
  },
  'bad-persona-json': {
    say: { en: '{file} is damaged: {why}', zh: '{file} 已损坏：{why}' },
    hint: {
      en: 'Mend that place, or write it anew with `persona init --force`.',
      zh: '请修正该处，或用 `persona init --force` 重写。',
    },
  },
  'damaged-line': {
    say: { en: '{file} is damaged at line {line}.', zh: '{file} 第 {line} 行已损坏。' },
    hint: {
      en: 'Mend or delete that line; or move the file away and run `{command}` again, with all that it was made of.',
      zh: '请修正或删除这一行；也可以把该文件移到别处，再用 `{command}` 重新读取它原来用到的全部文件。',
    },
  },
  'wrong-usage': {
    say: { en: '{why}', zh: '{why}' },
    hint: {
      en: '`{help}` shows how it is used.',
      zh: '用法见 `{help}`。',
    },
    exitCode: 2,
  },
  'file-like-option': {
    say: { en: '{why}', zh: '{why}' },
    hint: { en: 'If the file of that name is meant, type {path}', zh: '如果指的是这个名字的文件，请写作 {path}' },
    exitCode: 2,
  },
  'missing-answer': {
    say: {
      en: 'Still to be said, and there is no terminal to ask on: {missing}',
      zh: '缺少以下信息，且没有终端可供询问：{missing}',
    },
    hint: {
      en: 'Give those flags. `persona {command} --help` shows examples.',
      zh: '请用参数给出。示例见 `persona {command} --help`。',
    },
    exitCode: 2,
  },
  'bad-option': {
    say: { en: '{option} {why}.', zh: '{option} {why}。' },
    hint: { en: '`persona {command} --help` lists what it takes.', zh: '可用取值见 `persona {command} --help`。' },
    exitCode: 2,
  },
  'nothing-yet': {
    say: { en: '{file} is not there yet.', zh: '还没有 {file}。' },
    hint: { en: 'Run `{command}` first.', zh: '请先运行 `{command}`。' },
  },
  'own-output': {
    say: {
      en: 'Written by persona itself, so left out:{files}',
      zh: '以下是 persona 自己生成的文件，已略过：{files}',
    },
  },
  internal: {
    say: {
      en: 'This is a fault of persona {version} itself, in `{command}`. Please report what stands below.',
      zh: '这是 persona {version} 自身的故障（`{command}`）。请反馈以下内容。',
    },
  },
  interrupted: {
    say: {
      en: 'Stopped. What was there is unchanged; run the same command again (`audio-clean` goes on where it was).',
      zh: '已停止。原有内容没有改动，再次运行同一命令即可（`audio-clean` 会接着做）。',
    },
  },
} as const satisfies Record<string, Wording>;
