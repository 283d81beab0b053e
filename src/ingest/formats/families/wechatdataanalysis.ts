/**
 * Whether this id is that of the account. WeChatDataAnalysis names the account by its folder; in WeChat 4 that is the
 * owner's id with four characters added (`wxid_chenmo01_ab12`).
 */
export const isOwner = (id: string, account: string): boolean =>
  id === account || id === account.replace(/_[0-9a-z]{4}$/iu, '');
