import { describe, expect, test } from 'vitest';
import { copiedShape, likeliestShape } from '../../src/parse/copied-chat.ts';
import { copiedHead } from '../../src/parse/copied-head.ts';

describe('copiedShape', () => {
  test.each([
    ['name-time', '林晓 2023/9/28 12:03 PM\n到家了吗\n\n老默 2023/9/28 12:05 PM\n到了'],
    ['name-time', '老默 12:05\n到了\n老默 12:06\n你吃了没\n林晓 12:08\n吃了'],
    [
      'time-name',
      '2021-11-03 15:32:10 张三(12345)\n在吗\n\n2021-11-03 15:33:00 李四(67890)\n在\n\n2021-11-03 15:34:00 张三(12345)\n好',
    ],
    ['qq-saved', '消息分组:我的好友\n====\n消息对象:~晓，♥~\n====\n\n2021-11-03 15:32:10 ~晓，♥~\n在吗'],
    ['qq-page', '消息分组:我的好友\n消息对象:~晓，♥~\n\n日期: 2021-11-03\n~晓，♥~\n15:32:10\n在吗'],
    ['name-time', '【群主】~晓，♥~(10203040) 2021/11/3 15:32:10\n在吗\n\n老默(50607080) 2021/11/3 15:33:00\n在'],
    ['name-time', '林晓(2021-11-03 15:32:10)\n在吗\n老默(2021-11-03 15:33:00)\n在'],
    ['name-colon-time', '林晓: 11-03 15:32:10\n在吗\n老默: 11-03 15:33:00\n在\n林晓: 11-03 15:33:20\n好'],
    ['time-line', '2022-03-05 07:58:01 林晓: 伞带了吗\n2022-03-05 07:59:02 老默: 带了'],
    ['time-line', '[2022/3/5 07:58] 林晓: 伞带了吗\n[2022/3/5 07:59] 老默: 带了'],
    ['time-over-line', '2024-01-15 14:30\n林晓: 在吗\n\n2024-01-15 14:31\n老默: 在\n\n2024-01-15 14:32\n林晓: 哦'],
    ['name-time-line', '2024-01-15\n林晓 14:30:01 在吗\n老默 14:31:02 在\n林晓 14:32:03 哦'],
    ['name-line', '林晓：到哪了\n老默：刚出站\n林晓：好\n老默：别下来'],
    ['name-time', '老默 9月28日 12:05\n到了\n林晓 昨天 12:06\n好\n老默 星期三 8:00\n早'],
    ['name-over-time', '老默\n2023年9月28日 12:05\n到了\n\n林晓\n12:06\n好\n\n老默\n12:07\n饭呢'],
    ['clock-tab', '[LINE] 與林晓的聊天記錄\n\n2023/09/28（四）\n12:05\t老默\t到了\n12:06\t林晓\t好'],
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
    ['notes on health', `${'2012-03-05 21:10\n体重：60\n2012-03-05 21:15\n血压：120\n'.repeat(3)}`],
    ['a diary of runs', '跑步 00:30:12 五公里\n游泳 00:20:10 一公里\n跑步 00:31:00 五公里\n游泳 00:21:10 一公里'],
    ['a schedule', '我们 8:30 出发\n你们 9:00 出发\n我们 10:30 到\n你们 11:00 到'],
    ['an essay', '父亲的工具箱\n2009年11月3日\n\n父亲的工具箱是军绿色的，锁扣坏了。\n他说：不用修。\n'],
    ['an interview', '问：您好\n答：你好\n问：哪一年生的\n答：五零年\n问：谢谢\n答：不谢'],
    ['a form', '姓名：陈默\n电话：123\n地址：解放路\n备注：无\n姓名：林晓\n电话：456\n地址：解放路\n备注：无'],
    ['a recipe', '材料：\n面粉\n做法：\n揉\n小贴士：\n醒面'],
    ['a log', '10:00:01 INFO started\n10:00:02 INFO ready'],
    [
      'a logbook',
      '记录时间: 2012-03-05 21:10\n血压正常\n记录时间: 2012-03-06 21:00\n血压正常\n记录时间: 2012-03-07 20:30\n好',
    ],
    ['a plan of days', '起床 7:00\n午睡 12:30\n起床 6:50\n午睡 12:40\n起床 7:05\n午睡 12:30'],
    ['a diary of two days', '春天\n2012-03-05 21:10\n写点什么\n\n夏天\n2012-07-05 21:10\n热'],
    [
      'a diary with several entries a day',
      `那几天\n${'2012年3月5日 20:15\n累。\n2012年3月5日 22:10\n睡。\n2012年3月6日 7:10\n醒。\n'.repeat(2)}`,
    ],
    ['a diary in meals', `日记\n${'早饭：粥\n午饭：面\n早饭：馒头\n晚饭：饺子\n'.repeat(4)}`],
    ['a remembered talk', '那年的对话\n\n妈妈：你吃了吗？\n我：吃了。\n妈妈：吃的什么？\n我：面条。\n妈妈：那就好。'],
    ['a play', `第一幕\n${'老王：掌柜的，来碗茶。\n掌柜：来了。\n'.repeat(10)}`],
    [
      'a story that ends in a talk',
      `${'那天雨很大，我们在站台上等车。\n'.repeat(6)}${'父亲：冷吗\n我：不冷\n'.repeat(5)}`,
    ],
    ['recipes', `家里的菜\n${'材料：两个番茄\n做法：切块下锅\n'.repeat(8)}`],
    ['nothing', ''],
  ])('%s is none', (_, text) => {
    expect(copiedShape(text)).toBeNull();
  });
});

