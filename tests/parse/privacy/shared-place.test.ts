import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../../src/parse/privacy/redactor.ts';

describe('a shared location', () => {
  test.each([
    ['小禾家 杭州市西湖区文三路478号3栋501室 (30.274112,120.155123)', '小禾家 [地址1]'],
    ['滨江森林公园 上海市浦东新区凌桥高沙滩3号 (31.383001,121.527803)', '滨江森林公园 [地址1]'],
    ['滨江森林公园 凌桥高沙滩 (31.383001,121.527803)', '滨江森林公园 [地址1]'],
    ['虹桥火车站 (31.194201,121.327402)', '虹桥火车站 [地址1]'],
    ['虹桥火车站（31.194201，121.327402）', '虹桥火车站[地址1]'],
    ['上海市闵行区申贵路1500号||31.194201|121.327402', '[地址1]'],
    ['上海市浦东新区凌桥高沙滩3号 滨江森林公园', '[地址1] 滨江森林公园'],
    ['上海市第一人民医院 上海市虹口区海宁路100号', '上海市第一人民医院 [地址1]'],
    ['K11 Art Mall 上海市黄浦区 淮海中路300号 (31.222,121.475)', 'K11 Art Mall [地址1]'],
    ['上海市浦东新区凌桥高沙滩3号', '[地址1]'],
    ['花园石桥路33弄 15号楼 1502', '[地址1]'],
    ['小禾家 上海市浦东新区 花园石桥路33弄|15号楼|2单元501 (31.383001,121.527803)', '小禾家 [地址1]'],
    ['幸福小区 3栋 2单元 501室', '[地址1]'],
    ['海宁路100号 A座 东户', '[地址1]'],
    ['海宁路100号 13812345678', '[地址1] [电话1]'],
    ['海宁路100号 7天酒店', '[地址1] 7天酒店'],
    ['海宁路100号 Cafe 123 Main Street', '[地址1] Cafe [地址2]'],
    ['滨江森林公园', '滨江森林公园'],
    ['王师傅修车 13812345678', '王师傅修车 [电话1]'],
    ['位置共享 2.5 3.5', '位置共享 2.5 3.5'],
  ])('%s is written as %s', (title, masked) => {
    expect(createRedactor('standard').place(title).text).toBe(masked);
    expect(createRedactor('strict').place(title).text).toBe(masked);
    expect(createRedactor('standard').place(masked)).toEqual({ text: masked, count: 0 });
  });

  test('has the number of its address, with coordinates or without', () => {
    const redactor = createRedactor('standard');
    expect(redactor.redact('寄到上海市闵行区申贵路1500号').text).toBe('寄到[地址1]');
    expect(redactor.place('虹桥火车站 上海市闵行区申贵路1500号 (31.194201,121.327402)')).toEqual({
      text: '虹桥火车站 [地址1]',
      count: 1,
    });
  });

  test('has the number of its address down to the flat, as in words', () => {
    const redactor = createRedactor('standard');
    expect(redactor.redact('寄到花园石桥路33弄15号楼1502').text).toBe('寄到[地址1]');
    expect(redactor.place('小禾家 花园石桥路33弄|15号楼|1502').text).toBe('小禾家 [地址1]');
  });

  test('whose coordinates alone were left is masked to its end', () => {
    const redactor = createRedactor('standard');
    expect(redactor.place('小禾家 [地址4] (30.274112,120.155123)').text).toBe('小禾家 [地址4] [地址1]');
  });

  test('keeps what the subject keeps, and all of it where nothing is masked', () => {
    const title = '茶馆 上海市闵行区申贵路1500号';
    expect(createRedactor('standard', { keep: new Set(['上海市闵行区申贵路1500号']) }).place(title).text).toBe(title);
    expect(createRedactor('none').place(title)).toEqual({ text: title, count: 0 });
  });

  test('is no plain talk: there coordinates stay', () => {
    expect(createRedactor('standard').redact('在30.274112,120.155123附近').count).toBe(0);
  });
});
