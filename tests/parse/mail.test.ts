import { expect, test } from 'vitest';
import { mailText } from '../../src/parse/mail.ts';

const body = '老默 和 林晓 在微信上的聊天记录如下，请查收。\n\n林晓  12:03\n\n到了\n';
const head = 'From: a@example.com\r\nMIME-Version: 1.0\r\n';

test('base64, quoted-printable, GBK and parts', () => {
  const base64 = Buffer.from(body).toString('base64').replace(/.{60}/gu, '$&\r\n');
  expect(
    mailText(`${head}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64}`),
  ).toBe(body);
  const quoted = [...Buffer.from('到了=吗')].map((byte) => `=${byte.toString(16).toUpperCase()}`).join('');
  expect(
    mailText(
      `${head}Content-Type: text/plain;\r\n charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quoted}=\r\n!`,
    ),
  ).toBe('到了=吗!');
  const gbk = Buffer.from([0xb5, 0xbd, 0xc1, 0xcb]).toString('base64');
  expect(
    mailText(`${head}Content-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n${gbk}`),
  ).toBe('到了');
  const parts = `${head}Content-Type: multipart/mixed; boundary="x1"\r\n\r\n--x1\r\nContent-Type: multipart/alternative; boundary=y2\r\n\r\n--y2\r\nContent-Type: text/html\r\n\r\n<p>no</p>\r\n--y2\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64}\r\n--y2--\r\n--x1\r\nContent-Type: image/jpeg\r\nContent-Disposition: attachment\r\n\r\nAAAA\r\n--x1--`;
  expect(mailText(parts)).toBe(body);
  expect(mailText(`${Buffer.from('\ufeff').toString('latin1')}${parts}`)).toBe(body);
});

test('HTML alone becomes the lines of the text', () => {
  const html =
    'Dear:<br>&mdash;&mdash;&mdash; 2023-09-28 &mdash;&mdash;&mdash;<br><strong>lin&nbsp;12:03</strong><p>a &lt; b<br>c</p>';
  const lines = (mailText(`${head}Content-Type: text/html\r\n\r\n${html}`) ?? '')
    .split('\n')
    .filter((line) => line.trim());
  expect(lines).toEqual(['Dear:', '——— 2023-09-28 ———', 'lin  12:03', 'a < b', 'c']);
});

test.each([
  '',
  'Dear:\n\nhello',
  '林晓: 到了\n',
  'a: b\n\nc',
  'Content-Type: multipart/mixed; boundary=x\n\n--x\n--x--',
])('%j gives no words', (raw) => {
  expect(mailText(raw)).toBeNull();
});

test('cut off anywhere it ends', () => {
  const whole = `${head}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(body).toString('base64')}`;
  for (let length = 0; length < whole.length; length++) expect(() => mailText(whole.slice(0, length))).not.toThrow();
});
