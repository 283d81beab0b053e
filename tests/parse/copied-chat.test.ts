import { describe, expect, test } from 'vitest';
import { copiedHead, copiedShape } from '../../src/parse/copied-chat.ts';

describe('copiedShape', () => {
  test.each([
    ['name-time', '林晓 2023/9/28 12:03 PM\n到家了吗\n\n老默 2023/9/28 12:05 PM\n到了'],
    ['name-time', '老默 12:05\n到了\n老默 12:06\n你吃了没\n林晓 12:08\n吃了'],
    [
      'time-name',
      '2021-11-03 15:32:10 张三(12345)\n在吗\n\n2021-11-03 15:33:00 李四(67890)\n在\n\n2021-11-03 15:34:00 张三(12345)\n好',
    ],
    ['time-line', '[2022/3/5 07:58] 林晓: 伞带了吗\n[2022/3/5 07:59] 老默: 带了'],
    ['name-line', '林晓：到哪了\n老默：刚出站\n林晓：好\n老默：别下来'],
    ['name-over', '老默:\n今天升旗\n\n林晓:\n嗯嗯\n\n老默:\n饭在锅里\n\n林晓:\n好'],
  ])('%s', (shape, text) => {
    expect(copiedShape(text)).toBe(shape);
    expect(copiedShape(text.replaceAll('\n', '\r\n'))).toBe(shape);
  });

  test.each([
    [
      'a diary with weather',
      '2012-03-05 21:10 晴\n今天去了公园。\n\n2012-03-06 20:00 阴\n下雨没出门。\n\n2012-03-07 20:30 晴\n好。',
    ],
    [
      'a diary with titles',
      '2012-03-05 21:10 春天\n写点什么\n\n2012-03-06 20:00 下雨\n不写\n\n2012-03-07 20:30 放晴\n好',
    ],
    ['an essay', '父亲的工具箱\n2009年11月3日\n\n父亲的工具箱是军绿色的，锁扣坏了。\n他说：不用修。\n'],
    ['an interview', '问：您好\n答：你好\n问：哪一年生的\n答：五零年\n问：谢谢\n答：不谢'],
    ['a form', '姓名：陈默\n电话：123\n地址：解放路\n备注：无\n姓名：林晓\n电话：456\n地址：解放路\n备注：无'],
    ['a recipe', '材料：\n面粉\n做法：\n揉\n小贴士：\n醒面'],
    ['a log', '10:00:01 INFO started\n10:00:02 INFO ready'],
    ['nothing', ''],
  ])('%s is none', (_, text) => {
    expect(copiedShape(text)).toBeNull();
  });
});

test('a head is taken apart', () => {
  expect(copiedHead('2021-11-03 15:32:10 张三(12345)', 'time-name')).toEqual({
    name: '张三',
    id: '12345',
    time: '2021-11-03 15:32:10',
  });
  expect(copiedHead('[2022/3/5 07:58] 老默: 带了: 黑的', 'time-line')).toEqual({
    name: '老默',
    time: '2022/3/5 07:58',
    text: '带了: 黑的',
  });
  expect(copiedHead('他昨天说，明天 12:05', 'name-time')).toBeNull();
});
