import { expect, test } from 'vitest';
import type { Sender } from '../../../src/core/types.ts';
import { timelineParser } from '../../../src/parse/moments-xml.ts';
import { fixtureCases, headOf, inputFiles, readers, winners } from '../../support/fixtures.ts';

/** Names and ids of everybody whom the readers list besides those who write, in all cases of a format. */
async function listedBy(format: string): Promise<Set<string>> {
  const reader = readers.find(({ id }) => id === format);
  const found = new Set<string>();
  const listed = (people: Iterable<Sender>) => {
    for (const { id, name } of people) for (const called of [id, name]) if (called) found.add(called);
  };
  for (const one of fixtureCases(format))
    for (const file of await inputFiles(one)) {
      if (!reader || !winners(await headOf(file)).includes(reader)) continue;
      for await (const _ of reader.read(file, { timeZone: 'Asia/Shanghai', emit: () => {}, listed }));
    }
  return found;
}

test.each([
  ['moments-ciphertalk-html', '周野'],
  ['moments-ciphertalk-json', '周野'],
  ['moments-ciphertalk-xlsx', '周野'],
  ['moments-snskit', '林晓'],
  ['moments-wechatdataanalysis-html', 'wxid_linxiao88'],
  ['moments-wechatdataanalysis-json', 'wxid_linxiao88'],
  ['moments-wechatdataanalysis-txt', 'wxid_linxiao88'],
  ['moments-wechatdataanalysis-xlsx', 'wxid_linxiao88'],
  ['moments-wechatmomentexport-ios', '林晓'],
  ['moments-wechatmomentstat-android', '林晓'],
  ['moments-weflow-arkmejson', 'wxid_linxiao88'],
  ['moments-weflow-html', '周野'],
  ['moments-weflow-json', '林晓'],
  ['moments-weflow-md', '林晓'],
])('%s lists who liked a post, so that their names can be masked', async (format, called) => {
  expect([...(await listedBy(format))]).toContain(called);
});

test.each([
  '<LikeUserList><user_comment><username>wxid_w</username><nickname>王小芳</nickname></user_comment></LikeUserList>',
  '<LikeUser><username>wxid_w</username><nickname>王小芳</nickname></LikeUser>',
])('a post as XML has its likes too: %s', async (likes) => {
  const parse = await timelineParser();
  const xml = `<SnsDataItem><TimelineObject><id>1</id></TimelineObject>${likes}</SnsDataItem>`;
  expect(parse(xml)?.likes).toEqual([{ username: 'wxid_w', nickname: '王小芳' }]);
});

test('ChatLab lists the people of a forwarded talk', async () => {
  expect([...(await listedBy('chatlab-json'))]).toContain('小禾');
});
