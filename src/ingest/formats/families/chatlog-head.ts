/** What chatlog calls the owner of the phone in place of an id. */
export const CHATLOG_OWNER = '我';

/**
 * The sender in a head of chatlog's text, as the groups `name` and `id`, or `bare` where there is no name:
 * `爸爸(wxid_chenmo01)`, `wxid_chenmo01`, `我` for the owner, and `妈妈(我)` in a group where the owner has a name.
 */
export const CHATLOG_SENDER = String.raw`(?:(?<name>.*)\((?<id>[\w@.-]+|我)\)|(?!\d{4}-)(?<bare>[\w@-]+|我|系统消息))`;

/**
 * The number of the message, which chatlog_alpha puts behind the sender: ` [1695874082000123]`; a quoted message has 0.
 * Source: teest114514/chatlog_alpha 524b16f, message.go.
 */
export const CHATLOG_NUMBER = String.raw`(?: \[(?<number>0|\d{16,})\])?`;
