import { describe, expect, test } from 'vitest';
import { savedMail } from '../../src/parse/quoted-mail.ts';

const mail = (text: string) => savedMail(text.split('\n'));

describe('a mail saved as text', () => {
  test('tells who wrote it, when and about what; the mail below is another', () => {
    expect(
      mail(
        '发件人: 老默 <lao@mo.cn>\n发送时间: 2015年3月2日 20:15\n收件人: 晓晓\n主题: 家信\n\n晓晓：家里都好。\n\n------------------ 原始邮件 ------------------\n发件人: "晓晓"\n爸你好吗？',
      ),
    ).toEqual({
      from: '老默',
      subject: '家信',
      date: '2015年3月2日 20:15',
      own: ['', '晓晓：家里都好。', ''],
      quoted: { from: '晓晓', lines: ['爸你好吗？'] },
    });
  });

  test.each([
    ['-----Original Message-----\nFrom: Xiao [mailto:x@y.cn]\nSent: 2 Mar 2015\n\n爸你好吗？', ''],
    ['---------- Forwarded message ---------\nFrom: 晓晓 <x@y.cn>\n\n爸你好吗？', '晓晓'],
    ['发件人：晓晓\n发送时间：2015年3月1日\n收件人：老默\n\n爸你好吗？', '晓晓'],
    ['在 2015年3月2日，20:15，晓晓 <x@y.cn> 写道：\n\n爸你好吗？', '晓晓'],
    ['晓晓 <x@y.cn> 于2015年3月2日周一 20:15写道：\n爸你好吗？', '晓晓'],
    ['On 2 Mar 2015, at 20:15, Xiao wrote:\n> 爸你好吗？', 'Xiao'],
    ['------ 原始邮件 ------', ''],
  ])('is cut where the one that it answers begins: %j', (below, from) => {
    const found = mail(`家里都好。\n\n${below}`);
    expect(found?.own).toEqual(['家里都好。', '']);
    expect(found?.quoted?.from).toMatch(from);
    expect(found?.quoted?.lines.join('')).not.toMatch(/发件人|From/u);
  });
});

test.each([
  '晓晓：\n\n家里都好。\n\n爸爸\n2015年3月2日',
  '1987年3月，他在信里这样写道：\n家里都好。',
  '时间：2015年3月2日\n地点：家里\n主题：过年\n\n大家都来了。',
  '发件人：那时候没有邮件，只有邮递员。\n他每天来一次。',
  '------\n下雨了。\n------',
  '',
])('%j is no mail', (text) => {
  expect(mail(text)).toBeNull();
});
