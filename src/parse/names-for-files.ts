/** A name with `_` in place of the signs that Windows has in no name of a file. */
export const withoutFileSigns = (name: string): string => name.replace(/[<>:"/\\|?*]/gu, '_');

/** What WeFlow and CipherTalk make of the name of a chat to call a file so. Source: hicccc77/WeFlow, fileNaming.ts. */
export const weflowFileName = (name: string): string => withoutFileSigns(name).replace(/\.+$/u, '').trim();
