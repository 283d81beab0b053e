import { expect, test } from 'vitest';
import { speechActOf } from '../../../src/bundle/prompt/speech-acts.ts';

test.each([
  '不讨厌下雨天就是懒得出门',
  '他生气了没有你看出来没',
  '算了三遍账都对不上',
  '行不行你们自己定就好',
  '小王又来感谢信了放桌上',
  '宝贝这两个字写错了',
  '片名叫对不起我爱你',
  '这事怪我爸没说清楚',
  '老师夸小明真棒呢',
  '厉害的是对门那家孩子',
  '你可以走了吗门口等你',
  '别怕麻烦就打客服电话',
  '早饭在锅里',
  'Lola is coming on Friday',
  'I wear a size ten',
  'Thanksgiving dinner is at six',
  'Amazing Grace was on the radio',
  'The shop sells brilliant white paint',
  'Mark apologised to Jane, not to me',
  'Nobody said sorry to anyone',
  'Jane was angry with Mark all week',
  'See you at the corner stop said the driver',
])('%s is no act, whatever words it holds', (text) => expect(speechActOf(text)?.id).toBeUndefined());

test.each([
  ['別難過啦', 'comfort'],
  ["Don't worry, it'll be fine.", 'comfort'],
  ['記得帶傘喔', 'care'],
  ['吃了吗？', 'care'],
  ['Drive carefully, love', 'care'],
  ['你应该先问问她', 'advice'],
  ['You should ask her', 'advice'],
  ['真厲害！', 'praise'],
  ["You're brilliant", 'praise'],
  ['啊哈哈，人老眼花', 'laughter'],
  ['lol', 'laughter'],
  ['那就算了吧', 'refusal'],
  ['No thanks, I have eaten', 'refusal'],
  ['對不起啦啦', 'apology'],
  ["I'm so sorry", 'apology'],
  ['謝謝你喔', 'thanks'],
  ['Thank you, dear', 'thanks'],
  ['太不像话了！', 'anger'],
  ['爸爸也想你了', 'affection'],
  ['Miss you too', 'affection'],
  ['奶奶去世那年冬天', 'grief'],
  ['早啊', 'greeting'],
  ['See you tomorrow', 'greeting'],
])('%s is %s', (text, act) => expect(speechActOf(text)?.id).toBe(act));

test.each([
  ['慢慢来', '我考砸了', 'comfort'],
  ['別急', '我好擔心', 'comfort'],
  ['Take your time', "I'm so nervous", 'comfort'],
  ['嗯，慢慢来', '开车慢点', undefined],
  ['可以啊，慢慢来', '小禾考了九十二', undefined],
])('%s comforts only in answer to trouble: %s', (text, asked, act) => expect(speechActOf(text, asked)?.id).toBe(act));

test('words repeated without end are read at once', () => {
  const started = performance.now();
  for (const words of ['爸爸', '我们', '你们也', '真是太', 'and please ', 'so very ']) speechActOf(words.repeat(2000));
  expect(performance.now() - started).toBeLessThan(1000);
});
