import type { Item, Seconds } from './types.ts';

/** A longer silence in a chat begins a new session (ChatLab uses 1,800 s). Held-out splits are made by session. */
export const SESSION_GAP: Seconds = 1800;

/** Id of the session that an item opens. */
export const sessionId = ({ id }: Pick<Item, 'id'>): string => `s${id}`;
