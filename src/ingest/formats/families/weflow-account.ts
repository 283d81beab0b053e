import { type JsonObject, str } from '../../../parse/loose-json.ts';

/**
 * The account in what WeFlow writes of a chat or a person: `wxid`, which has been called `accountId` since its last
 * releases. Empty where neither is there. Source: hicccc77/WeFlow 46b49ef and 9fa96cd, JsonFormatter.ts.
 */
export const weflowAccount = ({ accountId, wxid }: JsonObject): string => str(accountId) || str(wxid);
