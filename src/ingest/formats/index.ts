// One line a format. Read with `import * as formats`; the order does not matter.
export { chatlogText } from './chat/chatlog-text.ts';
export { memotrace4Txt } from './chat/memotrace4-txt.ts';
export { memotraceTxt } from './chat/memotrace-txt.ts';
export { wechatdataanalysisTxt } from './chat/wechatdataanalysis-txt.ts';
export { wechatexporterTxt } from './chat/wechatexporter-txt.ts';
export { weflowMarkdown } from './chat/weflow-markdown.ts';
export { weflowTxt } from './chat/weflow-txt.ts';
