/** What chatlog calls the owner of the phone where it would give an id. */
export const CHATLOG_OWNER = '我';

/**
 * Who stands in a head of chatlog's text, as groups `name` and `id`, or `bare` where there is no name:
 * `爸爸(wxid_chenmo01)`, `wxid_chenmo01`, the owner as `我`, and as `妈妈(我)` in a group where she has a name of her own.
 */
export const CHATLOG_SENDER = String.raw`(?:(?<name>.*)\((?<id>[\w@.-]+|我)\)|(?!\d{4}-)(?<bare>[\w@-]+|我|系统消息))`;
