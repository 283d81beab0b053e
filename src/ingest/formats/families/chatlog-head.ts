/** What chatlog calls the owner of the phone in place of an id. */
export const CHATLOG_OWNER = '我';

/**
 * The sender in a head of chatlog's text, as the groups `name` and `id`, or `bare` where there is no name:
 * `爸爸(wxid_chenmo01)`, `wxid_chenmo01`, `我` for the owner, and `妈妈(我)` in a group where the owner has a name.
 */
export const CHATLOG_SENDER = String.raw`(?:(?<name>.*)\((?<id>[\w@.-]+|我)\)|(?!\d{4}-)(?<bare>[\w@-]+|我|系统消息))`;
