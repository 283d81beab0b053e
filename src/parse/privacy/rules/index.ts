import type { Rule } from '../rule.ts';
import { address } from './address.ts';
import { bankCard } from './bank-card.ts';
import { code } from './code.ts';
import { email } from './email.ts';
import { idNumber } from './id-number.ts';
import { key } from './key.ts';
import { passport } from './passport.ts';
import { password } from './password.ts';
import { phone } from './phone.ts';
import { plate } from './plate.ts';
import { qq } from './qq.ts';
import { wechatId } from './wechat-id.ts';

/** The order matters: where two rules find the same characters, the first one gets them. */
export const RULES: readonly Rule[] = [
  key,
  email,
  idNumber,
  bankCard,
  phone,
  wechatId,
  qq,
  code,
  password,
  passport,
  plate,
  address,
];