describe('what stands above the first head', () => {
  const timed = Array.from({ length: 6 }, (_, n) => `${n % 2 ? '老默' : '林晓'} 2023/9/1 12:0${n}\n家里都好`).join(
    '\n',
  );
  const bare = Array.from({ length: 8 }, (_, n) => `${n % 2 ? '老默' : '林晓'}：家里都好`).join('\n');

  test('makes no essay of a chat', () => {
    expect(copiedShape(`爸爸的最后一年\n\n${timed}`)).toBe('name-time');
    expect(copiedShape(`2019年春节前后\n\n${bare}`)).toBe('name-line');
    expect(copiedShape(`和爸爸的聊天记录\n\n${bare.split('\n').slice(0, 4).join('\n')}`)).toBe('name-line');
  });

  test('is never asked for where the user says that it is a chat', () => {
    expect(copiedShape('前言\n\n老默 2023/9/1 12:05\n到了')).toBeNull();
    expect(likeliestShape('前言\n\n老默 2023/9/1 12:05\n到了')).toBe('name-time');
    expect(likeliestShape('前言\n\n老默：到了\n林晓：好 12:05')).toBe('name-line');
    expect(likeliestShape('')).toBe('name-line');
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
  expect(copiedHead('2021-11-03 3:32:10 PM 【管理员】A:B|张，三(12345)', 'qq-saved')).toEqual({
    name: 'A:B|张，三',
    id: '12345',
    time: '2021-11-03 3:32:10 PM',
  });
  expect(copiedHead('2021-11-03 15:32:10 10203040(10203040)', 'time-name')).toMatchObject({ name: '10203040' });
  expect(copiedHead('老默', 'name-over-time', '2023年9月28日 12:05')).toEqual({
    name: '老默',
    time: '2023年9月28日 12:05',
  });
  expect(copiedHead('14:11\t林晓已收回訊息', 'clock-tab')).toEqual({ name: '', time: '14:11', text: '林晓已收回訊息' });
});

test.each(['他昨天说，明天 12:05', '2023年9月28日 12:05', '早上 7:30', '昨天 12:05'])('%j names nobody', (line) => {
  expect(copiedHead(line, 'name-time')).toBeNull();
  expect(copiedHead(line, 'name-line')).toBeNull();
});
