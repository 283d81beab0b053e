/**
 * Whether this id is that of the account, which WeChatDataAnalysis calls as its folder is called: in WeChat 4 the owner's id
 * with four signs behind it (`wxid_chenmo01_ab12`).
 */
export const isOwner = (id: string, account: string): boolean =>
  id === account || id === account.replace(/_[0-9a-z]{4}$/iu, '');
