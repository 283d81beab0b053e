/** The sender's id above a message of a group. */
const GROUP_SENDER = /^[\w@.-]+:\r?\n/u;
/** Words before a colon that are no id of an account. */
const BEFORE_COLON = /^(?!wxid_|gh_)[\w-]+:\s*$/u;

/**
 * A text as it was sent: some tools take what stands before its first colon (8:30到家) for the sender's id, cut it off,
 * and keep the `raw` content beside the text.
 */
export function uncutText(content: string, raw: string): string {
  const whole = raw.replace(GROUP_SENDER, '');
  if (!content || whole.length <= content.length || !whole.endsWith(content)) return content;
  return BEFORE_COLON.test(whole.slice(0, -content.length)) ? whole : content;
}
